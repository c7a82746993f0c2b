#include "store/profiles/profileentries.h"

#include "store/profiles/profileformat.h"

#include <QHash>
#include <QSet>

#include <utility>

namespace roomkeeper::store {

namespace {

/// The index of each profile's entry; of several with the same ID, the first.
QHash<QUuid, qsizetype> placesIn(const QJsonArray &entries)
{
    QHash<QUuid, qsizetype> places;
    places.reserve(entries.size());
    for (qsizetype at = 0; at < entries.size(); ++at) {
        const QUuid id = idOf(entries[at].toObject());
        if (!id.isNull() && !places.contains(id))
            places.insert(id, at);
    }
    return places;
}

/// The index after the last entry of a group.
qsizetype endOfGroup(const QJsonArray &entries, const QString &group)
{
    for (qsizetype at = entries.size(); at > 0; --at) {
        if (groupOf(entries[at - 1].toObject()) == group)
            return at;
    }
    return entries.size();
}

} // namespace

void putEntries(QJsonArray &entries, const QList<Profile> &profiles)
{
    auto places = placesIn(entries);
    for (const Profile &profile : profiles) {
        const qsizetype at = places.value(profile.id, entries.size());
        if (at == entries.size()) {
            entries.append(QJsonObject());
            places.insert(profile.id, at);
        }
        QJsonObject entry = entries[at].toObject();
        writeProfile(profile, entry);
        entries[at] = entry;
    }
}

void moveEntries(QJsonArray &entries, const QList<QUuid> &ids, const QString &group,
                 const QUuid &before)
{
    const auto places = placesIn(entries);
    const qsizetype beforePlace = places.value(before, -1);
    QSet<qsizetype> moving;
    for (const QUuid &id : ids) {
        if (const qsizetype at = places.value(id, -1); at >= 0 && at != beforePlace)
            moving.insert(at);
    }
    QJsonArray staying;
    QJsonArray moved;
    qsizetype target = -1;
    for (qsizetype at = 0; at < entries.size(); ++at) {
        if (at == beforePlace)
            target = staying.size();
        if (!moving.contains(at)) {
            staying.append(entries[at]);
            continue;
        }
        QJsonObject entry = entries[at].toObject();
        writeGroup(group, entry);
        moved.append(entry);
    }
    if (target < 0)
        target = endOfGroup(staying, group);
    for (const auto entry : std::as_const(moved))
        staying.insert(target++, entry);
    entries = staying;
}

void removeEntry(QJsonArray &entries, const QUuid &id)
{
    if (const qsizetype at = placesIn(entries).value(id, -1); at >= 0)
        entries.removeAt(at);
}

void renameGroup(QJsonArray &entries, const QString &group, const QString &newName)
{
    for (auto each : entries) {
        QJsonObject entry = each.toObject();
        if (idOf(entry).isNull() || groupOf(entry) != group)
            continue;
        writeGroup(newName, entry);
        each = entry;
    }
}

void touchEntry(QJsonArray &entries, const QUuid &id, const QDateTime &lastUsed)
{
    const qsizetype at = placesIn(entries).value(id, -1);
    if (at < 0)
        return;
    QJsonObject entry = entries[at].toObject();
    writeLastUsed(lastUsed, entry);
    entries[at] = entry;
}

qsizetype addMissing(QJsonArray &entries, const QJsonArray &others)
{
    qsizetype added = 0;
    const auto known = placesIn(entries);
    const auto places = placesIn(others);
    for (qsizetype at = 0; at < others.size(); ++at) {
        const QUuid id = idOf(others[at].toObject());
        if (places.value(id, -1) != at || known.contains(id))
            continue;
        entries.append(others[at]);
        ++added;
    }
    return added;
}

} // namespace roomkeeper::store
