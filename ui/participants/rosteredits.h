#pragma once

#include "admin/connections/connection.h"

#include <QString>
#include <QStringList>

namespace roomkeeper::ui {

// Edits of a room's participants, put into its draft as a step that can be undone. Nothing happens
// if the participants are not loaded, or the room is gone.

/// Whether they could be added.
bool addPeople(admin::Connection &connection, const QString &roomId,
               const QList<acs::Participant> &people);
void giveRole(admin::Connection &connection, const QString &roomId, const QStringList &rawIds,
              const acs::Role &role);
void removePeople(admin::Connection &connection, const QString &roomId, const QStringList &rawIds);

/// Stores names for people who have none; `names`: by raw ID.
void namePeople(admin::Connection &connection, const QHash<QString, QString> &names);

} // namespace roomkeeper::ui
