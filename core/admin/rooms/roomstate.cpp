#include "admin/rooms/roomstate.h"

namespace roomkeeper::admin {

RoomState roomState(const acs::Room &room, acs::Timestamp now, std::chrono::seconds endingSoon)
{
    // The end comes first: a room whose bounds are the wrong way round is over, not upcoming.
    if (now >= room.validUntil)
        return RoomState::Ended;
    if (now < room.validFrom)
        return RoomState::Upcoming;
    const qint64 left = room.validUntil.ticks - now.ticks;
    return left <= endingSoon.count() * acs::Timestamp::ticksPerSecond ? RoomState::EndingSoon
                                                                       : RoomState::Open;
}

} // namespace roomkeeper::admin
