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

enum class ValidityPreset { Hour, Day, Week, Month, Days180 };

struct PresetEnd
{
    QDateTime validUntil = {}; ///< UTC
    /// What the preset means for a room that is already open ("Counted from “Valid from” (170 days
    /// ago), this leaves 10 days."), or that its end is in the past; else empty.
    QString note = {};
};

/// *Valid until* for a preset, counted from *Valid from*. Hours, days and weeks are UTC seconds; a
/// month is a calendar month in `zone`; nothing exceeds 180 days of 86,400 seconds. Invalid if
/// *Valid from* is.
PresetEnd presetEnd(ValidityPreset preset, const QDateTime &validFrom, const QTimeZone &zone,
                    const QDateTime &now);

} // namespace roomkeeper::admin
