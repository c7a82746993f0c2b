#include "ui/rooms/dialogs/deletequestion.h"

#include "admin/rooms/roomstore.h"
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

/// “Board” (99…), or only the ID of a room without a name.
QString roomText(const QString &roomId, const admin::RoomStore &rooms)
{
    const QString name = rooms.annotation(roomId).name;
    return name.isEmpty() ? roomId : Text::tr("“%1” (%2)").arg(name, roomId);
}

/// The first of them, so that the user sees what will be deleted.
QString someRooms(const QStringList &roomIds, const admin::RoomStore &rooms)
{
    QStringList lines;
    for (const QString &roomId : roomIds.first(std::min(listed, roomIds.size())))
        lines << roomText(roomId, rooms);
    if (roomIds.size() > listed)
        lines << Text::tr("and %Ln more", nullptr, static_cast<int>(roomIds.size() - listed));
    return lines.join(u'\n');
}

} // namespace

Confirmation *deleteQuestion(const QStringList &roomIds, const admin::RoomStore &rooms,
                             const QString &connectionName, QWidget *parent)
{
    if (roomIds.size() == 1) {
        return new Confirmation(Text::tr("Delete room %1 on “%2”?")
                                    .arg(roomText(roomIds.first(), rooms), connectionName),
                                Text::tr("No one will be able to join it. This cannot be undone."),
                                Text::tr("Delete room"), parent);
    }
    const int count = static_cast<int>(roomIds.size());
    return new Confirmation(
        Text::tr("Delete %Ln room(s) on “%1”?", nullptr, count).arg(connectionName),
        Text::tr("No one will be able to join them. This cannot be undone.\n\n%1")
            .arg(someRooms(roomIds, rooms)),
        Text::tr("Delete %Ln room(s)", nullptr, count), parent);
}

} // namespace roomkeeper::ui
