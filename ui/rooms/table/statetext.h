#pragma once

#include "admin/rooms/roomstate.h"

#include <QString>

#include <array>

namespace roomkeeper::ui {

/// All states, in the order in which the chips show them; the enum's own order.
inline constexpr std::array allStates{
    admin::RoomState::Open,
    admin::RoomState::EndingSoon,
    admin::RoomState::Upcoming,
    admin::RoomState::Ended,
};

/// The state in words: "Ending soon".
QString stateText(admin::RoomState state);

} // namespace roomkeeper::ui
