#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QTimeZone>

namespace roomkeeper::admin {

enum class ValidityBound { From, Until };

/// A broken rule, in words to stand beside the field it is about.
struct ValidityProblem
{
    ValidityBound bound = ValidityBound::From;
    QString message = {};

    bool operator==(const ValidityProblem &) const = default;
};

/// The rules of the service for a validity that is about to be sent at the moment `now`: the end
/// lies ahead and after the opening, the span is at most 180 days of 86,400 seconds, the opening at
/// most 180 days ahead. An opening in the past is taken (an open room is extended that way).
/// An invalid QDateTime counts as "not readable". Empty: all is well.
QList<ValidityProblem> validityProblems(const QDateTime &validFrom, const QDateTime &validUntil,
                                        const QDateTime &now);

enum class ValidityPreset { Hour, Day, Week, Month, Days180 };

struct PresetEnd
{
    QDateTime validUntil = {}; ///< UTC
    /// Why the end is not what the preset says; empty where it is (e.g. cut to 180 days; a room
    /// open for 170 days can gain 10).
    QString note = {};
};

/// The end that a preset gives, counted from the opening. Hours, days and weeks are UTC seconds; a
/// month is a calendar month in `zone`; nothing exceeds 180 days of 86,400 seconds.
PresetEnd presetEnd(ValidityPreset preset, const QDateTime &validFrom, const QTimeZone &zone,
                    const QDateTime &now);

} // namespace roomkeeper::admin
