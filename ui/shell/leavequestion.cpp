#include "ui/shell/leavequestion.h"

#include "admin/connections/connection.h"
#include "base/quotable.h"
#include "ui/common/confirmation.h"
#include "ui/connections/connectioncontroller.h"

#include <QApplication>

#include <algorithm>

namespace roomkeeper::ui {

LeaveQuestion::LeaveQuestion(ConnectionController &connections, QWidget &window)
    : QObject(&window)
    , m_connections(connections)
    , m_window(window)
{
}

void LeaveQuestion::askBeforeDisconnecting(const std::function<void()> &proceed)
{
    const QString lost = unfinishedText();
    if (lost.isEmpty())
        proceed();
    else
        ask(lost, proceed, {});
}

void LeaveQuestion::askBeforeClosing(const std::function<void()> &proceed,
                                     const std::function<void()> &stay)
{
    ask(lostByClosing(), proceed, stay);
}

qsizetype LeaveQuestion::drafts() const
{
    const auto connection = m_connections.connection();
    return connection ? connection->drafts().count() : m_connections.waitingDrafts();
}

/// The rooms with pending changes, by name if they have one; after the first few only their number.
QString LeaveQuestion::roomsText() const
{
    const auto open = m_connections.connection();
    const auto connection = open ? open : m_connections.waiting();
    if (!connection)
        return {};
    constexpr qsizetype most = 5;
    QStringList rooms = connection->drafts().roomIds();
    rooms.sort(); // by age
    const qsizetype rest = rooms.size() - most;
    rooms = rooms.first(std::min(rooms.size(), most));
    for (QString &room : rooms) {
        const QString name = quotable(connection->rooms().annotation(room).name);
        if (!name.isEmpty())
            room = tr("%1 “%2”").arg(room, name);
    }
    if (rest > 0)
        rooms << tr("and %Ln more", nullptr, static_cast<int>(rest));
    return rooms.join(tr(", "));
}

/// Describes what would be lost by leaving the connection; empty if nothing.
QString LeaveQuestion::unfinishedText() const
{
    const auto connection = m_connections.connection();
    const qsizetype drafts = this->drafts();
    const qsizetype unknown =
        connection ? connection->unknownOutcomes().count() : m_connections.waitingOutcomes();
    QStringList sentences;
    if (drafts > 0)
        sentences << tr("%Ln room(s) have pending changes: %1.", nullptr, static_cast<int>(drafts))
                         .arg(roomsText());
    if (unknown > 0) {
        sentences << tr("The outcome of %Ln change(s) is unknown, and can't be checked after you "
                        "leave.",
                        nullptr, static_cast<int>(unknown));
    }
    if (connection && connection->pendingChanges() > 0)
        sentences << tr("Changes are still being sent. Their outcome will not be known.");
    return sentences.join(u' ');
}

/// The same, including what is lost with the last window.
QString LeaveQuestion::lostByClosing() const
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    const bool isLast = std::ranges::none_of(windows, [this](const QWidget *window) {
        return window != &m_window && window->isVisible()
               && window->metaObject() == m_window.metaObject();
    });
    return tr("%1 %2")
        .arg(unfinishedText(), isLast ? m_connections.unsavedText() : QString())
        .trimmed();
}

void LeaveQuestion::ask(const QString &lost, const std::function<void()> &proceed,
                        const std::function<void()> &stay)
{
    const auto connection = m_connections.connection();
    QString what = tr("Leave and lose the pending changes of this connection?");
    QString verb = drafts() > 0 ? tr("Leave without applying") : tr("Leave");
    if (unfinishedText().isEmpty()) {
        what = tr("Close Roomkeeper?");
        verb = tr("Close");
    } else if (connection) {
        what = tr("Leave “%1”?").arg(quotable(connection->name()));
    }
    auto *question = new Confirmation(what, lost, verb, &m_window);
    // After the question has closed, because `proceed` may open a dialog or end the program.
    connect(question, &Confirmation::confirmed, &m_window, proceed, Qt::QueuedConnection);
    if (stay)
        connect(question, &Confirmation::declined, &m_window, stay);
    question->open();
}

} // namespace roomkeeper::ui
