#pragma once

#include "admin/roomstate.h"
#include "admin/roomstore.h"

#include <QString>

namespace roomkeeper::ui {

/// The columns of the room table, in the order in which they are shown at first.
enum class RoomColumn { State, RoomId, Opens, Closes, TimeLeft, Pstn, Participants, Created };

inline constexpr int roomColumnCount = 8;

/// The heading: "Time left".
QString columnTitle(RoomColumn column);
/// The name under which settings keep a column, the same in every language: "timeLeft".
QString columnKey(RoomColumn column);

/// What a column sorts by, as one number: made once for a room and compared often. Columns of few
/// values order equal ones by the opening.
qint64 sortKey(RoomColumn column, const admin::StoredRoom &stored, admin::RoomState state);

} // namespace roomkeeper::ui
