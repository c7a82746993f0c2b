#pragma once

#include "acs/timestamp.h"
#include "sandbox/service/role.h"

#include <vector>

namespace roomkeeper::sandbox {

/// A participant: a number in the UserDirectory and a role. Eight bytes, because a store of 100,000
/// rooms contains two million of them.
struct Member
{
    quint32 user = 0;
    Role role = Role::Attendee;

    bool operator==(const Member &) const = default;
};

/// A room in the sandbox.
struct Room
{
    /// 16 to 18 digits that start with 99.
    quint64 id = 0;
    acs::Timestamp createdAt = {};
    acs::Timestamp validFrom = {};
    acs::Timestamp validUntil = {};
    bool pstnDialOutEnabled = false;
    /// Sorted by user number, so that a page can continue after a user who was removed meanwhile.
    std::vector<Member> roster = {};
    /// The order of creation; assigned by the store.
    quint64 sequence = 0;

    bool hasEnded(acs::Timestamp now) const { return now >= validUntil; }
};

} // namespace roomkeeper::sandbox
