#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QTimeZone>

namespace roomkeeper::admin {

enum class ValidityBound { From, Until };

/// A broken rule, with a text to be shown next to the field.
struct ValidityProblem
{
    ValidityBound bound = ValidityBound::From;
    QString message = {};

    bool operator==(const ValidityProblem &) const = default;
};

/// The service's rules for a validity that is sent at the time `now`: *Valid until* is in the
/// future and after *Valid from*, the span is at most 180 days of 86,400 seconds, and *Valid from*
/// is at most 180 days from now. *Valid from* may be in the past (this is how an open room is
/// extended). An invalid QDateTime is not checked here; its editor reports it. At most one problem
/// per time; empty: valid.
QList<ValidityProblem> validityProblems(const QDateTime &validFrom, const QDateTime &validUntil,
                                        const QDateTime &now);

enum class ValidityPreset {
    Hour,
    Day,
    Week,
    Month,
    Days180,
    PlusHour, ///< an hour longer than it is
};

/// The times of a room in which a preset sets the end.
struct PresetRoom
{
    QDateTime validFrom = {};
    QDateTime validUntil = {}; ///< as in the editor
    QDateTime presentEnd = {}; ///< at the service; invalid: none
};

struct PresetEnd
{
    QDateTime validUntil = {}; ///< UTC
    /// What is not obvious: that it counts from now, that a rule shortens it, that the room ends
    /// earlier than before. Whole sentences; usually empty.
    QString note = {};
};

/// *Valid until* for a preset. Counts from *Valid from*, and from the next full minute if the room
/// opened before `now`. Hours, days and weeks are UTC seconds; a month is a calendar month in
/// `zone`; the end is at most 180 days of 86,400 seconds after *Valid from*. Invalid if *Valid
/// from* is, or for PlusHour *Valid until*.
PresetEnd presetEnd(ValidityPreset preset, const PresetRoom &room, const QTimeZone &zone,
                    const QDateTime &now);

} // namespace roomkeeper::admin
