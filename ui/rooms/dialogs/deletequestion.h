#pragma once

#include <QStringList>

class QWidget;

namespace roomkeeper::admin {
class RoomStore;
}

namespace roomkeeper::ui {

class Confirmation;

/// Asks for confirmation before rooms are deleted: how many, on which connection; with the names
/// from `rooms`. Open it with open().
Confirmation *deleteQuestion(const QStringList &roomIds, const admin::RoomStore &rooms,
                             const QString &connectionName, QWidget *parent);

} // namespace roomkeeper::ui
