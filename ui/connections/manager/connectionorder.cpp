#include "ui/connections/manager/connectionorder.h"

#include <algorithm>

namespace roomkeeper::ui {

namespace {

QList<QUuid> idsIn(const QList<store::Profile> &profiles, const QString &group)
{
    QList<QUuid> ids;
    for (const store::Profile &profile : profiles) {
        if (profile.group == group)
            ids.append(profile.id);
    }
    return ids;
}

} // namespace

std::optional<ConnectionMove> moveOfGroup(const store::ProfileStore &profiles, const QString &group,
                                          int step)
{
    const QStringList groups = profiles.groups();
    const qsizetype other = groups.indexOf(group) + step;
    if (other < 0 || other >= groups.size())
        return std::nullopt;
    const QString &upper = step < 0 ? groups.at(other) : group;
    const QString &moved = step < 0 ? group : groups.at(other);
    const QList<QUuid> below = idsIn(profiles.profiles(), upper);
    return ConnectionMove{
        .ids = idsIn(profiles.profiles(), moved), .group = moved, .before = below.first()};
}

std::optional<ConnectionMove> moveWithinGroup(const store::ProfileStore &profiles,
                                              const QString &group, const QList<QUuid> &ids,
                                              int step)
{
    const QList<QUuid> all = idsIn(profiles.profiles(), group);
    qsizetype first = all.size();
    qsizetype last = -1;
    for (const QUuid &id : ids) {
        const qsizetype place = all.indexOf(id);
        if (place < 0) // of several groups
            return std::nullopt;
        first = std::min(first, place);
        last = std::max(last, place);
    }
    if (step < 0 ? first == 0 : last == all.size() - 1)
        return std::nullopt;
    const qsizetype before = step < 0 ? first - 1 : last + 2;
    return ConnectionMove{
        .ids = ids, .group = group, .before = before < all.size() ? all.at(before) : QUuid()};
}

} // namespace roomkeeper::ui
