#include "ui/rooms/dialogs/deletequestion.h"

#include "admin/rooms/roomstate.h"
#include "admin/rooms/roomstore.h"
#include "base/quotable.h"
#include "ui/common/confirmation.h"

#include <QCoreApplication>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype listed = 5;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DeleteQuestion)
};

QString nameOf(const acs::Room &room, const admin::RoomStore &store)
{
    return quotable(store.annotation(room.id).name);
}

/// A line that begins with the ID, which no name can change.
QString roomLine(const acs::Room &room, const admin::RoomStore &store)
{
    const QString name = nameOf(room, store);
    return name.isEmpty() ? room.id : Text::tr("%1 “%2”").arg(room.id, name);
}

/// The first of them, so that the user sees what will be deleted.
QString someRooms(const QList<acs::Room> &rooms, const admin::RoomStore &store)
{
    QStringList lines;
    for (const acs::Room &room : rooms.first(std::min(listed, rooms.size())))
        lines << roomLine(room, store);
    if (rooms.size() > listed)
        lines << Text::tr("and %Ln more", nullptr, static_cast<int>(rooms.size() - listed));
    return lines.join(u'\n');
}

/// How many are open now, and what deleting means; the former is empty if none is.
QString consequences(const QList<acs::Room> &rooms, const QDateTime &now)
{
    const auto open = static_cast<int>(
        std::ranges::count_if(rooms, [at = acs::Timestamp::fromUtc(now)](const acs::Room &room) {
            return admin::isOpen(room, at);
        }));
    if (rooms.size() == 1) {
        return open > 0 ? Text::tr("It is open now. No one will be able to join it. This cannot be "
                                   "undone.")
                        : Text::tr("No one will be able to join it. This cannot be undone.");
    }
    QStringList sentences;
    if (open > 0)
        sentences << Text::tr("%Ln of them are open now.", nullptr, open);
    sentences << Text::tr("No one will be able to join them. This cannot be undone.");
    return sentences.join(u' ');
}

} // namespace

Confirmation *deleteQuestion(const QList<acs::Room> &rooms, const admin::RoomStore &store,
                             const QDateTime &now, const QString &connectionName, QWidget *parent)
{
    const QString connection = quotable(connectionName);
    if (rooms.size() == 1) {
        const acs::Room &room = rooms.first();
        const QString name = nameOf(room, store);
        const QString question = name.isEmpty()
                                     ? Text::tr("Delete this room on “%1”?").arg(connection)
                                     : Text::tr("Delete room “%1” on “%2”?").arg(name, connection);
        // The ID has a line of its own, because a name can look like anything.
        return new Confirmation(u"%1\n%2"_s.arg(question, room.id), consequences(rooms, now),
                                Text::tr("Delete room"), parent);
    }
    const auto count = static_cast<int>(rooms.size());
    return new Confirmation(Text::tr("Delete %Ln room(s) on “%1”?", nullptr, count).arg(connection),
                            u"%1\n\n%2"_s.arg(consequences(rooms, now), someRooms(rooms, store)),
                            Text::tr("Delete %Ln room(s)", nullptr, count), parent);
}

} // namespace roomkeeper::ui
