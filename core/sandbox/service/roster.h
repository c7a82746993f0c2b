#pragma once

#include "sandbox/http/requestbody.h"
#include "sandbox/service/room.h"
#include "sandbox/service/userdirectory.h"

namespace roomkeeper::sandbox {

/// One entry of `participants` in a request.
struct RosterChange
{
    QString rawId;
    /// Absent: remove the participant.
    std::optional<Role> role;
};

/// Parses `participants`. A missing role is Attendee. Rejects unknown roles and entries of the
/// wrong type; raw IDs are not checked.
[[nodiscard]] Outcome<QList<RosterChange>> readRosterChanges(const RequestBody &body,
                                                             ApiVersion version);

/// The first raw ID that Rooms does not accept, because it is not that of a communication user;
/// absent if it accepts all.
std::optional<QString> firstUnacceptable(const QList<RosterChange> &changes);

/// A merge patch: the given participants are added, replaced or removed, the others stay. Removing
/// somebody who is not a participant is not an error.
void apply(const QList<RosterChange> &changes, std::vector<Member> &roster, UserDirectory &users);

} // namespace roomkeeper::sandbox
