#include "admin/drafts/draftoutcome.h"

#include <algorithm>

namespace roomkeeper::admin {

namespace {

bool isNotFound(const std::optional<Error> &error)
{
    return error && error->kind == ErrorKind::NotFound;
}

bool hasFailed(const RosterPartOutcome &part)
{
    return part.error.has_value();
}

} // namespace

bool DraftOutcome::isComplete() const
{
    const bool isRosterKept = rosterError && parts.isEmpty();
    return (!room || *room) && !conflict && !difference && !isRosterKept
           && std::none_of(parts.cbegin(), parts.cend(), hasFailed);
}

bool DraftOutcome::isRoomGone() const
{
    return (room && !*room && room->error().kind == ErrorKind::NotFound) || isNotFound(rosterError)
           || std::any_of(parts.cbegin(), parts.cend(),
                          [](const RosterPartOutcome &part) { return isNotFound(part.error); });
}

} // namespace roomkeeper::admin
