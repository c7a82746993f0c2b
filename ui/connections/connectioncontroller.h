#pragma once

#include "admin/connections/connector.h"
#include "ui/connections/connectionchoice.h"
#include "ui/connections/connectiondescription.h"
#include "ui/connections/connectioneditor.h"
#include "ui/connections/connectionsources.h"
#include "ui/connections/secrets/keychainhelp.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QWidget;

namespace roomkeeper::ui {

class MessageBar;

/// Opens connections, one at a time. Nothing here waits: while the keychain or the sandbox is
/// asked, the window goes on.
class ConnectionController : public QObject
{
    Q_OBJECT

public:
    /// `connector`, `messages` and `window` outlive this.
    ConnectionController(admin::Connector &connector, ConnectionSources sources,
                         MessageBar &messages, QWidget &window, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionController)

    /// Kept profiles in their order, then the environment's, then the sandbox.
    QList<ConnectionChoice> choices() const;
    /// What is open or being opened.
    const std::optional<ConnectionChoice> &current() const { return m_current; }
    /// The open one; null where none is.
    std::shared_ptr<admin::Connection> connection() const { return m_connection.lock(); }
    /// Where the secret of the open connection is, in words.
    QString secretText() const;
    /// What a button says that puts it into the keychain; empty where there is nothing to do.
    QString keepText() const;
    /// Writes it to the keychain now, and says what became of it.
    void keepSecret();
    /// Secrets that would be lost with the end of the program, in words; empty where none would.
    QString unkeptText() const { return m_keychain.unkeptText(); }

    /// Asked before what is open is left: calls its argument when that may be, now or later.
    using LeaveGuard = std::function<void(std::function<void()>)>;
    void setLeaveGuard(LeaveGuard guard) { m_leaveGuard = std::move(guard); }

    /// What is open already is opened anew, for which nobody is asked: its drafts are kept.
    void open(const ConnectionChoice &choice);
    /// Rooms with drafts that wait for their connection to open again.
    qsizetype waitingDrafts() const;
    /// Changes whose outcome is unknown that wait for it.
    qsizetype waitingOutcomes() const;
    /// For the command line: a profile by its name.
    void openByName(const QString &name);
    void openSandbox();
    /// Gives up opening, or closes what is open.
    void close();
    /// Closes what is open where it is one of these, which somebody may decline; then `proceed`.
    void closeThose(const QList<QUuid> &profiles, const std::function<void()> &proceed);

    /// What makes, edits and removes kept connections; what it keeps is opened here.
    ConnectionEditor &editor() { return m_editor; }
    /// Of what is open.
    ConnectionDescription &description() { return m_description; }
    admin::Connector &connector() { return m_connector; }
    /// Whether the environment holds a connection string.
    bool hasEnvironment() const { return !m_sources.environmentVariable.isEmpty(); }
    /// Makes a kept connection of it.
    void keepEnvironment();
    void editCurrent();
    /// Asks first.
    void removeCurrent();

signals:
    /// The list of choices, or what is known of one, is another.
    void choicesChanged();
    void opening(const QString &name);
    void opened(const std::shared_ptr<roomkeeper::admin::Connection> &connection);
    /// Nothing is open any more, or what was to be opened could not be.
    void closed();
    /// secretText() may be another.
    void secretMoved();

private:
    ConnectionChoice environmentChoice() const;
    ConnectionChoice sandboxChoice() const;
    void leave(std::function<void()> proceed);
    void openNow(const ConnectionChoice &choice);
    void closeNow();
    void readSecret(const store::Profile &profile);
    void startSandbox();
    void openWith(const store::Profile &profile, QByteArray secret);
    void begin(const std::shared_ptr<admin::Connection> &connection);
    bool mayReopen(const ConnectionChoice &choice) const;
    void failed(const Error &error);
    void tellFailure(const ConnectionChoice &choice, const Error &error);
    void remove(const store::Profile &profile);
    store::Profile keptProfile() const;

    admin::Connector &m_connector;
    ConnectionSources m_sources;
    MessageBar &m_messages;
    ConnectionEditor m_editor;
    KeychainHelp m_keychain;
    ConnectionDescription m_description;
    std::optional<ConnectionChoice> m_current;
    std::weak_ptr<admin::Connection> m_connection; ///< the open one
    /// The connection that is being opened anew, kept for its drafts until that is done.
    std::shared_ptr<admin::Connection> m_former;
    std::optional<ConnectionChoice> m_formerChoice;
    LeaveGuard m_leaveGuard;
    QString m_failure; ///< the message about it, until something else is opened
    int m_attempt = 0; ///< answers to earlier attempts are no longer wanted
};

} // namespace roomkeeper::ui
