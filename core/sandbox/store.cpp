#include "sandbox/store.h"

#include <utility>

namespace roomkeeper::sandbox {

namespace {

// How long an ended room can still be read by its id; the service's own grace is not published.
constexpr qint64 graceTicks = qint64{30} * 86'400 * acs::Instant::ticksPerSecond;

} // namespace

void Store::advanceTo(acs::Instant now)
{
    while (!m_running.empty() && (*m_running.begin())->hasEnded(now)) {
        Room *room = *m_running.begin();
        leave(room);
        enter(room, now);
    }
    // The other way round when a clock was set back.
    while (!m_ended.empty() && !(*m_ended.rbegin())->hasEnded(now)) {
        Room *room = *m_ended.rbegin();
        leave(room);
        enter(room, now);
    }
    while (!m_ended.empty() && (*m_ended.begin())->validUntil.ticks + graceTicks <= now.ticks) {
        Room *room = *m_ended.begin();
        leave(room);
        m_rooms.erase(room->id);
    }
}

Room &Store::insert(Room room, acs::Instant now)
{
    Q_ASSERT(isFree(room.id));
    room.sequence = ++m_lastSequence;
    const quint64 id = room.id;
    Room &kept = m_rooms.emplace(id, std::move(room)).first->second;
    enter(&kept, now);
    return kept;
}

Room *Store::find(quint64 id)
{
    const auto known = m_rooms.find(id);
    return known == m_rooms.end() ? nullptr : &known->second;
}

void Store::setValidity(Room &room, acs::Instant validFrom, acs::Instant validUntil,
                        acs::Instant now)
{
    leave(&room);
    room.validFrom = validFrom;
    room.validUntil = validUntil;
    enter(&room, now);
}

Store::Removal Store::remove(quint64 id)
{
    Room *room = find(id);
    if (!room)
        return m_removed.contains(id) ? Removal::AlreadyGone : Removal::Unknown;
    leave(room);
    m_rooms.erase(id);
    m_removed.insert(id);
    return Removal::Removed;
}

bool Store::isFree(quint64 id) const
{
    return !m_rooms.contains(id) && !m_removed.contains(id);
}

void Store::reserve(size_t rooms)
{
    m_rooms.reserve(rooms);
}

Store::Page Store::page(std::optional<Position> after, int size) const
{
    Page page;
    auto at = after ? m_listed.upper_bound(*after) : m_listed.begin();
    for (; at != m_listed.end() && std::cmp_less(page.rooms.size(), size); ++at)
        page.rooms.push_back(*at);
    if (at != m_listed.end() && !page.rooms.empty())
        page.next = NewestFirst::key(page.rooms.back());
    return page;
}

void Store::enter(Room *room, acs::Instant now)
{
    if (room->hasEnded(now)) {
        m_ended.insert(room);
        return;
    }
    m_listed.insert(room);
    m_running.insert(room);
}

void Store::leave(Room *room)
{
    if (m_ended.erase(room) != 0)
        return;
    m_listed.erase(room);
    m_running.erase(room);
}

} // namespace roomkeeper::sandbox
