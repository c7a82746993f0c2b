#pragma once

#include "admin/connections/connectionservice.h"
#include "ui/common/notice.h"
#include "ui/connections/connectionchoice.h"
#include "ui/connections/connectiondescription.h"
#include "ui/connections/connectioneditor.h"
#include "ui/connections/connectionsources.h"
#include "ui/connections/secrets/keychainprompts.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QWidget;

namespace roomkeeper::ui {

class MessageBar;

/// Opens connections, one at a time. Never blocks: the window stays responsive while the keychain
/// or the sandbox is being queried.
class ConnectionController : public QObject
{
    Q_OBJECT

public:
    /// `connectionService`, `messages` and `window` outlive this.
    ConnectionController(admin::ConnectionService &connectionService, ConnectionSources sources,
                         MessageBar &messages, QWidget &window, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionController)

    /// Saved profiles in their order, then the environment, then the sandbox.
    QList<ConnectionChoice> choices() const;
    /// The choice that is open or being opened.
    const std::optional<ConnectionChoice> &current() const { return m_current; }
    /// The open connection; null if there is none.
    std::shared_ptr<admin::Connection> connection() const { return m_connection.lock(); }
    /// Describes where the secret of the open connection is stored.
    QString secretText() const;
    /// The label of the button that saves it to the keychain; empty if there is nothing to do.
    QString keepText() const;
    /// Saves it to the keychain now and reports the result.
    void keepSecret();
    /// Describes the secrets that would be lost by closing the program; empty if there are none.
    QString unsavedText() const { return m_keychain.unsavedText(); }

    /// Called before the open connection is closed; calls its argument, now or later, to allow it.
    using LeaveGuard = std::function<void(std::function<void()>)>;
    void setLeaveGuard(LeaveGuard guard) { m_leaveGuard = std::move(guard); }

    /// Reopens the connection if it is already open, without asking, since its drafts are kept.
    void open(const ConnectionChoice &choice);
    /// Number of rooms whose drafts are kept until their connection opens again.
    qsizetype waitingDrafts() const;
    /// The connection with what waits; null if nothing does.
    std::shared_ptr<admin::Connection> waiting() const { return m_former; }
    /// Number of changes with an unknown outcome that are kept until then.
    qsizetype waitingOutcomes() const;
    /// Opens a profile by its name, for the command line.
    void openByName(const QString &name);
    void openSandbox();
    /// Cancels opening, or closes the open connection.
    void close();
    /// Closes the open connection if it is one of `profiles`, then calls `proceed`. The user can
    /// decline, and then `proceed` is not called.
    void closeThose(const QList<QUuid> &profiles, const std::function<void()> &proceed);

    /// Creates, edits and removes saved connections; those it asks to open are opened here.
    ConnectionEditor &editor() { return m_editor; }
    /// The description of the open connection.
    ConnectionDescription &description() { return m_description; }
    admin::ConnectionService &connectionService() { return m_connectionService; }
    /// Null if there is none.
    EmbeddedSandbox *embeddedSandbox() const { return m_sources.embeddedSandbox; }
    /// Whether the environment holds a connection string.
    bool hasEnvironment() const { return !m_sources.environmentVariable.isEmpty(); }
    /// Creates a saved connection from it.
    void keepEnvironment();
    void editCurrent();
    /// Asks for confirmation first.
    void removeCurrent();

signals:
    /// The choices or their details have changed.
    void choicesChanged();
    void opening(const QString &name);
    void opened(const std::shared_ptr<roomkeeper::admin::Connection> &connection);
    /// The connection was closed or could not be opened.
    void closed();
    /// secretText() may have changed.
    void secretMoved();

private:
    QByteArray environmentSecret() const;
    ConnectionChoice environmentChoice() const;
    ConnectionChoice sandboxChoice() const;
    void leave(std::function<void()> proceed);
    void openNow(const ConnectionChoice &choice);
    void closeNow();
    void readSecret(const store::Profile &profile);
    void startSandbox();
    void openWith(const store::Profile &profile, const QByteArray &secret);
    void begin(const std::shared_ptr<admin::Connection> &connection);
    bool mayReopen(const ConnectionChoice &choice) const;
    void failed(const Error &error);
    Notice failure(const ConnectionChoice &choice, const Error &error);
    void remove(const store::Profile &profile);
    store::Profile keptProfile() const;

    admin::ConnectionService &m_connectionService;
    ConnectionSources m_sources;
    MessageBar &m_messages;
    ConnectionEditor m_editor;
    KeychainPrompts m_keychain;
    ConnectionDescription m_description;
    std::optional<ConnectionChoice> m_current;
    std::weak_ptr<admin::Connection> m_connection; ///< the open one
    /// The connection that is being reopened, kept for its drafts until that is done.
    std::shared_ptr<admin::Connection> m_former;
    std::optional<ConnectionChoice> m_formerChoice;
    LeaveGuard m_leaveGuard;
    int m_attempt = 0; ///< results of earlier attempts are ignored
};

} // namespace roomkeeper::ui
