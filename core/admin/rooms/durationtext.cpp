#include "admin/rooms/durationtext.h"

#include <QCoreApplication>
#include <QStringList>

#include <cstdlib>

namespace roomkeeper::admin {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Duration)
};

QString days(int n)
{
    return Text::tr("%n day(s)", nullptr, n);
}

QString hours(int n)
{
    return Text::tr("%n hour(s)", nullptr, n);
}

QString minutes(int n)
{
    return Text::tr("%n minute(s)", nullptr, n);
}

QString seconds(int n)
{
    return Text::tr("%n second(s)", nullptr, n);
}

} // namespace

QString durationText(std::chrono::seconds duration)
{
    struct Unit
    {
        qint64 length;
        QString (*text)(int);
    };
    static constexpr Unit units[] = {{86'400, days}, {3'600, hours}, {60, minutes}, {1, seconds}};

    qint64 rest = std::abs(qint64{duration.count()});
    QStringList parts;
    for (const Unit &unit : units) {
        if (const qint64 n = rest / unit.length; n > 0) {
            parts << unit.text(static_cast<int>(n));
            rest -= n * unit.length;
        }
    }
    if (parts.isEmpty())
        return seconds(0);
    if (parts.size() == 1)
        return parts.first();
    //: Two parts of a duration: "180 days and 1 hour".
    return Text::tr("%1 and %2").arg(parts[0], parts[1]);
}

} // namespace roomkeeper::admin
