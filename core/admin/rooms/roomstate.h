#pragma once

#include "acs/rooms/room.h"

#include <QDateTime>

#include <chrono>

namespace roomkeeper::admin {

/// Where a room stands in its validity at a moment.
enum class RoomState {
    Open, ///< now within, with more than the "ending soon" time left
    EndingSoon, ///< open with little time left; not counted under Open
    Upcoming, ///< now < validFrom
    Ended, ///< now >= validUntil
};

/// How much time left makes an open room "ending soon".
inline constexpr std::chrono::seconds defaultEndingSoon{30 * 60};

RoomState roomState(const acs::Room &room, acs::Timestamp now,
                    std::chrono::seconds endingSoon = defaultEndingSoon);

} // namespace roomkeeper::admin
