#pragma once

#include "admin/rooms/roomstate.h"

#include <QString>

namespace roomkeeper::ui {

/// The state in words: "Ending soon".
QString stateText(admin::RoomState state);

} // namespace roomkeeper::ui
