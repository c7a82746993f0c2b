#include "admin/drafts/roomdraft.h"

namespace roomkeeper::admin {

namespace {

/// Whether an editor that shows steps of `precision` shows both times as equal.
bool looksLike(const QDateTime &typed, acs::Timestamp known, std::chrono::seconds precision)
{
    // Steps are counted from 1970; rooms are later, and zones are whole minutes off UTC.
    return typed.toSecsSinceEpoch() / precision.count()
           == known.secondsSinceEpoch() / precision.count();
}

bool isChange(const std::optional<DateTimeInput> &input, acs::Timestamp known,
              std::chrono::seconds precision)
{
    return input && (!input->utc.isValid() || !looksLike(input->utc, known, precision));
}

bool isUnreadable(const std::optional<DateTimeInput> &input)
{
    return input && !input->utc.isValid();
}

acs::Timestamp boundToSend(const std::optional<DateTimeInput> &input, acs::Timestamp known)
{
    return input ? acs::Timestamp::fromUtc(input->utc) : known;
}

} // namespace

RoomDraft normalized(const RoomDraft &draft, const acs::Room &room,
                     std::chrono::seconds shownPrecision)
{
    RoomDraft result;
    if (isChange(draft.validFrom, room.validFrom, shownPrecision))
        result.validFrom = draft.validFrom;
    if (isChange(draft.validUntil, room.validUntil, shownPrecision))
        result.validUntil = draft.validUntil;
    // A room without the field was read with an API version that has no PSTN dial-out.
    if (draft.pstnDialOutEnabled && room.pstnDialOutEnabled
        && draft.pstnDialOutEnabled != room.pstnDialOutEnabled)
        result.pstnDialOutEnabled = draft.pstnDialOutEnabled;
    result.roster = draft.roster;
    return result;
}

acs::RoomUpdate changeSet(const RoomDraft &draft, const acs::Room &room)
{
    const RoomDraft changes = normalized(draft, room);
    if (isUnreadable(changes.validFrom) || isUnreadable(changes.validUntil))
        return {};
    acs::RoomUpdate update;
    if (changes.validFrom || changes.validUntil) {
        update.validity = acs::RoomUpdate::Validity{
            .validFrom = boundToSend(changes.validFrom, room.validFrom),
            .validUntil = boundToSend(changes.validUntil, room.validUntil)};
    }
    update.pstnDialOutEnabled = changes.pstnDialOutEnabled;
    return update;
}

QList<ValidityProblem> problemsOf(const RoomDraft &draft, const acs::Room &room,
                                  const QDateTime &now)
{
    const RoomDraft changes = normalized(draft, room);
    if (!changes.validFrom && !changes.validUntil)
        return {};
    // Times that can't be parsed stay invalid here, and are not checked: the editor reports them.
    return validityProblems(changes.validFrom ? changes.validFrom->utc : room.validFrom.toUtc(),
                            changes.validUntil ? changes.validUntil->utc : room.validUntil.toUtc(),
                            now);
}

} // namespace roomkeeper::admin
