#pragma once

#include "acs/rooms/room.h"

#include <QList>

class QDateTime;
class QWidget;

namespace roomkeeper::admin {
class RoomStore;
}

namespace roomkeeper::ui {

class Confirmation;

/// Asks for confirmation before rooms are deleted: how many, how many of them are open at `now`, on
/// which connection; with the names from `store`. Open it with open().
Confirmation *deleteQuestion(const QList<acs::Room> &rooms, const admin::RoomStore &store,
                             const QDateTime &now, const QString &connectionName, QWidget *parent);

} // namespace roomkeeper::ui
