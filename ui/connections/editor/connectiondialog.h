#pragma once

#include "store/profiles/profile.h"

#include <QByteArray>
#include <QDialog>
#include <QStringList>

class QPushButton;

namespace roomkeeper::ui {

class ConnectionForm;
class HintLabel;

/// Makes or edits a connection: takes a profile, yields a profile and, where one was typed, the
/// connection string. Does no networking: testing is asked for with a signal and answered with
/// showTestResult(). A secret that is kept is never filled in again, and what is wrong with a typed
/// one is said without repeating it.
class ConnectionDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose {
        New,
        Edit, ///< the secret of `profile` is kept already, and an empty field keeps it
        EnterAgain, ///< it is not, or not any more
    };

    ConnectionDialog(const store::Profile &profile, Purpose purpose, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionDialog)

    /// The other connections: their names are taken, and their resources have one already.
    void setOthers(const QList<store::Profile> &others);
    /// The groups that can be chosen; others may be typed.
    void setKnownGroups(const QStringList &groups);
    /// Fills in a connection string that was found elsewhere; what is left to do is to save.
    void take(const QString &connectionString);

    /// What was entered; valid when accepted.
    store::Profile profile() const;
    /// Empty where an edited connection keeps its secret. A secret: wipe it after use.
    QByteArray connectionString() const;

    /// The answer to testRequested(), shown in the dialog; ignored when what was tested has been
    /// edited since.
    void showTestResult(bool ok, const QString &text);
    /// Shows the steps of a test as they come, under its result; becomes the dialog's own.
    void setTestView(QWidget *view);
    /// Why what was accepted could not be saved, for when the dialog is opened again with it.
    void showSaveProblem(const QString &text);

signals:
    /// Try to reach the resource with what was entered. An empty connection string means the kept
    /// one. Answers of earlier tests are not wanted any more.
    void testRequested(const roomkeeper::store::Profile &profile,
                       const QByteArray &connectionString);
    /// What was to be tested has been edited since.
    void testOutdated();

private:
    void build();
    void inputChanged();

    ConnectionForm *m_form;
    bool m_testing = false;
    HintLabel *m_testResult = nullptr;
    QWidget *m_testView = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace roomkeeper::ui
