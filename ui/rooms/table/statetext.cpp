#include "ui/rooms/table/statetext.h"

#include <QCoreApplication>

namespace roomkeeper::ui {

QString stateText(admin::RoomState state)
{
    switch (state) {
    case admin::RoomState::Open:
        return QCoreApplication::translate("RoomState", "Open");
    case admin::RoomState::EndingSoon:
        return QCoreApplication::translate("RoomState", "Ending soon");
    case admin::RoomState::Upcoming:
        return QCoreApplication::translate("RoomState", "Upcoming");
    case admin::RoomState::Ended:
        break;
    }
    return QCoreApplication::translate("RoomState", "Ended");
}

} // namespace roomkeeper::ui
