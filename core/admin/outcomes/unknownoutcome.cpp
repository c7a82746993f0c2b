#include "admin/outcomes/unknownoutcome.h"

#include <cstdlib>

namespace roomkeeper::admin {

namespace {

using namespace std::chrono_literals;

/// The largest difference between the service's "now" and a room's createdAt, with a margin.
constexpr std::chrono::seconds defaultsTolerance = 60s;
/// The error of a known clock difference: about a second, and the duration of a response.
constexpr std::chrono::seconds knownSkewTolerance = 30s;
/// If the difference is not known: signatures of a clock further off would have been rejected.
constexpr std::chrono::seconds unknownSkewTolerance = 15min;

bool isSameSecond(const acs::Timestamp &left, const acs::Timestamp &right)
{
    return left.secondsSinceEpoch() == right.secondsSinceEpoch();
}

bool isAbout(const acs::Timestamp &moment, const acs::Timestamp &origin,
             std::chrono::seconds offset)
{
    const qint64 off =
        moment.secondsSinceEpoch() - origin.secondsSinceEpoch() - qint64{offset.count()};
    return std::abs(off) <= defaultsTolerance.count();
}

/// Absent in the room: the API version has no PSTN dial-out, and none was sent.
bool isSamePstn(const acs::Room &room, bool wanted)
{
    return !room.pstnDialOutEnabled || *room.pstnDialOutEnabled == wanted;
}

std::optional<acs::Role> roleIn(const RosterIndex &roster, const QString &rawId)
{
    const auto found = roster.constFind(rawId);
    return found == roster.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace

bool isAsAsked(const acs::Room &room, const acs::RoomUpdate &update)
{
    const bool isValidityAsked = !update.validity
                                 || (isSameSecond(room.validFrom, update.validity->validFrom)
                                     && isSameSecond(room.validUntil, update.validity->validUntil));
    return isValidityAsked
           && (!update.pstnDialOutEnabled || isSamePstn(room, *update.pstnDialOutEnabled));
}

OutcomeCheck::Kind compareOutcome(const UnknownOutcome &update, const acs::Room &now)
{
    if (isAsAsked(now, update.update))
        return OutcomeCheck::Kind::Made;
    const acs::Room &before = update.before;
    const bool isAsBefore = isSameSecond(now.validFrom, before.validFrom)
                            && isSameSecond(now.validUntil, before.validUntil)
                            && now.pstnDialOutEnabled == before.pstnDialOutEnabled;
    return isAsBefore ? OutcomeCheck::Kind::NotMade : OutcomeCheck::Kind::Different;
}

RosterComparison compareRoster(const UnknownOutcome &roster, const RosterIndex &now)
{
    RosterComparison comparison;
    const auto count = [&](const QString &rawId, const std::optional<acs::Role> &wanted) {
        const std::optional<acs::Role> role = roleIn(now, rawId);
        if (role == wanted)
            ++comparison.made;
        else if (role == roleIn(roster.rosterBefore, rawId))
            ++comparison.asBefore;
        else
            ++comparison.otherwise;
    };
    for (const acs::RosterUpdate &part : roster.parts) {
        for (const acs::Participant &participant : part.set)
            count(participant.rawId, participant.role);
        for (const QString &rawId : part.removed)
            count(rawId, {});
    }
    return comparison;
}

OutcomeCheck::Kind compareOutcome(const RosterComparison &comparison)
{
    if (comparison.made == comparison.all())
        return OutcomeCheck::Kind::Made;
    return comparison.asBefore == comparison.all() ? OutcomeCheck::Kind::NotMade
                                                   : OutcomeCheck::Kind::Different;
}

RosterDraft madeChanges(const UnknownOutcome &roster, const RosterIndex &now)
{
    RosterDraft requested;
    for (const acs::RosterUpdate &part : roster.parts) {
        for (const acs::Participant &participant : part.set)
            requested = withRole(std::move(requested), roster.rosterBefore, {participant.rawId},
                                 participant.role);
        requested = withRemoved(std::move(requested), roster.rosterBefore, part.removed);
    }
    requested.changes.removeIf([&now](const auto &each) {
        return wantedRole({}, now, each.key()) != each.value().wanted;
    });
    return requested;
}

bool mayComeFrom(const acs::Room &room, const acs::RoomCreation &creation)
{
    const bool isFromAsked = creation.validFrom ? isSameSecond(room.validFrom, *creation.validFrom)
                                                : isAbout(room.validFrom, room.createdAt, 0s);
    // Counted from the creation, even if *Valid from* was requested.
    const bool isUntilAsked = creation.validUntil
                                  ? isSameSecond(room.validUntil, *creation.validUntil)
                                  : isAbout(room.validUntil, room.createdAt, acs::maxValidity);
    return isFromAsked && isUntilAsked
           && isSamePstn(room, creation.pstnDialOutEnabled.value_or(false));
}

bool hasAskedRoster(const QList<acs::Participant> &roster, const acs::RoomCreation &creation)
{
    return creation.participants.isEmpty() || indexOf(roster) == indexOf(creation.participants);
}

acs::Timestamp earliestCreation(const UnknownOutcome &create,
                                const std::optional<std::chrono::seconds> &clockSkew)
{
    const auto skew = create.clockSkew ? create.clockSkew : clockSkew;
    const std::chrono::seconds back =
        skew ? *skew + knownSkewTolerance : std::chrono::seconds(unknownSkewTolerance);
    return acs::Timestamp::fromUtc(create.askedAt.addSecs(-back.count()));
}

bool mayHaveEnded(const acs::RoomCreation &creation, const QDateTime &now,
                  const std::optional<std::chrono::seconds> &clockSkew)
{
    const std::chrono::seconds ahead =
        clockSkew ? knownSkewTolerance - *clockSkew : std::chrono::seconds(unknownSkewTolerance);
    return creation.validUntil
           && *creation.validUntil <= acs::Timestamp::fromUtc(now.addSecs(ahead.count()));
}

} // namespace roomkeeper::admin
