#pragma once

#include "admin/connections/connectionservice.h"

#include <QObject>

#include <memory>

namespace roomkeeper::ui {

class ConnectionEditor;
class MessageBar;

/// The description of the open connection: name, colour and whether it is read-only. It follows the
/// saved profile, which may be edited in the list, in another window or another program.
class ConnectionDescription : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    ConnectionDescription(admin::ConnectionService &connectionService, ConnectionEditor &editor,
                          MessageBar &messages, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionDescription)

    /// Sets the open connection and updates it from its saved profile; null if none is open.
    void setConnection(const std::shared_ptr<admin::Connection> &connection);

    /// Rejects all changes on the open connection, or allows them again after a confirmation. Saved
    /// with the profile, and then valid in all windows; without one it holds until the connection
    /// is closed.
    void setReadOnly(bool readOnly);

signals:
    /// Name, colour or the read-only state have changed.
    void changed();
    /// setReadOnly(false) was declined by the user or could not be saved.
    void readOnlyStays();

private:
    void applyReadOnly(bool readOnly);
    void follow();
    bool keep(bool readOnly);

    admin::ConnectionService &m_connectionService;
    ConnectionEditor &m_editor;
    MessageBar &m_messages;
    std::weak_ptr<admin::Connection> m_connection;
    /// Read-only was requested but could not be saved; it holds until the connection is closed.
    bool m_isReadOnlyForNow = false;
};

} // namespace roomkeeper::ui
