#pragma once

#include <QObject>
#include <QString>

#include <functional>

class QWidget;

namespace roomkeeper::ui {

class ConnectionController;

/// Asks before something that is pending in a window would be lost by leaving it.
class LeaveQuestion : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this, which `window` owns.
    LeaveQuestion(ConnectionController &connections, QWidget &window);
    Q_DISABLE_COPY_MOVE(LeaveQuestion)

    /// Calls `proceed` if nothing would be lost by leaving the connection, or once the user agrees.
    void askBeforeDisconnecting(const std::function<void()> &proceed);
    /// Whether something would be lost by closing the window, which may be the last one.
    bool isDue() const { return !lostByClosing().isEmpty(); }
    /// Calls either `proceed` or `stay`, as the user answers.
    void askBeforeClosing(const std::function<void()> &proceed, const std::function<void()> &stay);

private:
    qsizetype drafts() const;
    QString roomsText() const;
    QString unfinishedText() const;
    QString lostByClosing() const;
    void ask(const QString &lost, const std::function<void()> &proceed,
             const std::function<void()> &stay);

    ConnectionController &m_connections;
    QWidget &m_window;
};

} // namespace roomkeeper::ui
