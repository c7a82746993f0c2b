#include "ui/rooms/table/roomcounttext.h"

#include <QCoreApplication>

namespace roomkeeper::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RoomCount)
};

} // namespace

QString loadStatusText(const admin::LoadStatus &status, const TimeDisplay &display)
{
    const int rooms = static_cast<int>(status.rooms);
    switch (status.phase) {
    case admin::LoadStatus::Phase::NotLoaded:
        return {};
    case admin::LoadStatus::Phase::Loading:
        return Text::tr("%Ln room(s), loading…", nullptr, rooms);
    case admin::LoadStatus::Phase::Complete:
        return Text::tr("%Ln room(s) at %1", nullptr, rooms).arg(display.clockTime(status.at));
    case admin::LoadStatus::Phase::Failed:
        break;
    }
    return Text::tr("%Ln room(s) loaded, list incomplete", nullptr, rooms);
}

} // namespace roomkeeper::ui
