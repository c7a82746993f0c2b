#include "admin/drafts/appliedchange.h"

namespace roomkeeper::admin {

namespace {

template <class T>
std::optional<AppliedChange::Values<T>> valuesOf(const T &before, const T &after)
{
    if (before == after)
        return {};
    return AppliedChange::Values<T>{.before = before, .after = after};
}

void revertTime(std::optional<DateTimeInput> &input, std::optional<acs::Timestamp> &seen,
                const std::optional<AppliedChange::Values<acs::Timestamp>> &change)
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
        change.validFrom = valuesOf(before.validFrom, after.validFrom);
        change.validUntil = valuesOf(before.validUntil, after.validUntil);
    }
    if (update.pstnDialOutEnabled && before.pstnDialOutEnabled && after.pstnDialOutEnabled)
        change.pstnDialOutEnabled = valuesOf(*before.pstnDialOutEnabled, *after.pstnDialOutEnabled);
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
