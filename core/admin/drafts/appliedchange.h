#pragma once

#include "acs/rooms/room.h"
#include "admin/drafts/roomdraft.h"
#include "admin/drafts/rosterdraft.h"

#include <optional>

namespace roomkeeper::admin {

/// A change of a room that the service has made, so that it can be reverted.
struct AppliedChange
{
    struct TimeChange
    {
        acs::Timestamp before = {};
        acs::Timestamp after = {};

        bool operator==(const TimeChange &) const = default;
    };
    struct SwitchChange
    {
        bool before = false;
        bool after = false;

        bool operator==(const SwitchChange &) const = default;
    };
    // Absent: not changed.
    std::optional<TimeChange> validFrom = {};
    std::optional<TimeChange> validUntil = {};
    std::optional<SwitchChange> pstnDialOutEnabled = {};
    RosterDraft roster = {}; ///< `before`, and what they are now as `wanted`

    bool isEmpty() const
    {
        return !validFrom && !validUntil && !pstnDialOutEnabled && roster.isEmpty();
    }
    bool operator==(const AppliedChange &) const = default;
};

/// What `update` changed of the room's own fields.
AppliedChange changeBetween(const acs::Room &before, const acs::Room &after,
                            const acs::RoomUpdate &update);

/// The draft in which everything that was changed gets its earlier value. Those values count as
/// seen that the change left behind, so that later changes by somebody else are not overwritten.
RoomDraft withReverted(RoomDraft draft, const AppliedChange &change);

} // namespace roomkeeper::admin
