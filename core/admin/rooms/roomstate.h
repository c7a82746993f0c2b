#pragma once

#include "acs/rooms/room.h"

#include <QDateTime>

#include <array>
#include <chrono>

namespace roomkeeper::admin {

/// The state of a room at a time, by its validity.
enum class RoomState {
    Open, ///< valid now, with more than the "ending soon" time left
    EndingSoon, ///< valid now with little time left; not counted as Open
    Upcoming, ///< now < validFrom
    Ended, ///< now >= validUntil
};

/// All states, in the order in which they are shown; the enum's own order.
inline constexpr std::array allRoomStates{
    RoomState::Open,
    RoomState::EndingSoon,
    RoomState::Upcoming,
    RoomState::Ended,
};

/// The time left at which an open room becomes "ending soon".
inline constexpr std::chrono::seconds defaultEndingSoon{30 * 60};

/// Whether participants can join: Open or EndingSoon.
bool isOpen(const acs::Room &room, acs::Timestamp now);
RoomState roomState(const acs::Room &room, acs::Timestamp now,
                    std::chrono::seconds endingSoon = defaultEndingSoon);

} // namespace roomkeeper::admin
