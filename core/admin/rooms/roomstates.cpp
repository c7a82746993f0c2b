#include "admin/rooms/roomstates.h"

#include <algorithm>

namespace roomkeeper::admin {

namespace {

constexpr qint64 endingSoonTicks = defaultEndingSoon.count() * acs::Timestamp::ticksPerSecond;

/// When a room leaves the state it is in; 0 ticks: never.
acs::Timestamp endOf(RoomState state, const acs::Room &room)
{
    switch (state) {
    case RoomState::Upcoming:
        return room.validFrom;
    case RoomState::Open:
        return {.ticks = room.validUntil.ticks - endingSoonTicks};
    case RoomState::EndingSoon:
        return room.validUntil;
    case RoomState::Ended:
        break;
    }
    return {};
}

} // namespace

bool RoomStates::update(int slot, const acs::Room &room, acs::Timestamp now)
{
    const auto index = static_cast<size_t>(slot);
    if (index >= m_slots.size())
        m_slots.resize(index + 1);
    Slot &entry = m_slots[index];

    const RoomState state = roomState(room, now);
    const bool isChanged = !entry.known || entry.state != state;
    if (isChanged) {
        if (entry.known)
            --m_counts.at(static_cast<size_t>(entry.state));
        ++m_counts.at(static_cast<size_t>(state));
    }
    entry.known = true;
    entry.state = state;

    const acs::Timestamp end = endOf(state, room);
    if (entry.nextChange != end) {
        entry.nextChange = end;
        if (end.ticks != 0)
            m_events.push({.at = end, .slot = slot});
    }
    return isChanged;
}

void RoomStates::forget(int slot)
{
    Slot &entry = m_slots[static_cast<size_t>(slot)];
    if (entry.known)
        --m_counts.at(static_cast<size_t>(entry.state));
    entry = {};
}

bool RoomStates::isStale(const Event &event) const
{
    return m_slots[static_cast<size_t>(event.slot)].nextChange != event.at;
}

std::optional<acs::Timestamp> RoomStates::nextChange()
{
    while (!m_events.empty() && isStale(m_events.top()))
        m_events.pop();
    if (m_events.empty())
        return {};
    return m_events.top().at;
}

QList<int> RoomStates::advance(const RoomStore &rooms, acs::Timestamp now)
{
    QList<int> changed;
    for (auto next = nextChange(); next && *next <= now; next = nextChange()) {
        const int slot = m_events.top().slot;
        m_events.pop();
        m_slots[static_cast<size_t>(slot)].nextChange = {};
        const StoredRoom *stored = rooms.at(slot);
        if (stored != nullptr && update(slot, stored->room, now))
            changed.append(slot);
    }
    return changed;
}

} // namespace roomkeeper::admin
