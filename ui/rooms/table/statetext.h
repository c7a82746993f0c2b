#pragma once

#include "admin/rooms/roomstate.h"

#include <QString>

namespace roomkeeper::ui {

/// The name of a state: "Ending soon".
QString stateText(admin::RoomState state);

} // namespace roomkeeper::ui
