#pragma once

#include "admin/rooms/roomstore.h"
#include "ui/common/timedisplay.h"

#include <QString>

namespace roomkeeper::ui {

/// How much of the list is loaded: "60 rooms, loading…", "120 rooms at 14:03", "60 rooms read, list
/// not complete".
QString loadStatusText(const admin::LoadStatus &status, const TimeDisplay &display);

} // namespace roomkeeper::ui
