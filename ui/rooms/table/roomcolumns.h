#pragma once

#include "admin/rooms/roomstate.h"
#include "admin/rooms/roomstore.h"

#include <QString>

namespace roomkeeper::ui {

/// The columns of the room table, in the order in which they are shown at first.
enum class RoomColumn {
    State,
    Name,
    RoomId,
    Opens,
    Closes,
    TimeLeft,
    Pstn,
    Participants,
    Tags,
    Created,
};

inline constexpr int roomColumnCount = 10;

/// The heading: "Time left".
QString columnTitle(RoomColumn column);
/// The name under which settings keep a column, the same in every language: "timeLeft".
QString columnKey(RoomColumn column);
/// The title with a mnemonic, for a menu of all columns.
QString columnMenuText(RoomColumn column);

/// Whether a column's text is the person's own, and can be changed in place.
bool isEditable(RoomColumn column);
/// What an editable column says of a room.
QString editableText(RoomColumn column, const store::RoomAnnotation &annotation);

/// What a column sorts by, as one number: made once for a room and compared often. Columns of few
/// values order equal ones by the opening; the texts of editable columns have keys of their own,
/// and this tells those that have one (0) from those that have none (1).
qint64 sortKey(RoomColumn column, const admin::StoredRoom &stored, admin::RoomState state);

} // namespace roomkeeper::ui
