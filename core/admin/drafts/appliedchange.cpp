#include "admin/drafts/appliedchange.h"

namespace roomkeeper::admin {

namespace {

std::optional<AppliedChange::TimeChange> changeOf(acs::Timestamp before, acs::Timestamp after)
{
    if (before == after)
        return {};
    return AppliedChange::TimeChange{.before = before, .after = after};
}

void revertTime(std::optional<DateTimeInput> &input, std::optional<acs::Timestamp> &seen,
                const std::optional<AppliedChange::TimeChange> &change)
{
    if (!change)
        return;
    input = DateTimeInput{.text = {}, .utc = change->before.toUtc()};
    seen = change->after;
}

} // namespace

AppliedChange changeBetween(const acs::Room &before, const acs::Room &after,
                            const acs::RoomUpdate &update)
{
    AppliedChange change;
    if (update.validity) {
        change.validFrom = changeOf(before.validFrom, after.validFrom);
        change.validUntil = changeOf(before.validUntil, after.validUntil);
    }
    const auto &isOn = after.pstnDialOutEnabled;
    const auto &wasOn = before.pstnDialOutEnabled;
    if (update.pstnDialOutEnabled && wasOn && isOn && wasOn != isOn)
        change.pstnDialOutEnabled = AppliedChange::SwitchChange{.before = *wasOn, .after = *isOn};
    return change;
}

RoomDraft withReverted(RoomDraft draft, const AppliedChange &change)
{
    revertTime(draft.validFrom, draft.seen.validFrom, change.validFrom);
    revertTime(draft.validUntil, draft.seen.validUntil, change.validUntil);
    if (change.pstnDialOutEnabled) {
        draft.pstnDialOutEnabled = change.pstnDialOutEnabled->before;
        draft.seen.pstnDialOutEnabled = change.pstnDialOutEnabled->after;
    }
    const auto &changes = change.roster.changes;
    for (auto each = changes.cbegin(); each != changes.cend(); ++each) {
        const RosterChange reverse{.before = each->wanted, .wanted = each->before};
        draft.roster.changes.insert(each.key(), reverse);
    }
    return draft;
}

} // namespace roomkeeper::admin
