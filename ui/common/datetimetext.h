#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringView>
#include <QTimeZone>

namespace roomkeeper::ui {

/// What a typed text says about a moment.
struct DateTimeReading
{
    QDateTime utc = {}; ///< invalid where the text names no one moment
    QString problem = {}; ///< why not, in words to stand beside the field; empty where it does
    /// Where the clocks of the zone show that time twice: both moments in UTC, the earlier first.
    QList<QDateTime> choices = {};

    bool operator==(const DateTimeReading &) const = default;
};

/// Reads `yyyy-MM-dd HH:mm[:ss]` in the zone, ISO 8601 with `Z` or an offset, or a date alone (its
/// first moment in the zone). A time that a change of the clocks leaves out or shows twice is
/// named, not guessed.
DateTimeReading readDateTime(QStringView text, const QTimeZone &zone);

/// `yyyy-MM-dd HH:mm` in the zone; with the offset behind it where the clocks show that time twice,
/// so that it always reads back as the same minute. Empty for an invalid moment.
QString dateTimeText(const QDateTime &utc, const QTimeZone &zone);

/// "UTC+1", "UTC−3:30", "UTC".
QString offsetText(int secondsEastOfUtc);

} // namespace roomkeeper::ui
