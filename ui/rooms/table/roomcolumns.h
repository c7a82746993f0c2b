#pragma once

#include "admin/rooms/roomfield.h"

#include <QString>

namespace roomkeeper::ui {

/// The columns of the room table, in their default order.
enum class RoomColumn {
    State,
    Name,
    RoomId,
    ValidFrom,
    ValidUntil,
    TimeLeft,
    Pstn,
    Participants,
    Tags,
    Created,
};

inline constexpr int roomColumnCount = 10;

/// The field that a column shows.
admin::RoomField fieldOf(RoomColumn column);
/// The heading: "Time left".
QString columnTitle(RoomColumn column);
/// The name of a column in the settings, the same in every language: "timeLeft". *Valid from* and
/// *Valid until* keep the names that they had in earlier versions, "opens" and "closes".
QString columnKey(RoomColumn column);
/// The title with a mnemonic, for a menu of all columns.
QString columnMenuText(RoomColumn column);

/// Whether the user writes the text of a column and can edit it in place.
bool isEditable(RoomColumn column);
} // namespace roomkeeper::ui
