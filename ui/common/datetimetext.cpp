#include "ui/common/datetimetext.h"

#include "base/inputcleaner.h"
#include "base/qtversions.h"
#include "base/quotable.h"
#include "ui/common/timedisplay.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DateTimeText)
};

constexpr auto minuteFormat = u"yyyy-MM-dd HH:mm";

/// How often a time occurs in a zone: never, once or twice.
struct ClockReading
{
    QList<QDateTime> moments; // in UTC, the earlier first
    int offsetBefore = 0;
    int offsetAfter = 0;
};

/// Computed from the zone's offsets: QDateTime turns a time inside a gap into a wrong time, and
/// silently picks one of two.
ClockReading readClock(const QDateTime &clock, const QTimeZone &zone)
{
    Q_ASSERT(clock.timeSpec() == Qt::UTC);
    ClockReading reading;
    // No zone is more than 15 hours from UTC, or changes its clocks twice within two days.
    reading.offsetBefore = zone.offsetFromUtc(clock.addDays(-1));
    reading.offsetAfter = zone.offsetFromUtc(clock.addDays(1));
    for (const int offset : {reading.offsetBefore, reading.offsetAfter}) {
        const QDateTime moment = clock.addSecs(-offset);
        if (zone.offsetFromUtc(moment) == offset && !reading.moments.contains(moment))
            reading.moments << moment;
    }
    std::sort(reading.moments.begin(), reading.moments.end());
    return reading;
}

QString shownIn(const QDateTime &utc, int offset)
{
    return utc.addSecs(offset).toString(minuteFormat);
}

/// The moment at which the clocks skip the missing time.
QDateTime endOfGap(const QDateTime &clock, const ClockReading &reading, const QTimeZone &zone)
{
    // With the offset after the change, the missing time is before it.
    return zone.nextTransition(clock.addSecs(-reading.offsetAfter)).atUtc.toUTC();
}

QString unreadable()
{
    return Text::tr("Not a valid date and time. Use the format 2026-11-22 14:30.");
}

/// A part of the text that was not understood.
QString quoted(QStringView part)
{
    constexpr qsizetype longest = 40;
    return quotable(part.toString(), longest);
}

/// Why a text does not begin with a date.
QString noDate(const QString &text)
{
    const auto stranger =
        std::find_if(text.cbegin(), text.cend(), [](QChar c) { return c >= QChar(0x80); });
    if (stranger != text.cend()) {
        return Text::tr("%1 can't be part of a date and time. Use the format 2026-11-22 14:30.")
            .arg(characterName(codePointAt(text, stranger - text.cbegin())));
    }
    static const QRegularExpression dateOfAnotherForm(u"^\\d+[-/.]\\d+\\S*"_s);
    const auto match = dateOfAnotherForm.match(text);
    if (!match.hasMatch())
        return unreadable();
    return Text::tr("“%1” is not a date. Begin with the year: 2026-11-22 14:30.")
        .arg(quoted(match.capturedView()));
}

QString noSuchDay()
{
    return Text::tr("This date does not exist.");
}

int offsetOf(QStringView text)
{
    if (text.compare(u"Z", Qt::CaseInsensitive) == 0
        || text.compare(u"UTC", Qt::CaseInsensitive) == 0)
        return 0;
    QString digits = text.sliced(1).toString();
    digits.remove(u':');
    const int hours = digits.first(2).toInt();
    const int minutes = digits.size() > 2 ? digits.sliced(2).toInt() : 0;
    const int seconds = hours * 3600 + minutes * 60;
    return text.front() == u'+' ? seconds : -seconds;
}

DateTimeReading readInZone(const QDateTime &clock, bool dateOnly, const QTimeZone &zone)
{
    const ClockReading reading = readClock(clock, zone);
    if (reading.moments.size() == 1)
        return {.utc = reading.moments.first()};
    const QString place = placeName(zone);
    const QString time = clock.toString(minuteFormat);
    if (reading.moments.isEmpty()) {
        if (dateOnly) // the day begins after the clocks have gone forward
            return {.utc = endOfGap(clock, reading, zone)};
        return {
            .problem =
                Text::tr("%1 does not exist in %2, because clocks go forward.").arg(time, place)};
    }
    return {
        .problem =
            Text::tr("%1 occurs twice in %2, because clocks go back. Choose one.").arg(time, place),
        .choices = reading.moments};
}

} // namespace

DateTimeReading readDateTime(const QString &text, const QTimeZone &zone)
{
    static const QRegularExpression dateForm(
        u"^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?![\\d./-])"_s);
    static const QRegularExpression timeForm(
        u"^(\\d{1,2})([:.])(\\d{2})(?:\\2(\\d{2})(?:[.,]\\d{1,9})?)?(?![\\d:.])"_s);
    static const QRegularExpression offsetForm(u"^(Z|UTC|[+-](?:0\\d|1[0-4])(?::?[0-5]\\d)?)$"_s,
                                               QRegularExpression::CaseInsensitiveOption);

    const QString plain = cleanedValue(text);
    if (plain.isEmpty())
        return {.problem = Text::tr("Enter a date and time, for example 2026-11-22 14:30.")};
    const auto dateMatch = dateForm.match(plain);
    if (!dateMatch.hasMatch())
        return {.problem = noDate(plain)};
    const QDate date(dateMatch.captured(1).toInt(), dateMatch.captured(3).toInt(),
                     dateMatch.captured(4).toInt());
    if (!date.isValid())
        return {.problem = noSuchDay()};

    QStringView rest = QStringView(plain).sliced(dateMatch.capturedLength());
    const bool isDateAlone = rest.isEmpty();
    QTime time(0, 0);
    if (!isDateAlone) {
        const bool isSeparated = u"Tt, "_s.contains(rest.front());
        rest = rest.sliced(isSeparated ? 1 : 0).trimmed();
        const auto timeMatch = matchIn(rest, timeForm);
        if (!isSeparated || !timeMatch.hasMatch()) {
            return {.problem =
                        Text::tr("“%1” is not a time. Use the format 14:30.").arg(quoted(rest))};
        }
        time = QTime(timeMatch.captured(1).toInt(), timeMatch.captured(3).toInt(),
                     timeMatch.captured(4).toInt());
        if (!time.isValid())
            return {.problem = Text::tr("This time does not exist. Hours range from 00 to 23.")};
        rest = rest.sliced(timeMatch.capturedLength()).trimmed();
    }
    if (!rest.isEmpty() && !matchIn(rest, offsetForm).hasMatch()) {
        return {.problem =
                    Text::tr("“%1” after the time is not understood. Use the format 2026-11-22 "
                             "14:30 or 2026-11-22 14:30 +01:00.")
                        .arg(quoted(rest))};
    }

    const QDateTime clock(date, time, utcZone);
    DateTimeReading reading = rest.isEmpty()
                                  ? readInZone(clock, isDateAlone, zone)
                                  : DateTimeReading{.utc = clock.addSecs(-offsetOf(rest))};
    // The year must have four digits in every zone.
    if (reading.utc.isValid()
        && (reading.utc.date().year() < 2 || reading.utc.date().year() > 9998))
        return {.problem = noSuchDay()};
    if (isDateAlone && reading.utc.isValid())
        reading.note =
            Text::tr("Without a time: taken as %1.").arg(dateTimeText(reading.utc, zone));
    return reading;
}

QString dateTimeText(const QDateTime &utc, const QTimeZone &zone)
{
    if (!utc.isValid())
        return {};
    const int offset = zone.offsetFromUtc(utc);
    QString text = shownIn(utc.toUTC(), offset);
    QDateTime clock = utc.toUTC().addSecs(offset);
    clock.setTime(QTime(clock.time().hour(), clock.time().minute()));
    if (readClock(clock, zone).moments.size() < 2)
        return text;
    const int minutes = std::abs(offset) / 60;
    return text
           + u" %1%2:%3"_s.arg(QChar(offset < 0 ? u'-' : u'+'))
                 .arg(minutes / 60, 2, 10, QChar(u'0'))
                 .arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString offsetText(int secondsEastOfUtc)
{
    if (secondsEastOfUtc == 0)
        return u"UTC"_s;
    const int minutes = std::abs(secondsEastOfUtc) / 60;
    const QString sign = secondsEastOfUtc < 0 ? u"−"_s : u"+"_s;
    const QString hours = u"UTC%1%2"_s.arg(sign).arg(minutes / 60);
    return minutes % 60 == 0 ? hours : u"%1:%2"_s.arg(hours).arg(minutes % 60, 2, 10, QChar(u'0'));
}

} // namespace roomkeeper::ui
