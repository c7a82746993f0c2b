#pragma once

#include "store/profiles/profile.h"

#include <QJsonArray>
#include <QList>

namespace roomkeeper::store {

// Changes of the list of profiles as it stands in the file. What can't be read of it stays where it
// is.

/// Writes profiles over the entries with their ids, or behind all others.
void putEntries(QJsonArray &entries, const QList<Profile> &profiles);
void removeEntry(QJsonArray &entries, const QUuid &id);
/// Moves profiles as ProfileStore::move() says.
void moveEntries(QJsonArray &entries, const QList<QUuid> &ids, const QString &group,
                 const QUuid &before);
void renameGroup(QJsonArray &entries, const QString &group, const QString &newName);
/// Notes the last use of a profile; nothing where there is none.
void touchEntry(QJsonArray &entries, const QUuid &id, const QDateTime &lastUsed);
/// Adds those profiles of another list that are not there yet, and says how many.
qsizetype addMissing(QJsonArray &entries, const QJsonArray &others);

} // namespace roomkeeper::store
