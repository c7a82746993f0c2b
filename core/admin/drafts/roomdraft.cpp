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

/// Adds a conflict unless the time is as it was seen or as it is wanted.
void compareTime(QList<FieldConflict> &fields, OwnField field,
                 const std::optional<DateTimeInput> &wanted,
                 const std::optional<acs::Timestamp> &seen, acs::Timestamp present)
{
    const bool isAsSeen = !seen || seen->secondsSinceEpoch() == present.secondsSinceEpoch();
    if (isAsSeen || (wanted && looksLike(wanted->utc, present, std::chrono::minutes(1))))
        return;
    FieldConflict conflict{.field = field, .seen = *seen, .present = present};
    if (wanted)
        conflict.wanted = acs::Timestamp::fromUtc(wanted->utc);
    fields.append(conflict);
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
    if (result.validFrom || result.validUntil) { // both are sent
        result.seen.validFrom = draft.seen.validFrom.value_or(room.validFrom);
        result.seen.validUntil = draft.seen.validUntil.value_or(room.validUntil);
    }
    if (result.pstnDialOutEnabled)
        result.seen.pstnDialOutEnabled =
            draft.seen.pstnDialOutEnabled.value_or(*room.pstnDialOutEnabled);
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

std::optional<RoomConflict> conflictOf(const RoomDraft &draft, const acs::Room &present)
{
    const RoomDraft changes = normalized(draft, present);
    QList<FieldConflict> fields;
    if (changes.validFrom || changes.validUntil) { // both are sent
        compareTime(fields, OwnField::ValidFrom, draft.validFrom, draft.seen.validFrom,
                    present.validFrom);
        compareTime(fields, OwnField::ValidUntil, draft.validUntil, draft.seen.validUntil,
                    present.validUntil);
    }
    const bool isOn = present.pstnDialOutEnabled.value_or(false);
    if (changes.pstnDialOutEnabled && draft.seen.pstnDialOutEnabled.value_or(isOn) != isOn) {
        fields.append({.field = OwnField::PstnDialOut,
                       .seen = *draft.seen.pstnDialOutEnabled,
                       .present = isOn,
                       .wanted = *changes.pstnDialOutEnabled});
    }
    if (fields.isEmpty())
        return {};
    return RoomConflict{.present = present, .fields = fields};
}

RoomDraft withoutSeen(RoomDraft draft, const acs::RoomUpdate &update)
{
    if (update.validity) {
        draft.seen.validFrom.reset();
        draft.seen.validUntil.reset();
    }
    if (update.pstnDialOutEnabled)
        draft.seen.pstnDialOutEnabled.reset();
    return draft;
}

RoomDraft resolved(const RoomDraft &draft, const RoomConflict &conflict,
                   const QList<OwnField> &anyway)
{
    RoomDraft result = draft;
    for (const FieldConflict &each : conflict.fields) {
        if (anyway.contains(each.field))
            continue;
        switch (each.field) {
        case OwnField::ValidFrom:
            result.validFrom.reset();
            break;
        case OwnField::ValidUntil:
            result.validUntil.reset();
            break;
        case OwnField::PstnDialOut:
            result.pstnDialOutEnabled.reset();
            break;
        }
    }
    result.seen = {}; // the author has seen what is present now
    return normalized(result, conflict.present);
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
