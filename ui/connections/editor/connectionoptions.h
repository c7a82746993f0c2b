#pragma once

#include "acs/auth/azurecli.h"
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

/// The less common settings of a connection: group, colour, notes, version of Identity, CA
/// certificate file, and the tenant or subscription of the Azure CLI. They are rows of a form that
/// a button shows and hides.
class ConnectionOptions : public QObject
{
    Q_OBJECT

public:
    /// Adds its rows to `form`, the layout of `parent`, which must outlive this.
    ConnectionOptions(QFormLayout &form, QWidget *parent);
    Q_DISABLE_COPY_MOVE(ConnectionOptions)

    /// Shows the rows if any of them has a value.
    void fill(const store::Profile &profile);
    void setKnownGroups(const QStringList &groups);
    /// Whether the connection uses the Azure CLI: only then there are a tenant and a subscription.
    void setUsesTokens(bool usesTokens);
    void writeTo(store::Profile &profile) const;
    /// The first problem with one of them; empty if there is none.
    QString problem() const;

signals:
    void changed();

private:
    void unfold(bool unfolded);
    void evaluateNotes();
    void evaluateAccount();
    acs::AzureCliAccount account() const;
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
    QComboBox *m_identityVersion;
    QLineEdit *m_authorityFile;
    HintLabel *m_authorityHint;
    QString m_authorityProblem;
    QLineEdit *m_tenant;
    QLineEdit *m_subscription;
    HintLabel *m_accountHint;
    QString m_accountProblem;
    QWidget *m_accountRow = nullptr;
    bool m_usesTokens = false;
};

} // namespace roomkeeper::ui
