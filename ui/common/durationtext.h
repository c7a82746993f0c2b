#pragma once

#include "acs/rooms/room.h"
#include "admin/rooms/roomstate.h"

#include <QString>

#include <chrono>

namespace roomkeeper::ui {

/// A duration as text in its two largest units, rounded down: "1 h 15 min", "42 min", "1 d 18 h",
/// "10 d", "less than 1 min". The sign is ignored.
QString durationText(std::chrono::seconds span);

/// The text of the column *Time left*: "42 min left", "in 19 h", "ended 2 d ago".
QString timeLeftText(admin::RoomState state, const acs::Room &room, acs::Timestamp now);

} // namespace roomkeeper::ui
