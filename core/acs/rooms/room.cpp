#include "acs/rooms/room.h"

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

Role Role::presenter()
{
    return {u"Presenter"_s};
}

Role Role::collaborator()
{
    return {u"Collaborator"_s};
}

Role Role::attendee()
{
    return {u"Attendee"_s};
}

Role Role::consumer()
{
    return {u"Consumer"_s};
}

bool Role::isKnown() const
{
    return rolesOf(defaultApiVersion).contains(*this);
}

QList<Role> rolesOf(ApiVersion version)
{
    if (hasCollaborator(version))
        return {Role::presenter(), Role::collaborator(), Role::attendee(), Role::consumer()};
    return {Role::presenter(), Role::attendee(), Role::consumer()};
}

} // namespace roomkeeper::acs
