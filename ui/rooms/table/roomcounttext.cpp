#include "ui/rooms/table/roomcounttext.h"

#include <QCoreApplication>
#include <QLocale>

namespace roomkeeper::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RoomCount)
};

} // namespace

QString roomCountText(qsizetype count)
{
    return count == 1 ? Text::tr("1 room") : Text::tr("%1 rooms").arg(QLocale().toString(count));
}

QString loadStatusText(const admin::LoadStatus &status, const TimeDisplay &display)
{
    const QString rooms = roomCountText(status.rooms);
    switch (status.phase) {
    case admin::LoadStatus::Phase::NotLoaded:
        return {};
    case admin::LoadStatus::Phase::Loading:
        return Text::tr("%1, loading…").arg(rooms);
    case admin::LoadStatus::Phase::Complete:
        return Text::tr("%1 at %2").arg(rooms, display.clockTime(status.at));
    case admin::LoadStatus::Phase::Failed:
        break;
    }
    return Text::tr("%1 read, list not complete").arg(rooms);
}

} // namespace roomkeeper::ui
