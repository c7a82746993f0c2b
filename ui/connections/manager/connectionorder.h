#pragma once

#include "store/profiles/profilestore.h"

#include <QList>
#include <QString>
#include <QUuid>

#include <optional>

namespace roomkeeper::ui {

/// Moves connections up or down one step: the arguments of ProfileStore::move().
struct ConnectionMove
{
    QList<QUuid> ids = {};
    QString group = {};
    QUuid before = {}; ///< null: to the end of the group
};

/// Moves `group` past the group above it (`step` -1) or below it (1). Absent if there is none.
std::optional<ConnectionMove> moveOfGroup(const store::ProfileStore &profiles, const QString &group,
                                          int step);

/// Moves some connections of `group` past the one above all of them or below. Absent if there is
/// none, or if some are in other groups.
std::optional<ConnectionMove> moveWithinGroup(const store::ProfileStore &profiles,
                                              const QString &group, const QList<QUuid> &ids,
                                              int step);

} // namespace roomkeeper::ui
