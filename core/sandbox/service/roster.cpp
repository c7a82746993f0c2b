#include "sandbox/service/roster.h"

#include "acs/identity/communicationidentifier.h"

#include <algorithm>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

const QString participantsKey = u"participants"_s;
const QString roleKey = u"role"_s;
// As in recorded traffic, for the whole body of a change of participants.
const QString participantsDto = u"updateParticipantsRequestDto"_s;
const QString participantDto = u"Microsoft.Azure.Communication.Rooms.ParticipantPropertiesDto"_s;
const QString roleDto = u"Microsoft.Azure.Communication.Rooms.RoleDto"_s;

Outcome<RosterChange> readChange(const RequestBody &body, const QString &rawId,
                                 const QJsonValue &value, ApiVersion version)
{
    if (value.isNull())
        return RosterChange{rawId, std::nullopt};
    if (!value.isObject())
        return reject(body.unreadable({participantsKey, rawId}, participantDto, participantsDto));
    const QJsonValue role = value.toObject().value(roleKey);
    if (role.isNull() || role.isUndefined())
        return RosterChange{rawId, Role::Attendee};
    const auto known = roleFromWire(role.toString(), version);
    if (!known) {
        return reject(body.unreadable({participantsKey, rawId, roleKey}, roleDto, participantsDto));
    }
    return RosterChange{rawId, known};
}

} // namespace

Outcome<QList<RosterChange>> readRosterChanges(const RequestBody &body, ApiVersion version)
{
    const QJsonValue participants = body.value(participantsKey);
    QList<RosterChange> changes;
    if (participants.isNull() || participants.isUndefined())
        return changes;
    if (!participants.isObject())
        return reject(body.unreadable({participantsKey}, participantDto, participantsDto));
    const QJsonObject object = participants.toObject();
    changes.reserve(object.size());
    for (auto at = object.begin(); at != object.end(); ++at) {
        const Outcome<RosterChange> change = readChange(body, at.key(), at.value(), version);
        if (!change)
            return reject(change.error());
        changes.append(*change);
    }
    return changes;
}

std::optional<QString> firstUnacceptable(const QList<RosterChange> &changes)
{
    const auto found =
        std::ranges::find_if_not(changes, acs::isAcceptedByRooms, &RosterChange::rawId);
    if (found == changes.end())
        return std::nullopt;
    return found->rawId;
}

void apply(const QList<RosterChange> &changes, std::vector<Member> &roster, UserDirectory &users)
{
    for (const RosterChange &change : changes) {
        const QByteArray rawId = change.rawId.toLatin1();
        // A raw ID that is only removed need not be added to the directory.
        const auto number = change.role ? users.numberOf(rawId) : users.find(rawId);
        if (!number)
            continue;
        const auto at = std::ranges::lower_bound(roster, *number, {}, &Member::user);
        const bool present = at != roster.end() && at->user == *number;
        if (change.role && present)
            at->role = *change.role;
        else if (change.role)
            roster.insert(at, {*number, *change.role});
        else if (present)
            roster.erase(at);
    }
}

} // namespace roomkeeper::sandbox
