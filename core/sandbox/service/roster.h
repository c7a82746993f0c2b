#pragma once

#include "sandbox/http/requestbody.h"
#include "sandbox/service/room.h"
#include "sandbox/service/userdirectory.h"

namespace roomkeeper::sandbox {

/// One entry of `participants` in a request.
struct RosterChange
{
    QString rawId;
    /// Nothing: take him off the roster.
    std::optional<Role> role;
};

/// Reads `participants`. A missing role is Attendee. Refuses an unknown role and entries of the
/// wrong kind; raw ids are not judged.
[[nodiscard]] Outcome<QList<RosterChange>> readRosterChanges(const RequestBody &body,
                                                             ApiVersion version);

/// Whether every raw id is one that Rooms takes: communication users only.
bool areAcceptable(const QList<RosterChange> &changes);

/// A merge patch: who is named is added, replaced or removed, the others stay. Removing somebody
/// who is not there is no fault.
void apply(const QList<RosterChange> &changes, std::vector<Member> &roster, UserDirectory &users);

} // namespace roomkeeper::sandbox
