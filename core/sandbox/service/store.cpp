#include "sandbox/service/store.h"

#include <algorithm>
#include <utility>

namespace roomkeeper::sandbox {

namespace {

// How long an ended room can still be read by ID; the service's own period is not documented.
constexpr qint64 graceTicks = qint64{30} * 86'400 * acs::Timestamp::ticksPerSecond;

} // namespace

void Store::advanceTo(acs::Timestamp now)
{
    while (!m_running.empty() && (*m_running.begin())->hasEnded(now)) {
        Room *room = *m_running.begin();
        leave(room);
        enter(room, now);
    }
    // In the other direction if a clock was set back.
    while (!m_ended.empty() && !(*m_ended.rbegin())->hasEnded(now)) {
        Room *room = *m_ended.rbegin();
        leave(room);
        enter(room, now);
    }
    while (!m_ended.empty() && (*m_ended.begin())->validUntil.ticks + graceTicks <= now.ticks) {
        Room *room = *m_ended.begin();
        leave(room);
        if (m_changed)
            m_changed->forgottenRooms.push_back(room->id);
        m_rooms.erase(room->id);
    }
}

const Room &Store::insert(Room room, acs::Timestamp now)
{
    Q_ASSERT(isFree(room.id));
    room.sequence = ++m_lastSequence;
    const quint64 id = room.id;
    Room &kept = m_rooms.emplace(id, std::move(room)).first->second;
    enter(&kept, now);
    if (m_changed)
        m_changed->rooms.push_back(id);
    return kept;
}

const Room *Store::find(quint64 id) const
{
    const auto known = m_rooms.find(id);
    return known == m_rooms.end() ? nullptr : &known->second;
}

Store::Removal Store::remove(quint64 id)
{
    const auto known = m_rooms.find(id);
    if (known == m_rooms.end())
        return m_removed.contains(id) ? Removal::AlreadyGone : Removal::Unknown;
    leave(&known->second);
    m_rooms.erase(known);
    m_removed.insert(id);
    if (m_changed)
        m_changed->removedRooms.push_back(id);
    return Removal::Removed;
}

void Store::setValidity(quint64 id, acs::Timestamp validFrom, acs::Timestamp validUntil,
                        acs::Timestamp now)
{
    Room &room = roomToChange(id);
    leave(&room);
    room.validFrom = validFrom;
    room.validUntil = validUntil;
    enter(&room, now);
}

void Store::setPstnDialOut(quint64 id, bool enabled)
{
    roomToChange(id).pstnDialOutEnabled = enabled;
}

void Store::setRoster(quint64 id, std::vector<Member> roster)
{
    roomToChange(id).roster = std::move(roster);
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

void Store::assign(StoreContents contents, acs::Timestamp now)
{
    m_listed.clear();
    m_running.clear();
    m_ended.clear();
    m_rooms.clear();
    m_users.clear();
    // Filling it does not count as a change.
    const bool noted = m_changed != nullptr;
    m_changed.reset();
    m_users.noteChangesIn(nullptr);

    m_users.reserve(contents.users.size());
    for (const NumberedUser &user : contents.users)
        m_users.setState(m_users.numberOf(user.rawId), user.state);
    m_rooms.reserve(contents.rooms.size());
    for (Room &room : contents.rooms) {
        const quint64 id = room.id;
        enter(&m_rooms.emplace(id, std::move(room)).first->second, now);
    }
    m_removed = {contents.removedRooms.begin(), contents.removedRooms.end()};
    m_repeatability.assign(contents.answers);
    m_lastSequence = contents.lastSequence;
    if (noted)
        noteChanges();
}

void Store::noteChanges()
{
    m_changed = std::make_unique<Changed>();
    m_users.noteChangesIn(&m_changed->users);
    m_repeatability.noteChangesIn(&m_changed->answers, &m_changed->forgottenAnswers);
}

std::optional<StoreContents> Store::takeChanges()
{
    if (!m_changed
        || (m_changed->users.empty() && m_changed->rooms.empty() && m_changed->removedRooms.empty()
            && m_changed->answers.empty()))
        return std::nullopt;
    const auto makeUnique = [](auto &names) {
        std::ranges::sort(names);
        // Not std::ranges::unique: clang 14 can't compile GCC's implementation.
        names.erase(std::unique(names.begin(), names.end()), names.end());
    };
    makeUnique(m_changed->users);
    makeUnique(m_changed->rooms);

    StoreContents changes{.removedRooms = std::move(m_changed->removedRooms),
                          .forgottenRooms = std::move(m_changed->forgottenRooms),
                          .forgottenAnswers = std::move(m_changed->forgottenAnswers),
                          .lastSequence = m_lastSequence};
    for (const quint32 number : m_changed->users)
        changes.users.push_back({number, m_users.rawId(number), m_users.state(number)});
    for (const quint64 id : m_changed->rooms) {
        if (const Room *room = find(id))
            changes.rooms.push_back(*room);
    }
    for (const QUuid &id : m_changed->answers) {
        if (const RememberedAnswer *answer = m_repeatability.find(id))
            changes.answers.push_back(*answer);
    }
    noteChanges();
    return changes;
}

Room &Store::roomToChange(quint64 id)
{
    const auto known = m_rooms.find(id);
    Q_ASSERT(known != m_rooms.end());
    if (m_changed)
        m_changed->rooms.push_back(id);
    return known->second;
}

void Store::enter(Room *room, acs::Timestamp now)
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
