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
/// Nothing is said of an invalid QDateTime: what can't be read is named by its editor. At most one
/// problem a bound; none: all is well.
QList<ValidityProblem> validityProblems(const QDateTime &validFrom, const QDateTime &validUntil,
                                        const QDateTime &now);

enum class ValidityPreset { Hour, Day, Week, Month, Days180 };

struct PresetEnd
{
    QDateTime validUntil = {}; ///< UTC
    /// What the preset means for a room that is open already ("Counted from the opening 170 days
    /// ago: 10 days from now."), also that the end lies in the past; else empty.
    QString note = {};
};

/// The end that a preset gives, counted from the opening. Hours, days and weeks are UTC seconds; a
/// month is a calendar month in `zone`; nothing exceeds 180 days of 86,400 seconds. Without a valid
/// opening there is no end.
PresetEnd presetEnd(ValidityPreset preset, const QDateTime &validFrom, const QTimeZone &zone,
                    const QDateTime &now);

} // namespace roomkeeper::admin
