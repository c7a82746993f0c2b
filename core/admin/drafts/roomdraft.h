#pragma once

#include "acs/rooms/room.h"
#include "admin/drafts/rosterdraft.h"
#include "admin/rooms/validity.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>
#include <variant>

namespace roomkeeper::admin {

/// A time as it was typed. The text is kept even if it can't be parsed, so that nothing typed is
/// lost.
struct DateTimeInput
{
    QString text = {};
    QDateTime utc = {}; ///< invalid if the text is not a time

    bool operator==(const DateTimeInput &) const = default;
};

/// Values of a room's own fields as the author of a draft saw them: what the service has now is
/// compared with them before a change is sent. Absent: the draft does not send the field.
struct SeenFields
{
    std::optional<acs::Timestamp> validFrom = {};
    std::optional<acs::Timestamp> validUntil = {};
    std::optional<bool> pstnDialOutEnabled = {};

    bool operator==(const SeenFields &) const = default;
};

/// Pending changes of one room. Absent: unchanged.
struct RoomDraft
{
    std::optional<DateTimeInput> validFrom = {};
    std::optional<DateTimeInput> validUntil = {};
    std::optional<bool> pstnDialOutEnabled = {};
    RosterDraft roster = {};
    SeenFields seen = {}; ///< set by normalized()

    bool isEmpty() const
    {
        return !validFrom && !validUntil && !pstnDialOutEnabled && roster.isEmpty();
    }
    bool operator==(const RoomDraft &) const = default;
};

/// Removes the fields that equal the present values of the room. Times are compared in seconds,
/// because editors show whole minutes or seconds: retyping 13:30 over 13:30:07.123 changes nothing
/// if `shownPrecision` is a minute. The changes of participants stay as they are. Notes in `seen`
/// the present value of each field that the draft begins to change, and of the other time, which is
/// sent with it; what was noted before stays.
RoomDraft normalized(const RoomDraft &draft, const acs::Room &room,
                     std::chrono::seconds shownPrecision = std::chrono::minutes(1));

/// The request for the changes of the room's own fields: both times or neither. A time that was not
/// changed is sent exactly as the service returned it, even if it is in the past. Empty if nothing
/// changed or a time can't be parsed.
acs::RoomUpdate changeSet(const RoomDraft &draft, const acs::Room &room);

/// One of a room's own fields.
enum class OwnField { ValidFrom, ValidUntil, PstnDialOut };

using FieldValue = std::variant<acs::Timestamp, bool>;

/// A field that a draft sends and that somebody else changed since its author saw it.
struct FieldConflict
{
    OwnField field = OwnField::ValidFrom;
    FieldValue seen = {}; ///< when the draft began
    FieldValue present = {}; ///< at the service now
    /// In the draft. Absent: the draft does not change this time, which is sent with the other one
    /// as the service has it.
    std::optional<FieldValue> wanted = {};

    bool operator==(const FieldConflict &) const = default;
};

/// The fields that are sent with a draft and are no longer as they were seen.
struct RoomConflict
{
    acs::Room present = {}; ///< as just read
    QList<FieldConflict> fields = {};

    bool operator==(const RoomConflict &) const = default;
};

/// Absent: there are none. A field that already has the wanted value is no conflict. Times are
/// compared in seconds: clients round them.
std::optional<RoomConflict> conflictOf(const RoomDraft &draft, const acs::Room &present);
/// The draft after `update` has been made: what was sent need not be compared again.
RoomDraft withoutSeen(RoomDraft draft, const acs::RoomUpdate &update);
/// The draft after its author has decided about a conflict: of the conflict's fields, those in
/// `anyway` keep the value in the draft, and the others take the present one.
RoomDraft resolved(const RoomDraft &draft, const RoomConflict &conflict,
                   const QList<OwnField> &anyway);

/// Why the draft can't be applied now; times that are not sent are not checked.
QList<ValidityProblem> problemsOf(const RoomDraft &draft, const acs::Room &room,
                                  const QDateTime &now);

} // namespace roomkeeper::admin
