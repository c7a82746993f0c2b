#include "admin/rooms/roomstate.h"

namespace roomkeeper::admin {

bool isOpen(const acs::Room &room, acs::Timestamp now)
{
    return room.validFrom <= now && now < room.validUntil;
}

RoomState roomState(const acs::Room &room, acs::Timestamp now, std::chrono::seconds endingSoon)
{
    // The end first: a room whose times are in the wrong order has ended, and is not upcoming.
    if (now >= room.validUntil)
        return RoomState::Ended;
    if (now < room.validFrom)
        return RoomState::Upcoming;
    const qint64 left = room.validUntil.ticks - now.ticks;
    return left <= endingSoon.count() * acs::Timestamp::ticksPerSecond ? RoomState::EndingSoon
                                                                       : RoomState::Open;
}

} // namespace roomkeeper::admin
