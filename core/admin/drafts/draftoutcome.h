#pragma once

#include "admin/drafts/roomdraft.h"
#include "admin/drafts/rosterdraft.h"
#include "base/result.h"

#include <optional>

namespace roomkeeper::admin {

/// The result of one request that changes participants.
struct RosterPartOutcome
{
    acs::RosterUpdate part = {};
    /// Absent: the service accepted it. Kind Cancelled: not sent, because an earlier failure makes
    /// trying pointless. Kind OutcomeUnknown: only if the participants could not be loaded
    /// afterwards; otherwise they showed the result, and this is absent or Timeout.
    std::optional<Error> error = {};
};

/// The result of applying a draft, for each part. What failed is still in the draft.
struct DraftOutcome
{
    /// Absent: the draft changed none of the room's own fields, or there is a `conflict`.
    std::optional<Result<acs::Room>> room = {};
    /// Somebody else changed fields since the author of the draft saw them. The store has the
    /// present room, the draft stays, and nothing was sent.
    std::optional<RoomConflict> conflict = {};
    /// Somebody else changed the participants since they were loaded. The store has the new list,
    /// the draft stays, and no change of participants was sent.
    std::optional<RosterDifference> difference = {};
    QList<RosterPartOutcome> parts = {};
    /// The number of changes that were made, according to the participants loaded afterwards, or to
    /// the responses if loading failed.
    RosterCounts done = {};
    /// Why the participants could not be loaded, before the changes (then `parts` is empty) or
    /// afterwards.
    std::optional<Error> rosterError = {};

    /// Whether nothing stayed pending because of a failure or a difference.
    bool isComplete() const;
    /// Whether the room was deleted meanwhile (404). The room and its draft stay in the store so
    /// that the changes can be shown and copied; the caller decides about removing the room.
    bool isRoomGone() const;
};

} // namespace roomkeeper::admin
