#include "admin/rooms/roomstore.h"

#include "base/searchtext.h"

namespace roomkeeper::admin {

RoomStore::RoomStore(QObject *parent)
    : QObject(parent)
{
}

const StoredRoom *RoomStore::at(int slot) const
{
    if (slot < 0 || slot >= slotCount())
        return nullptr;
    const Slot &entry = m_slots[static_cast<size_t>(slot)];
    return entry.used ? &entry.stored : nullptr;
}

std::optional<int> RoomStore::slotOf(const QString &roomId) const
{
    const auto found = m_slotOfId.constFind(roomId);
    return found == m_slotOfId.constEnd() ? std::nullopt : std::optional(*found);
}

const StoredRoom *RoomStore::find(const QString &roomId) const
{
    const auto slot = slotOf(roomId);
    return slot ? at(*slot) : nullptr;
}

void RoomStore::beginListing()
{
    ++m_listing;
    m_named = 0;
    m_goneWhileLoading.clear();
    setPhase(LoadStatus::Phase::Loading, {});
}

void RoomStore::addPage(const QList<acs::Room> &rooms, const QDateTime &readAt)
{
    if (m_status.phase != LoadStatus::Phase::Loading)
        return; // a page that arrived after the listing was cancelled
    QList<int> added;
    QList<int> changed;
    for (const acs::Room &room : rooms) {
        // The page may have been requested before the room was deleted here.
        if (m_goneWhileLoading.contains(room.id))
            continue;
        const auto known = slotOf(room.id);
        const int slot = known ? *known : take(room.id);
        const bool different = merge(slot, room, readAt, true, Source::Page);
        if (!known)
            added.append(slot);
        else if (different)
            changed.append(slot);
    }
    tell(added, changed);
    countRooms();
}

void RoomStore::endListing(const QDateTime &now,
                           const std::function<bool(const QString &roomId)> &keep)
{
    if (m_status.phase != LoadStatus::Phase::Loading)
        return;
    const acs::Timestamp moment = acs::Timestamp::fromUtc(now);
    QList<int> vanished;
    QList<int> unlisted;
    for (int slot = 0; slot < slotCount(); ++slot) {
        Slot &entry = m_slots[static_cast<size_t>(slot)];
        if (!entry.used || !entry.stored.listed || entry.listing == m_listing)
            continue;
        // The service does not list ended rooms, so a missing ended room is still there.
        const acs::Room &room = entry.stored.room;
        if (room.validUntil <= moment || (keep && keep(room.id))) {
            setListed(entry, false);
            unlisted.append(slot);
        } else {
            vanished.append(slot);
        }
    }
    m_goneWhileLoading.clear();
    vacate(vanished);
    tell({}, unlisted);
    setPhase(LoadStatus::Phase::Complete, now);
}

void RoomStore::abortListing(const QDateTime &now)
{
    if (m_status.phase != LoadStatus::Phase::Loading)
        return;
    m_goneWhileLoading.clear();
    setPhase(LoadStatus::Phase::Failed, now);
}

void RoomStore::put(const acs::Room &room, const QDateTime &readAt, std::optional<bool> listed)
{
    m_goneWhileLoading.remove(room.id);
    const auto known = slotOf(room.id);
    const int slot = known ? *known : take(room.id);
    const bool different = merge(slot, room, readAt, listed, Source::Single);
    if (!known)
        tell({slot}, {});
    else if (different)
        tell({}, {slot});
    countRooms();
}

void RoomStore::putRoster(const QString &roomId, const QList<acs::Participant> &roster,
                          const QDateTime &readAt)
{
    const auto slot = slotOf(roomId);
    if (!slot)
        return;
    StoredRoom &stored = m_slots[static_cast<size_t>(*slot)].stored;
    const bool different = stored.roster != roster;
    stored.rosterReadAt = readAt;
    if (!different)
        return;
    stored.roster = roster;
    tell({}, {*slot});
}

void RoomStore::remove(const QString &roomId)
{
    if (m_status.phase == LoadStatus::Phase::Loading)
        m_goneWhileLoading.insert(roomId);
    const auto slot = slotOf(roomId);
    if (!slot)
        return;
    vacate({*slot});
    countRooms();
}

int RoomStore::take(const QString &roomId)
{
    int slot = slotCount();
    if (m_free.empty()) {
        m_slots.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    Slot &entry = m_slots[static_cast<size_t>(slot)];
    entry.used = true;
    join(entry.stored, roomId);
    m_slotOfId.insert(roomId, slot);
    return slot;
}

// --- annotations

store::RoomAnnotation RoomStore::annotation(const QString &roomId) const
{
    return m_annotations.value(roomId);
}

void RoomStore::annotate(const QString &roomId, const store::RoomAnnotation &annotation)
{
    annotate({{roomId, annotation}});
}

void RoomStore::annotate(const QHash<QString, store::RoomAnnotation> &annotations)
{
    QSet<QString> touched;
    for (auto each = annotations.cbegin(); each != annotations.cend(); ++each) {
        touched.insert(each.key());
        if (each->isEmpty())
            m_annotations.remove(each.key());
        else
            m_annotations.insert(each.key(), each.value());
    }
    rejoin(touched);
}

void RoomStore::annotateAll(const QHash<QString, store::RoomAnnotation> &annotations)
{
    // By annotations, not by rooms, of which there may be many more.
    QSet<QString> touched;
    for (auto each = m_annotations.cbegin(); each != m_annotations.cend(); ++each) {
        if (!annotations.contains(each.key()))
            touched.insert(each.key());
    }
    for (auto each = annotations.cbegin(); each != annotations.cend(); ++each) {
        if (m_annotations.value(each.key()) != each.value())
            touched.insert(each.key());
    }
    m_annotations = annotations;
    rejoin(touched);
}

void RoomStore::rejoin(const QSet<QString> &roomIds)
{
    QList<int> changed;
    for (const QString &roomId : roomIds) {
        const auto slot = slotOf(roomId);
        if (slot && join(m_slots[static_cast<size_t>(*slot)].stored, roomId))
            changed.append(*slot);
    }
    tell({}, changed);
}

bool RoomStore::join(StoredRoom &stored, const QString &roomId) const
{
    store::RoomAnnotation annotation = m_annotations.value(roomId);
    if (stored.annotation == annotation)
        return false;
    QStringList words{annotation.name};
    words << annotation.tags << QString();
    stored.searchText = annotation.isEmpty() ? QString() : searchText(words.join(u'\n'));
    stored.plainSearchText = withoutAccents(stored.searchText);
    stored.annotation = std::move(annotation);
    return true;
}

// --- rows

bool RoomStore::merge(int slot, const acs::Room &room, const QDateTime &readAt,
                      std::optional<bool> listed, Source source)
{
    Slot &entry = m_slots[static_cast<size_t>(slot)];
    StoredRoom &stored = entry.stored;
    bool different = false;
    if (!stored.knownSince.isValid())
        stored.knownSince = readAt;
    // A response about this single room during the listing is newer than a page that may have been
    // requested before.
    const bool stale = source == Source::Page && entry.answered == m_listing;
    if (!stale) {
        different = stored.room != room;
        if (different)
            stored.room = room;
        stored.readAt = readAt;
    }
    if (listed && stored.listed != *listed) {
        setListed(entry, *listed);
        different = true;
    }
    if (m_status.phase == LoadStatus::Phase::Loading) {
        if (source == Source::Single)
            entry.answered = m_listing;
        if (stored.listed && entry.listing != m_listing) {
            entry.listing = m_listing;
            ++m_named;
        }
    }
    return different;
}

void RoomStore::setListed(Slot &entry, bool listed)
{
    if (entry.stored.listed == listed)
        return;
    entry.stored.listed = listed;
    m_listed += listed ? 1 : -1;
}

void RoomStore::vacate(const QList<int> &slotNumbers)
{
    if (slotNumbers.isEmpty())
        return;
    emit roomsAboutToBeRemoved(slotNumbers);
    for (const int slot : slotNumbers) {
        Slot &entry = m_slots[static_cast<size_t>(slot)];
        setListed(entry, false);
        if (entry.listing == m_listing)
            --m_named;
        m_slotOfId.remove(entry.stored.room.id);
        entry = Slot();
        m_free.push_back(slot);
    }
}

void RoomStore::tell(const QList<int> &added, const QList<int> &changed)
{
    if (!added.isEmpty())
        emit roomsAdded(added);
    if (!changed.isEmpty())
        emit roomsChanged(changed);
}

void RoomStore::countRooms()
{
    LoadStatus next = m_status;
    next.rooms = m_status.phase == LoadStatus::Phase::Complete ? m_listed : m_named;
    setStatus(next);
}

void RoomStore::setPhase(LoadStatus::Phase phase, const QDateTime &at)
{
    LoadStatus next;
    next.phase = phase;
    next.at = at;
    next.rooms = phase == LoadStatus::Phase::Complete ? m_listed : m_named;
    setStatus(next);
}

void RoomStore::setStatus(const LoadStatus &status)
{
    if (m_status == status)
        return;
    m_status = status;
    emit statusChanged();
}

} // namespace roomkeeper::admin
