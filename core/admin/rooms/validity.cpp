#include "admin/rooms/validity.h"

#include "acs/rooms/room.h"
#include "admin/rooms/durationtext.h"
#include "base/qtversions.h"

#include <QCoreApplication>

#include <algorithm>

namespace roomkeeper::admin {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Validity)
};

using acs::maxValidity;
using std::chrono::seconds;

/// *Valid from* this little ago is still "now": an editor drops the seconds, and a dialog stays
/// open for a while.
constexpr seconds justNow{120};

/// The duration in whole seconds, rounded up, so that 180 days and a millisecond are not shown as
/// "180 days".
seconds span(const QDateTime &from, const QDateTime &until)
{
    const std::chrono::milliseconds exact{from.msecsTo(until)};
    return std::chrono::ceil<seconds>(exact);
}

QString maxTextLength()
{
    return durationText(maxValidity);
}

/// What is wrong with *Valid until*; empty if it is valid. Only the first broken rule, in the order
/// of the service: that the end is in the past is more helpful than that it is before the start.
QString untilProblem(const QDateTime &validFrom, const QDateTime &validUntil, const QDateTime &now)
{
    if (!validUntil.isValid())
        return {};
    if (validUntil <= now)
        return Text::tr("“Valid until” is in the past.");
    if (!validFrom.isValid())
        return {};
    if (validUntil < validFrom)
        return Text::tr("“Valid until” is before “Valid from”.");
    if (validUntil == validFrom)
        return Text::tr("“Valid until” is the same as “Valid from”.");
    if (const seconds length = span(validFrom, validUntil); length > maxValidity) {
        return Text::tr("That is %1. A room can be valid for at most %2.")
            .arg(durationText(length), maxTextLength());
    }
    return {};
}

QString fromProblem(const QDateTime &validFrom, const QDateTime &now)
{
    if (!validFrom.isValid())
        return {};
    const seconds ahead = span(now, validFrom);
    if (ahead <= maxValidity)
        return {};
    return Text::tr("“Valid from” is %1 from now. It can be at most %2 from now.")
        .arg(durationText(ahead), maxTextLength());
}

/// A month later by the calendar of the zone: from 31 January to the last day of February, at the
/// same local time on both sides of a clock change. If that time is skipped, the time it would be
/// without the change; if it occurs twice, the first. (With Qt 6.4, QDateTime's addMonths() is two
/// hours late in such a gap.)
QDateTime monthLater(const QDateTime &utc, const QTimeZone &zone)
{
    const QDateTime local = utc.toTimeZone(zone);
    const QDateTime wall(local.date().addMonths(1), local.time(), utcZone);
    const auto at = [&wall](int offset) { return wall.addSecs(-offset); };
    const int before = zone.offsetFromUtc(wall.addDays(-1));
    const int after = zone.offsetFromUtc(wall.addDays(1));
    if (zone.offsetFromUtc(at(before)) != before && zone.offsetFromUtc(at(after)) == after)
        return at(after);
    return at(before);
}

/// The next full minute: editors show minutes.
QDateTime fullMinute(const QDateTime &utc)
{
    constexpr qint64 minute = 60'000;
    return QDateTime::fromMSecsSinceEpoch((utc.toMSecsSinceEpoch() + minute - 1) / minute * minute,
                                          utcZone);
}

QDateTime endOf(ValidityPreset preset, const QDateTime &start, const QTimeZone &zone)
{
    switch (preset) {
    case ValidityPreset::Hour:
    case ValidityPreset::PlusHour:
        return start.addSecs(3'600);
    case ValidityPreset::Day:
        return start.addSecs(86'400);
    case ValidityPreset::Week:
        return start.addSecs(7LL * 86'400);
    case ValidityPreset::Month:
        return monthLater(start, zone);
    case ValidityPreset::Days180:
        return start.addSecs(maxValidity.count());
    }
    Q_UNREACHABLE();
}

} // namespace

QList<ValidityProblem> validityProblems(const QDateTime &validFrom, const QDateTime &validUntil,
                                        const QDateTime &now)
{
    QList<ValidityProblem> problems;
    if (QString message = fromProblem(validFrom, now); !message.isEmpty())
        problems.append({ValidityBound::From, std::move(message)});
    if (QString message = untilProblem(validFrom, validUntil, now); !message.isEmpty())
        problems.append({ValidityBound::Until, std::move(message)});
    return problems;
}

PresetEnd presetEnd(ValidityPreset preset, const PresetRoom &room, const QTimeZone &zone,
                    const QDateTime &now)
{
    const bool isLonger = preset == ValidityPreset::PlusHour;
    if (!room.validFrom.isValid() || (isLonger && !room.validUntil.isValid()))
        return {};
    const QDateTime from = room.validFrom.toUTC();
    const seconds since{from.secsTo(now)};
    const bool countsFromNow = !isLonger && since >= justNow;
    const QDateTime start = isLonger        ? room.validUntil.toUTC()
                            : countsFromNow ? fullMinute(now)
                                            : from;
    const QDateTime latest = from.addSecs(maxValidity.count());
    const QDateTime wanted = endOf(preset, start, zone);
    const QDateTime until = std::min(wanted, latest);

    QStringList sentences;
    if (until < wanted && since.count() < 0) {
        sentences << Text::tr("A room can be valid for at most %1.").arg(maxTextLength());
    } else if (until < wanted && until <= now) {
        sentences << Text::tr("A room can be valid for at most %1. This one opened %2 ago, so it "
                              "can't stay open any longer.")
                         .arg(maxTextLength(), durationText(since));
    } else if (until < wanted) {
        sentences << Text::tr("A room can be valid for at most %1. This one opened %2 ago, which "
                              "leaves %3.")
                         .arg(maxTextLength(), durationText(since),
                              durationText(seconds(now.secsTo(until))));
    } else if (countsFromNow) {
        sentences << Text::tr("Counted from now, because “Valid from” is in the past.");
    }
    // In minutes, which editors show.
    if (room.presentEnd.isValid()
        && until.toSecsSinceEpoch() / 60 < room.presentEnd.toSecsSinceEpoch() / 60) {
        sentences << Text::tr("The room ends %1 earlier than before.")
                         .arg(durationText(seconds(until.secsTo(room.presentEnd))));
    }
    return {.validUntil = until, .note = sentences.join(u' ')};
}

} // namespace roomkeeper::admin
