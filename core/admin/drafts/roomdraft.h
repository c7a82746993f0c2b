#pragma once

#include "acs/rooms/room.h"
#include "admin/drafts/rosterdraft.h"
#include "admin/rooms/validity.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace roomkeeper::admin {

/// A time as it was typed. The text is kept even if it can't be parsed, so that nothing typed is
/// lost.
struct DateTimeInput
{
    QString text = {};
    QDateTime utc = {}; ///< invalid if the text is not a time

    bool operator==(const DateTimeInput &) const = default;
};

/// Pending changes of one room. Absent: unchanged.
struct RoomDraft
{
    std::optional<DateTimeInput> validFrom = {};
    std::optional<DateTimeInput> validUntil = {};
    std::optional<bool> pstnDialOutEnabled = {};
    RosterDraft roster = {};

    bool isEmpty() const
    {
        return !validFrom && !validUntil && !pstnDialOutEnabled && roster.isEmpty();
    }
    bool operator==(const RoomDraft &) const = default;
};

/// Removes the fields that equal the present values of the room. Times are compared in seconds,
/// because editors show whole minutes or seconds: retyping 13:30 over 13:30:07.123 changes nothing
/// if `shownPrecision` is a minute. The changes of participants stay as they are.
RoomDraft normalized(const RoomDraft &draft, const acs::Room &room,
                     std::chrono::seconds shownPrecision = std::chrono::minutes(1));

/// The request for the changes of the room's own fields: both times or neither. A time that was not
/// changed is sent exactly as the service returned it, even if it is in the past. Empty if nothing
/// changed or a time can't be parsed.
acs::RoomUpdate changeSet(const RoomDraft &draft, const acs::Room &room);

/// Why the draft can't be applied now; times that are not sent are not checked.
QList<ValidityProblem> problemsOf(const RoomDraft &draft, const acs::Room &room,
                                  const QDateTime &now);

} // namespace roomkeeper::admin
