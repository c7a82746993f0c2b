#pragma once

#include "store/catalogue/annotation.h"

#include <QString>

namespace roomkeeper::admin {

/// A change of a room's name or tags, or of a person's name, with the values before it.
struct AnnotationChange
{
    /// The room that is changed. For a person: the room in which the name was entered, and in whose
    /// history the change is; may be empty.
    QString roomId = {};
    QString rawId = {}; ///< the person; empty: the room itself is changed
    store::RoomAnnotationChange before = {}; ///< of the same fields as `after`
    store::RoomAnnotationChange after = {}; ///< of a person: the name only

    AnnotationChange reversed() const
    {
        return {.roomId = roomId, .rawId = rawId, .before = after, .after = before};
    }
    bool operator==(const AnnotationChange &) const = default;
};

} // namespace roomkeeper::admin
