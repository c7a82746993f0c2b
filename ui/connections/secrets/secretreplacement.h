#pragma once

#include "admin/connections/connector.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QWidget;

namespace roomkeeper::ui {

class ConnectionEditor;
class MessageBar;
class ReplaceSecretDialog;

/// Replaces the connection string of what is open: when somebody wants to, and when the service
/// refuses the key in the middle of the work. Then requests wait for the answer, and go out again
/// with the new key.
class SecretReplacement : public QObject
{
    Q_OBJECT

public:
    /// All are there as long as a connection is set.
    SecretReplacement(admin::Connector &connector, ConnectionEditor &editor, MessageBar &messages,
                      QWidget &window, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SecretReplacement)

    /// Watches for refusals of its key; null: nothing is open. A dialog about the one before goes.
    void setConnection(const std::shared_ptr<admin::Connection> &connection);
    /// Opens the dialog, where something is open.
    void ask();

private:
    void askBecause(const Error &refusal);
    void show(const QString &reason);
    void replace(const QByteArray &connectionString);
    void giveUp();
    void taken();

    admin::Connector &m_connector;
    ConnectionEditor &m_editor;
    MessageBar &m_messages;
    QWidget &m_window;
    std::weak_ptr<admin::Connection> m_connection;
    int m_number = 0; ///< the newest attempt: what is heard of earlier ones is past
    QPointer<ReplaceSecretDialog> m_dialog;
    Call<admin::Connector::Saved> m_replacing; ///< the newest; given up with the dialog
};

} // namespace roomkeeper::ui
