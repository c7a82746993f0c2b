#pragma once

#include "acs/timestamp.h"
#include "sandbox/service/role.h"

#include <vector>

namespace roomkeeper::sandbox {

/// Somebody on a room's roster: a number in the UserDirectory and a role. Eight bytes, since a
/// store of 100,000 rooms holds two million of them.
struct Member
{
    quint32 user = 0;
    Role role = Role::Attendee;

    bool operator==(const Member &) const = default;
};

/// A room as the sandbox keeps it.
struct Room
{
    /// 16 to 18 digits that begin with 99.
    quint64 id = 0;
    acs::Timestamp createdAt = {};
    acs::Timestamp validFrom = {};
    acs::Timestamp validUntil = {};
    bool pstnDialOutEnabled = false;
    /// Ordered by user number, so that a page can go on after one who has been removed meanwhile.
    std::vector<Member> roster = {};
    /// The order of making; the store gives it.
    quint64 sequence = 0;

    bool hasEnded(acs::Timestamp now) const { return now >= validUntil; }
};

} // namespace roomkeeper::sandbox
