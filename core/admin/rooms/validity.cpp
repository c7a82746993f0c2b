#include "admin/rooms/validity.h"

#include "acs/rooms/room.h"
#include "admin/rooms/durationtext.h"

#include <QCoreApplication>

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
    const QDateTime wall(local.date().addMonths(1), local.time(), Qt::UTC);
    const auto at = [&wall](int offset) { return wall.addSecs(-offset); };
    const int before = zone.offsetFromUtc(wall.addDays(-1));
    const int after = zone.offsetFromUtc(wall.addDays(1));
    if (zone.offsetFromUtc(at(before)) != before && zone.offsetFromUtc(at(after)) == after)
        return at(after);
    return at(before);
}

QString presetNote(const QDateTime &validFrom, const QDateTime &validUntil, const QDateTime &now)
{
    const seconds since{validFrom.secsTo(now)};
    if (since < justNow)
        return {};
    const seconds left{now.secsTo(validUntil)};
    if (left.count() <= 0) {
        return Text::tr("Counted from “Valid from” (%1 ago), this is in the past.")
            .arg(durationText(since));
    }
    return Text::tr("Counted from “Valid from” (%1 ago), this leaves %2.")
        .arg(durationText(since), durationText(left));
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

PresetEnd presetEnd(ValidityPreset preset, const QDateTime &validFrom, const QTimeZone &zone,
                    const QDateTime &now)
{
    if (!validFrom.isValid())
        return {};
    const QDateTime from = validFrom.toUTC();
    QDateTime until;
    switch (preset) {
    case ValidityPreset::Hour:
        until = from.addSecs(3'600);
        break;
    case ValidityPreset::Day:
        until = from.addSecs(86'400);
        break;
    case ValidityPreset::Week:
        until = from.addSecs(7LL * 86'400);
        break;
    case ValidityPreset::Month:
        until = monthLater(from, zone);
        break;
    case ValidityPreset::Days180:
        until = from.addSecs(maxValidity.count());
        break;
    }
    return {.validUntil = until, .note = presetNote(from, until, now)};
}

} // namespace roomkeeper::admin
