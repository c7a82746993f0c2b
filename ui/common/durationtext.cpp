#include "ui/common/durationtext.h"

#include <QCoreApplication>

namespace roomkeeper::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DurationText)
};

/// Short units that need no plural forms: "3 d", "1 h", "42 min".
QString days(qint64 count)
{
    return Text::tr("%1 d").arg(count);
}

QString hours(qint64 count)
{
    return Text::tr("%1 h").arg(count);
}

QString minutes(qint64 count)
{
    return Text::tr("%1 min").arg(count);
}

QString pair(const QString &large, qint64 rest, const QString &small)
{
    //: Two units of a duration: "1 h 15 min"
    return rest == 0 ? large : Text::tr("%1 %2").arg(large, small);
}

/// From ten days on, hours are not shown; nor are minutes, from ten hours on, in a rough text.
constexpr qint64 daysWithHours = 10;
constexpr qint64 hoursWithMinutes = 10;
constexpr qint64 minutesOfDay = 1440;

} // namespace

QString durationText(std::chrono::seconds span)
{
    const qint64 total = std::abs(span.count()) / 60;
    const qint64 d = total / minutesOfDay;
    const qint64 h = total / 60 % 24;
    const qint64 m = total % 60;
    if (d >= daysWithHours)
        return days(d);
    if (d > 0)
        return pair(days(d), h, hours(h));
    if (h > 0)
        return pair(hours(h), m, minutes(m));
    return m > 0 ? minutes(m) : Text::tr("less than 1 min");
}

namespace {

/// For a time that passes, where minutes matter only near the end.
QString roughText(std::chrono::seconds span)
{
    const qint64 h = std::abs(span.count()) / 3600;
    return h >= hoursWithMinutes && h < 24 ? hours(h) : durationText(span);
}

} // namespace

QString timeLeftText(admin::RoomState state, const acs::Room &room, acs::Timestamp now)
{
    const auto until = [now](acs::Timestamp moment) {
        return std::chrono::seconds((moment.ticks - now.ticks) / acs::Timestamp::ticksPerSecond);
    };
    switch (state) {
    case admin::RoomState::Upcoming:
        return Text::tr("in %1").arg(roughText(until(room.validFrom)));
    case admin::RoomState::Open:
    case admin::RoomState::EndingSoon:
        return Text::tr("%1 left").arg(roughText(until(room.validUntil)));
    case admin::RoomState::Ended:
        return Text::tr("ended %1 ago").arg(roughText(until(room.validUntil)));
    }
    Q_UNREACHABLE();
}

} // namespace roomkeeper::ui
