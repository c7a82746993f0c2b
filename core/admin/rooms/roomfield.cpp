#include "admin/rooms/roomfield.h"

#include <limits>

namespace roomkeeper::admin {

using namespace Qt::StringLiterals;

namespace {

/// Ticks of any date of this age stay below; nine groups fit into 63 bits.
constexpr qint64 groupSpan = 1'000'000'000'000'000'000;

int stateRank(RoomState state)
{
    switch (state) {
    case RoomState::EndingSoon:
        return 0;
    case RoomState::Open:
        return 1;
    case RoomState::Upcoming:
        return 2;
    case RoomState::Ended:
        break;
    }
    return 3;
}

/// What presses most comes first: the least time left of the open ones, then what opens next, then
/// what ended last.
qint64 timeLeftKey(const acs::Room &room, RoomState state)
{
    switch (state) {
    case RoomState::Open:
    case RoomState::EndingSoon:
        return room.validUntil.ticks;
    case RoomState::Upcoming:
        return groupSpan + room.validFrom.ticks;
    case RoomState::Ended:
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

QString annotationText(RoomField field, const store::RoomAnnotation &annotation)
{
    return field == RoomField::Tags ? annotation.tags.join(u", "_s) : annotation.name;
}

qint64 sortKey(RoomField field, const StoredRoom &stored, RoomState state)
{
    const acs::Room &room = stored.room;
    switch (field) {
    case RoomField::State:
        return grouped(stateRank(state), room);
    case RoomField::Name:
        return stored.annotation.name.isEmpty() ? 1 : 0;
    case RoomField::Tags:
        return stored.annotation.tags.isEmpty() ? 1 : 0;
    case RoomField::RoomId:
        return idKey(room.id);
    case RoomField::ValidFrom:
        return room.validFrom.ticks;
    case RoomField::ValidUntil:
        return room.validUntil.ticks;
    case RoomField::TimeLeft:
        return timeLeftKey(room, state);
    case RoomField::Pstn:
        return grouped(room.pstnDialOutEnabled.value_or(false) ? 0 : 1, room);
    case RoomField::Participants:
        // A count has no bound that would leave room for the ticks of *Valid from* beside it.
        return ((stored.roster ? stored.roster->size() + 1 : 0) << 32)
               + (room.validFrom.secondsSinceEpoch() & 0xffff'ffff);
    case RoomField::Created:
        break;
    }
    return room.createdAt.ticks;
}

} // namespace roomkeeper::admin
