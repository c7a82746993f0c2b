#pragma once

#include "admin/drafts/rosterdraft.h"
#include "base/result.h"

#include <optional>

namespace roomkeeper::admin {

/// What became of one request of a roster's change set.
struct RosterPartOutcome
{
    acs::RosterUpdate part = {};
    /// Absent: the service took it. Kind Cancelled: not sent, since something failed before in a
    /// way that makes trying pointless. Kind OutcomeUnknown: only where the roster could not be
    /// read back; else that showed what became of it, and it is absent or Timeout.
    std::optional<Error> error = {};
};

/// What became of a draft that was applied, each part for itself. What failed is still in the
/// draft.
struct DraftOutcome
{
    /// Absent: the draft changed none of the room's own fields.
    std::optional<Result<acs::Room>> room = {};
    /// Somebody else changed the roster since it was read. The roster in the store is the new one
    /// and the draft stands; nothing of the roster was sent.
    std::optional<RosterDifference> difference = {};
    QList<RosterPartOutcome> parts = {};
    /// People whose wishes are fulfilled, counted by what the read-back showed; by the answers
    /// where it failed.
    RosterCounts done = {};
    /// Why the roster could not be read, before it was changed (then `parts` is empty) or back.
    std::optional<Error> rosterError = {};

    /// Nothing of the draft is pending because of a failure or a difference.
    bool isComplete() const;
    /// The room was deleted meanwhile (404). It stays in the store and its draft stays, so that
    /// what was wished can be shown and copied; removing the room is up to who shows it.
    bool isRoomGone() const;
};

} // namespace roomkeeper::admin
