#pragma once

#include "store/profiles/profile.h"

#include <QJsonArray>
#include <QList>

namespace roomkeeper::store {

// Changes of the JSON list of profiles. Entries that this version can't read stay unchanged.

/// Replaces the entries with the same IDs, or appends new ones.
void putEntries(QJsonArray &entries, const QList<Profile> &profiles);
void removeEntry(QJsonArray &entries, const QUuid &id);
/// Moves profiles like ProfileStore::move().
void moveEntries(QJsonArray &entries, const QList<QUuid> &ids, const QString &group,
                 const QUuid &before);
void renameGroup(QJsonArray &entries, const QString &group, const QString &newName);
/// Sets the last use of a profile; does nothing if it does not exist.
void touchEntry(QJsonArray &entries, const QUuid &id, const QDateTime &lastUsed);
/// Adds the profiles of another list that are missing here, and returns their number.
qsizetype addMissing(QJsonArray &entries, const QJsonArray &others);

} // namespace roomkeeper::store
