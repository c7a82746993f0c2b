#pragma once

#include "admin/connections/connectionservice.h"
#include "ui/connections/editor/connectiondialog.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

class QMimeData;
class QWidget;

namespace roomkeeper::ui {

class MessageBar;

/// The dialogs that create, edit and remove saved connections. Never blocks: a profile is saved at
/// once, and the keychain responds later.
class ConnectionEditor : public QObject
{
    Q_OBJECT

public:
    /// What happens after a connection was saved.
    enum class Then { Open, Stay };

    /// `connectionService`, `messages` and `window` outlive this.
    ConnectionEditor(admin::ConnectionService &connectionService, MessageBar &messages,
                     QWidget &window, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionEditor)

    void create();
    /// Starts with a given connection string.
    void createWith(const QString &connectionString);
    /// Starts with a connection string that was pasted or dropped, as text or in a file; shows a
    /// message if there is none.
    void createFrom(const QMimeData &data);
    void edit(const store::Profile &profile, Then then);
    /// Like edit(), to enter a connection string that is missing in the keychain; then opens it.
    void enterAgain(const store::Profile &profile);
    /// Creates a copy. The secret is not copied, so the keychain is not read unexpectedly; the
    /// dialog asks for a connection string instead.
    void duplicate(const store::Profile &profile);
    /// Asks for confirmation before changes are allowed on a read-only connection.
    void askToAllowChanges(const store::Profile &profile, const std::function<void()> &allow,
                           const std::function<void()> &stay);
    /// Runs the connection test in a dialog, on a connection opened only for that or on an open
    /// one.
    void test(const store::Profile &profile);
    void test(const std::shared_ptr<admin::Connection> &connection);
    /// Asks for confirmation; emits removalConfirmed().
    void askToRemove(const store::Profile &profile);
    /// Saves the secret of a profile, so far in memory only, to the keychain and reports the
    /// result.
    void keepSecret(const QUuid &profile);
    /// Removes profile and secret and reports the result.
    void remove(const store::Profile &profile);
    /// Shows a message if the keychain did not store or remove a secret.
    void showKeychainProblem(const admin::KeychainOutcome &outcome);

signals:
    /// A connection was saved and should be opened.
    void openRequested(const roomkeeper::store::Profile &profile);
    /// Storing or removing the secret of a profile in the keychain has started.
    void keychainAsked(const QUuid &profile);
    void keychainAnswered(const QUuid &profile);
    void removalConfirmed(const roomkeeper::store::Profile &profile);

private:
    ConnectionDialog *show(const store::Profile &profile, ConnectionDialog::Purpose purpose,
                           Then then);
    store::Profile newProfile() const;
    /// The initial profile of a dialog, and what happens after saving.
    struct Edit
    {
        store::Profile original = {};
        bool isNew = false;
        Then then = Then::Stay;
    };
    void accept(const QPointer<ConnectionDialog> &dialog, const Edit &edit);
    void save(const QPointer<ConnectionDialog> &dialog, const Edit &edit);
    QString nextColour() const;

    admin::ConnectionService &m_connectionService;
    MessageBar &m_messages;
    QWidget &m_window;
};

} // namespace roomkeeper::ui
