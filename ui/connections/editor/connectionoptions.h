#pragma once

#include "store/profiles/profile.h"

#include <QObject>
#include <QStringList>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace roomkeeper::ui {

class ColourBox;
class HintLabel;

/// What is seldom said of a connection: its group, its colour, notes, a file of authorities; rows
/// of a form that a button folds and unfolds.
class ConnectionOptions : public QObject
{
    Q_OBJECT

public:
    /// Adds its rows to `form`, which is that of `parent` and outlives this.
    ConnectionOptions(QFormLayout &form, QWidget *parent);
    Q_DISABLE_COPY_MOVE(ConnectionOptions)

    /// Unfolds where there is something to be seen.
    void fill(const store::Profile &profile);
    void setKnownGroups(const QStringList &groups);
    void writeTo(store::Profile &profile) const;
    /// What is wrong with the notes or the file of authorities; empty: nothing.
    const QString &problem() const
    {
        return m_notesProblem.isEmpty() ? m_authorityProblem : m_notesProblem;
    }

signals:
    void changed();

private:
    void unfold(bool unfolded);
    void judgeNotes();
    void readAuthorities();
    void chooseAuthorityFile();

    QWidget &m_widget;
    QFormLayout &m_form;
    QList<QWidget *> m_rows;
    QPushButton *m_fold;
    QComboBox *m_group;
    ColourBox *m_colour;
    QPlainTextEdit *m_notes;
    HintLabel *m_notesHint;
    QString m_notesProblem;
    QLineEdit *m_authorityFile;
    HintLabel *m_authorityHint;
    QString m_authorityProblem;
};

} // namespace roomkeeper::ui
