#pragma once

#include <QList>
#include <QObject>
#include <QUuid>

#include <functional>

class QWidget;

namespace roomkeeper::admin {
class ConnectionService;
}

namespace roomkeeper::ui {

class ConnectionEditor;
class MessageBar;

/// Deletes saved connections with their secrets: asks for confirmation, deletes one after the
/// other, and reports the result.
class ConnectionDeletion : public QObject
{
    Q_OBJECT

public:
    /// All outlive this, which `window` owns.
    ConnectionDeletion(admin::ConnectionService &connectionService, ConnectionEditor &editor,
                       MessageBar &messages, QWidget &window);
    Q_DISABLE_COPY_MOVE(ConnectionDeletion)

    /// Called before connections are deleted; calls its second argument once none of the given
    /// profiles is open in this window, or never if the user declines.
    using CloseGuard = std::function<void(const QList<QUuid> &, std::function<void()>)>;
    void setCloseGuard(CloseGuard guard) { m_closeGuard = std::move(guard); }

    /// Does nothing while others are being deleted.
    void ask(const QList<QUuid> &ids);
    /// From the confirmation to the report.
    bool isRunning() const { return m_isRunning; }

signals:
    void finished();

private:
    void start(const QList<QUuid> &ids);
    void deleteNext(QList<QUuid> ids, int deleted, const QStringList &problems);
    void report(int deleted, const QStringList &problems);

    admin::ConnectionService &m_connectionService;
    ConnectionEditor &m_editor;
    MessageBar &m_messages;
    QWidget &m_window;
    CloseGuard m_closeGuard;
    bool m_isRunning = false;
};

} // namespace roomkeeper::ui
