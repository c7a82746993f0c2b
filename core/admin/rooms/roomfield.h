#pragma once

#include "admin/rooms/roomstate.h"
#include "admin/rooms/roomstore.h"

#include <QString>

namespace roomkeeper::admin {

/// What is known of a room and can be listed and sorted by.
enum class RoomField {
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

/// The text of a field that only this computer knows, Name or Tags; tags are separated by commas.
QString annotationText(RoomField field, const store::RoomAnnotation &annotation);

/// What a room is sorted by, as one number: computed once for a room and compared often. Fields
/// with few values sort equal ones by *Valid from*. Name and Tags only tell rooms with a text (0)
/// from those without (1); the texts are compared by RoomOrder.
qint64 sortKey(RoomField field, const StoredRoom &stored, RoomState state);

} // namespace roomkeeper::admin
