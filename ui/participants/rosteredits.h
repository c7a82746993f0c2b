#pragma once

#include "admin/connections/connection.h"

#include <QString>
#include <QStringList>

namespace roomkeeper::ui {

// Edits of a room's participants, put into its draft as a step that can be undone. Nothing happens
// if the participants are not loaded, or the room is gone.

/// Whether they could be added.
bool addPeople(admin::Connection &connection, const QString &roomId, const QStringList &rawIds,
               const acs::Role &role);
void giveRole(admin::Connection &connection, const QString &roomId, const QStringList &rawIds,
              const acs::Role &role);
void removePeople(admin::Connection &connection, const QString &roomId, const QStringList &rawIds);

} // namespace roomkeeper::ui
