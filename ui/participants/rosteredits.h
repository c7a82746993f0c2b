#pragma once

#include "admin/connections/connection.h"

#include <QString>
#include <QStringList>

namespace roomkeeper::ui {

// What somebody wishes of a room's roster, put into its draft as a step that can be undone. Where
// the roster is not known, or the room is gone, nothing happens.

/// Whether they could be added.
bool addPeople(admin::Connection &connection, const QString &roomId, const QStringList &rawIds,
               const acs::Role &role);
void giveRole(admin::Connection &connection, const QString &roomId, const QStringList &rawIds,
              const acs::Role &role);
void removePeople(admin::Connection &connection, const QString &roomId, const QStringList &rawIds);

} // namespace roomkeeper::ui
