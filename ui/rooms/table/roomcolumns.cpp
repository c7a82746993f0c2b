#include "ui/rooms/table/roomcolumns.h"

#include <QCoreApplication>

#include <limits>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// Ticks of any date of this age stay below; nine groups fit into 63 bits.
constexpr qint64 groupSpan = 1'000'000'000'000'000'000;

int stateRank(admin::RoomState state)
{
    switch (state) {
    case admin::RoomState::EndingSoon:
        return 0;
    case admin::RoomState::Open:
        return 1;
    case admin::RoomState::Upcoming:
        return 2;
    case admin::RoomState::Ended:
        break;
    }
    return 3;
}

/// What presses most comes first: the least time left of the open ones, then what opens next, then
/// what ended last.
qint64 timeLeftKey(const acs::Room &room, admin::RoomState state)
{
    switch (state) {
    case admin::RoomState::Open:
    case admin::RoomState::EndingSoon:
        return room.validUntil.ticks;
    case admin::RoomState::Upcoming:
        return groupSpan + room.validFrom.ticks;
    case admin::RoomState::Ended:
        break;
    }
    return 3 * groupSpan - room.validUntil.ticks;
}

qint64 grouped(qint64 group, const acs::Room &room)
{
    return group * groupSpan + room.validFrom.ticks;
}

qint64 idKey(const QString &id)
{
    bool isNumber = false;
    const qint64 number = id.toLongLong(&isNumber);
    return isNumber ? number : std::numeric_limits<qint64>::max();
}

} // namespace

QString columnTitle(RoomColumn column)
{
    switch (column) {
    case RoomColumn::State:
        return QCoreApplication::translate("RoomColumn", "State");
    case RoomColumn::Name:
        return QCoreApplication::translate("RoomColumn", "Name");
    case RoomColumn::RoomId:
        return QCoreApplication::translate("RoomColumn", "Room ID");
    case RoomColumn::Opens:
        return QCoreApplication::translate("RoomColumn", "Valid from");
    case RoomColumn::Closes:
        return QCoreApplication::translate("RoomColumn", "Valid until");
    case RoomColumn::TimeLeft:
        return QCoreApplication::translate("RoomColumn", "Time left");
    case RoomColumn::Pstn:
        return QCoreApplication::translate("RoomColumn", "PSTN");
    case RoomColumn::Participants:
        return QCoreApplication::translate("RoomColumn", "Participants");
    case RoomColumn::Tags:
        return QCoreApplication::translate("RoomColumn", "Tags");
    case RoomColumn::Created:
        break;
    }
    return QCoreApplication::translate("RoomColumn", "Created");
}

QString columnMenuText(RoomColumn column)
{
    switch (column) {
    case RoomColumn::State:
        return QCoreApplication::translate("RoomColumn", "&State");
    case RoomColumn::Name:
        return QCoreApplication::translate("RoomColumn", "&Name");
    case RoomColumn::RoomId:
        return QCoreApplication::translate("RoomColumn", "&Room ID");
    case RoomColumn::Opens:
        return QCoreApplication::translate("RoomColumn", "Valid &from");
    case RoomColumn::Closes:
        return QCoreApplication::translate("RoomColumn", "Valid &until");
    case RoomColumn::TimeLeft:
        return QCoreApplication::translate("RoomColumn", "&Time left");
    case RoomColumn::Pstn:
        return QCoreApplication::translate("RoomColumn", "&PSTN");
    case RoomColumn::Participants:
        return QCoreApplication::translate("RoomColumn", "P&articipants");
    case RoomColumn::Tags:
        return QCoreApplication::translate("RoomColumn", "Ta&gs");
    case RoomColumn::Created:
        break;
    }
    return QCoreApplication::translate("RoomColumn", "&Created");
}

QString columnKey(RoomColumn column)
{
    switch (column) {
    case RoomColumn::State:
        return u"state"_s;
    case RoomColumn::Name:
        return u"name"_s;
    case RoomColumn::RoomId:
        return u"roomId"_s;
    case RoomColumn::Opens:
        return u"opens"_s;
    case RoomColumn::Closes:
        return u"closes"_s;
    case RoomColumn::TimeLeft:
        return u"timeLeft"_s;
    case RoomColumn::Pstn:
        return u"pstn"_s;
    case RoomColumn::Participants:
        return u"participants"_s;
    case RoomColumn::Tags:
        return u"tags"_s;
    case RoomColumn::Created:
        break;
    }
    return u"created"_s;
}

bool isEditable(RoomColumn column)
{
    return column == RoomColumn::Name || column == RoomColumn::Tags;
}

QString editableText(RoomColumn column, const store::RoomAnnotation &annotation)
{
    return column == RoomColumn::Tags ? annotation.tags.join(u", "_s) : annotation.name;
}

qint64 sortKey(RoomColumn column, const admin::StoredRoom &stored, admin::RoomState state)
{
    const acs::Room &room = stored.room;
    switch (column) {
    case RoomColumn::State:
        return grouped(stateRank(state), room);
    case RoomColumn::Name:
        return stored.annotation.name.isEmpty() ? 1 : 0;
    case RoomColumn::Tags:
        return stored.annotation.tags.isEmpty() ? 1 : 0;
    case RoomColumn::RoomId:
        return idKey(room.id);
    case RoomColumn::Opens:
        return room.validFrom.ticks;
    case RoomColumn::Closes:
        return room.validUntil.ticks;
    case RoomColumn::TimeLeft:
        return timeLeftKey(room, state);
    case RoomColumn::Pstn:
        return grouped(room.pstnDialOutEnabled.value_or(false) ? 0 : 1, room);
    case RoomColumn::Participants:
        // A count has no bound that would leave room for the opening beside it in ticks.
        return ((stored.roster ? stored.roster->size() + 1 : 0) << 32)
               + (room.validFrom.secondsSinceEpoch() & 0xffff'ffff);
    case RoomColumn::Created:
        break;
    }
    return room.createdAt.ticks;
}

} // namespace roomkeeper::ui
