#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringView>
#include <QTimeZone>

namespace roomkeeper::ui {

/// The meaning of a typed date and time.
struct DateTimeReading
{
    QDateTime utc = {}; ///< invalid if the text is not exactly one time
    QString problem = {}; ///< why not, to be shown next to the field; empty if it is
    /// What was added to the text, to be shown next to the field; empty if nothing was.
    QString note = {};
    /// If the time occurs twice in the zone: both times in UTC, the earlier first.
    QList<QDateTime> choices = {};

    bool operator==(const DateTimeReading &) const = default;
};

/// Parses `yyyy-MM-dd HH:mm[:ss]` in the zone, ISO 8601 with `Z` or an offset, or a date alone (its
/// first moment in the zone, and the note says so), after cleaning it (base/inputcleaner.h). Dots
/// and slashes may separate as well, because the year comes first. A time that is skipped or
/// repeated when clocks change is reported as a problem, not guessed; the problem names the part
/// that is wrong.
DateTimeReading readDateTime(const QString &text, const QTimeZone &zone);

/// `yyyy-MM-dd HH:mm` in the zone, followed by the offset if that time occurs twice, so that
/// parsing it returns the same minute. Empty for an invalid time.
QString dateTimeText(const QDateTime &utc, const QTimeZone &zone);

/// "UTC+1", "UTC−3:30", "UTC".
QString offsetText(int secondsEastOfUtc);

} // namespace roomkeeper::ui
