#include "admin/drafts/rosterdraft.h"

namespace roomkeeper::admin {

namespace {

std::optional<acs::Role> roleIn(const RosterIndex &roster, const QString &rawId)
{
    const auto known = roster.constFind(rawId);
    return known == roster.constEnd() ? std::nullopt : std::optional(*known);
}

void requestedChange(RosterDraft &draft, const RosterIndex &roster, const QString &rawId,
                     const std::optional<acs::Role> &wanted)
{
    const std::optional<acs::Role> known = roleIn(roster, rawId);
    if (known == wanted) {
        draft.changes.remove(rawId);
        return;
    }
    RosterChange &change = draft.changes[rawId];
    // The rejection by the service stays if the same change is entered again.
    if (change.wanted != wanted || change.before != known)
        change.rejection.clear();
    change.before = known;
    change.wanted = wanted;
}

/// Records that somebody's role was `before` and is `now`; they differ.
void note(RosterDifference &difference, const QString &rawId,
          const std::optional<acs::Role> &before, const std::optional<acs::Role> &now)
{
    if (!before)
        difference.added.append(rawId);
    else if (!now)
        difference.removed.append(rawId);
    else
        difference.changed.append(rawId);
}

} // namespace

RosterIndex indexOf(const QList<acs::Participant> &roster)
{
    RosterIndex index;
    index.reserve(roster.size());
    for (const acs::Participant &participant : roster)
        index.insert(participant.rawId, participant.role);
    return index;
}

RosterChange::Kind RosterChange::kindOf(const std::optional<acs::Role> &role,
                                        const RosterChange &change)
{
    if (!change.wanted)
        return Kind::Remove;
    return role ? Kind::SetRole : Kind::Add;
}

RosterDraft withRole(RosterDraft draft, const RosterIndex &roster, const QStringList &rawIds,
                     const acs::Role &role)
{
    for (const QString &rawId : rawIds)
        requestedChange(draft, roster, rawId, role);
    return draft;
}

RosterDraft withRemoved(RosterDraft draft, const RosterIndex &roster, const QStringList &rawIds)
{
    for (const QString &rawId : rawIds)
        requestedChange(draft, roster, rawId, std::nullopt);
    return draft;
}

RosterDraft withoutChanges(RosterDraft draft, const QStringList &rawIds)
{
    for (const QString &rawId : rawIds)
        draft.changes.remove(rawId);
    return draft;
}

RosterDraft normalized(const RosterDraft &draft, const RosterIndex &roster)
{
    RosterDraft result;
    for (auto at = draft.changes.cbegin(); at != draft.changes.cend(); ++at) {
        if (roleIn(roster, at.key()) != at->wanted)
            result.changes.insert(result.changes.cend(), at.key(), *at); // sorted: at the end
    }
    return result;
}

RosterDraft rebased(RosterDraft draft, const RosterIndex &roster)
{
    for (auto at = draft.changes.begin(); at != draft.changes.end(); ++at)
        at->before = roleIn(roster, at.key());
    return draft;
}

std::optional<acs::Role> wantedRole(const RosterDraft &draft, const RosterIndex &roster,
                                    const QString &rawId)
{
    const auto change = draft.changes.constFind(rawId);
    return change == draft.changes.constEnd() ? roleIn(roster, rawId) : change->wanted;
}

RosterIndex wantedRoster(const RosterDraft &draft, RosterIndex roster)
{
    for (auto at = draft.changes.cbegin(); at != draft.changes.cend(); ++at) {
        if (at->wanted)
            roster.insert(at.key(), *at->wanted);
        else
            roster.remove(at.key());
    }
    return roster;
}

RosterIndex rosterBefore(const RosterDraft &draft)
{
    RosterIndex roster;
    for (auto change = draft.changes.cbegin(); change != draft.changes.cend(); ++change) {
        if (change->before)
            roster.insert(change.key(), *change->before);
    }
    return roster;
}

RosterCounts countsOf(const RosterDraft &draft, const RosterIndex &roster)
{
    RosterCounts counts;
    for (auto at = draft.changes.cbegin(); at != draft.changes.cend(); ++at) {
        const std::optional<acs::Role> role = roleIn(roster, at.key());
        if (role == at->wanted)
            continue;
        switch (RosterChange::kindOf(role, *at)) {
        case RosterChange::Kind::Add:
            ++counts.added;
            break;
        case RosterChange::Kind::SetRole:
            ++counts.changed;
            break;
        case RosterChange::Kind::Remove:
            ++counts.removed;
            break;
        }
        if (!at->rejection.isEmpty())
            ++counts.rejected;
    }
    return counts;
}

QList<acs::RosterUpdate> partsOf(const RosterDraft &draft, qsizetype most)
{
    QList<acs::RosterUpdate> parts;
    acs::RosterUpdate part;
    for (auto at = draft.changes.cbegin(); at != draft.changes.cend(); ++at) {
        if (part.set.size() + part.removed.size() == most)
            parts.append(std::exchange(part, {}));
        if (at->wanted)
            part.set.append({.rawId = at.key(), .role = *at->wanted});
        else
            part.removed.append(at.key());
    }
    if (!part.isEmpty())
        parts.append(part);
    return parts;
}

RosterDifference differenceOf(const RosterIndex &shown, const RosterIndex &now,
                              const RosterDraft &draft)
{
    RosterDifference difference;
    const auto isWanted = [&](const QString &rawId, const std::optional<acs::Role> &role) {
        const auto change = draft.changes.constFind(rawId);
        return change != draft.changes.constEnd() && change->wanted == role;
    };
    for (auto at = now.cbegin(); at != now.cend(); ++at) {
        const std::optional<acs::Role> before = roleIn(shown, at.key());
        if (before != *at && !isWanted(at.key(), *at))
            note(difference, at.key(), before, *at);
    }
    for (auto at = shown.cbegin(); at != shown.cend(); ++at) {
        if (!now.contains(at.key()) && !isWanted(at.key(), std::nullopt))
            note(difference, at.key(), *at, std::nullopt);
    }
    for (auto at = draft.changes.cbegin(); at != draft.changes.cend(); ++at) {
        const std::optional<acs::Role> role = roleIn(now, at.key());
        if (role == at->wanted)
            continue;
        const bool isNoted = roleIn(shown, at.key()) != role;
        if (!isNoted && at->before != role)
            note(difference, at.key(), at->before, role);
        if (isNoted || at->before != role)
            difference.touched.append(at.key());
    }
    // The order in a hash is random; shown and tested lists should be sorted.
    for (QStringList *rawIds : {&difference.added, &difference.removed, &difference.changed})
        rawIds->sort();
    return difference;
}

} // namespace roomkeeper::admin
