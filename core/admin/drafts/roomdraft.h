#pragma once

#include "acs/rooms/room.h"
#include "admin/drafts/rosterdraft.h"
#include "admin/rooms/validity.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace roomkeeper::admin {

/// A moment as somebody typed it. The text is kept also where it can't be read, so that nothing
/// typed is lost.
struct DateTimeInput
{
    QString text = {};
    QDateTime utc = {}; ///< invalid where the text names no moment

    bool operator==(const DateTimeInput &) const = default;
};

/// What somebody wants to change about one room, before it is applied. Absent: not touched.
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

/// The draft without the fields that equal what the room already is. Editors show whole minutes or
/// seconds, so bounds are compared at the second: retyping 13:30 over 13:30:07.123 changes nothing
/// where `shownPrecision` is a minute. The roster's part stays as it is.
RoomDraft normalized(const RoomDraft &draft, const acs::Room &room,
                     std::chrono::seconds shownPrecision = std::chrono::minutes(1));

/// The request that applies a draft's changes of the room's own fields: both bounds or neither; the
/// bound that was not changed goes out exactly as the service gave it, also when it lies in the
/// past. Empty where nothing changed or a bound can't be read.
acs::RoomUpdate changeSet(const RoomDraft &draft, const acs::Room &room);

/// What forbids applying the draft now; nothing is said of bounds that are not sent.
QList<ValidityProblem> problemsOf(const RoomDraft &draft, const acs::Room &room,
                                  const QDateTime &now);

} // namespace roomkeeper::admin
