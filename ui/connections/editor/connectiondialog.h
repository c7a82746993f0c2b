#pragma once

#include "store/profiles/profile.h"

#include <QByteArray>
#include <QDialog>
#include <QStringList>

class QPushButton;
class QVBoxLayout;

namespace roomkeeper::ui {

class ConnectionForm;
class HintLabel;

/// Creates or edits a connection: takes a profile, returns a profile and, if one was typed, the
/// connection string. Does no networking: a test is requested with testRequested() and its result
/// is passed to showTestResult(). A stored secret is never shown again, and error messages never
/// repeat a typed one.
class ConnectionDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose {
        New,
        Edit, ///< the secret of `profile` is already stored; an empty field keeps it
        EnterAgain, ///< its secret is missing and must be entered
    };

    ConnectionDialog(const store::Profile &profile, Purpose purpose, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionDialog)

    /// The other connections, to warn about duplicate names and resources.
    void setOthers(const QList<store::Profile> &others);
    /// Groups offered for selection; the user can also type a new one.
    void setKnownGroups(const QStringList &groups);
    /// Fills in a connection string from another source, such as the clipboard.
    void take(const QString &connectionString);

    /// The entered profile; valid after the dialog was accepted.
    store::Profile profile() const;
    /// Empty if an edited connection keeps its secret. A secret: wipe it after use.
    QByteArray connectionString() const;

    /// Shows the result of testRequested(); ignored if the input was edited since.
    void showTestResult(bool ok, const QString &text);
    /// Shows `view`, with the progress of a test, below its result. Takes ownership.
    void setTestView(QWidget *view);
    /// Shows why saving failed, after the dialog was opened again.
    void showSaveProblem(const QString &text);

signals:
    /// Test the connection with the entered values. An empty connection string means the stored
    /// one. Results of earlier tests are obsolete.
    void testRequested(const roomkeeper::store::Profile &profile,
                       const QByteArray &connectionString);
    /// The input was edited, so the running test and its result are obsolete.
    void testOutdated();

private:
    void build();
    void inputChanged();

    ConnectionForm *m_form;
    bool m_testing = false;
    QVBoxLayout *m_content = nullptr;
    HintLabel *m_testResult = nullptr;
    QWidget *m_testView = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace roomkeeper::ui
