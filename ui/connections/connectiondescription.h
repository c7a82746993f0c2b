#pragma once

#include "admin/connections/connector.h"

#include <QObject>

#include <memory>

namespace roomkeeper::ui {

class ConnectionEditor;
class MessageBar;

/// What is said of the open connection: its name and colour, and whether it is read-only. It
/// follows the kept profile, which may be edited in the list, in another window or program.
class ConnectionDescription : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    ConnectionDescription(admin::Connector &connector, ConnectionEditor &editor,
                          MessageBar &messages, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionDescription)

    /// What is open, which is described as it is kept by now; null: nothing is.
    void setConnection(const std::shared_ptr<admin::Connection> &connection);

    /// Refuses all changes on what is open, or allows them again, which asks first. Kept with a
    /// profile, and then so in all windows; else for as long as it is open.
    void setReadOnly(bool readOnly);

signals:
    /// Name, colour or whether it is read-only are others.
    void changed();
    /// What setReadOnly() asked for was declined, or could not be kept.
    void readOnlyStays();

private:
    void applyReadOnly(bool readOnly);
    void follow();
    bool keep(bool readOnly);

    admin::Connector &m_connector;
    ConnectionEditor &m_editor;
    MessageBar &m_messages;
    std::weak_ptr<admin::Connection> m_connection;
    /// Read-only was asked for and could not be kept: so it holds while the connection is open.
    bool m_isReadOnlyForNow = false;
};

} // namespace roomkeeper::ui
