#pragma once

#include "store/profiles/profilestore.h"

#include <QList>
#include <QString>
#include <QUuid>

#include <optional>

namespace roomkeeper::ui {

/// A step that connections go up or down: what ProfileStore::move() takes.
struct ConnectionMove
{
    QList<QUuid> ids = {};
    QString group = {};
    QUuid before = {}; ///< null: to the end of the group
};

/// `group` as a whole, past the group above it (`step` -1) or below it (1). Nothing if there is
/// none.
std::optional<ConnectionMove> moveOfGroup(const store::ProfileStore &profiles, const QString &group,
                                          int step);

/// Some connections of `group`, past the one above all of them or below. Nothing if there is none,
/// or if some are in other groups.
std::optional<ConnectionMove> moveWithinGroup(const store::ProfileStore &profiles,
                                              const QString &group, const QList<QUuid> &ids,
                                              int step);

} // namespace roomkeeper::ui
