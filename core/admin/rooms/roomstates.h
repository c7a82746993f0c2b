#pragma once

#include "admin/rooms/roomstate.h"
#include "admin/rooms/roomstore.h"

#include <array>
#include <optional>
#include <queue>
#include <vector>

namespace roomkeeper::admin {

/// The state of every room of a store when it was last updated, how many rooms there are in each
/// state, and when the next one changes. The cost of an update depends on the rooms that change,
/// not on how many there are.
class RoomStates
{
public:
    /// Computes the state of a room that was added or changed. True if the state changed.
    bool update(int slot, const acs::Room &room, acs::Timestamp now);
    void forget(int slot);

    RoomState of(int slot) const { return m_slots[static_cast<size_t>(slot)].state; }
    qsizetype count(RoomState state) const { return m_counts.at(static_cast<size_t>(state)); }

    /// When the next room changes its state; absent if none will.
    std::optional<acs::Timestamp> nextChange();
    /// Updates the rooms whose state changes until `now`; returns the slots whose state changed.
    QList<int> advance(const RoomStore &rooms, acs::Timestamp now);

private:
    struct Slot
    {
        bool known = false;
        RoomState state = RoomState::Ended;
        acs::Timestamp nextChange = {}; // 0 ticks: none
    };
    struct Event
    {
        acs::Timestamp at;
        int slot = 0;

        bool operator>(const Event &other) const { return at > other.at; }
    };

    bool isStale(const Event &event) const;

    std::vector<Slot> m_slots;
    std::array<qsizetype, allRoomStates.size()> m_counts = {};
    // Events of rooms that changed since are left in place and skipped when their time comes.
    std::priority_queue<Event, std::vector<Event>, std::greater<>> m_events;
};

} // namespace roomkeeper::admin
