#pragma once

#include "admin/connections/connectionservice.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QWidget;

namespace roomkeeper::ui {

class ConnectionEditor;
class MessageBar;
class ReplaceSecretDialog;

/// Replaces the connection string of the open connection, at the user's request or when the service
/// rejects the access key. In the latter case requests wait and are sent again with the new key.
class SecretReplacement : public QObject
{
    Q_OBJECT

public:
    /// All must exist as long as a connection is set.
    SecretReplacement(admin::ConnectionService &connectionService, ConnectionEditor &editor,
                      MessageBar &messages, QWidget &window, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SecretReplacement)

    /// Watches this connection for rejected keys; null if none is open. Closes a dialog about the
    /// previous one.
    void setConnection(const std::shared_ptr<admin::Connection> &connection);
    /// Opens the dialog if a connection is open.
    void ask();

private:
    void askBecause(const Error &rejection);
    void show(const QString &reason);
    void replace(const QByteArray &connectionString);
    void giveUp();
    void taken();

    admin::ConnectionService &m_connectionService;
    ConnectionEditor &m_editor;
    MessageBar &m_messages;
    QWidget &m_window;
    std::weak_ptr<admin::Connection> m_connection;
    int m_number = 0; ///< the latest attempt; results of earlier ones are ignored
    QPointer<ReplaceSecretDialog> m_dialog;
    Call<admin::KeychainOutcome> m_replacing; ///< the latest; cancelled with the dialog
};

} // namespace roomkeeper::ui
