#pragma once

#include "admin/rooms/roomstate.h"
#include "admin/rooms/roomstore.h"

#include <array>
#include <optional>
#include <queue>
#include <vector>

namespace roomkeeper::ui {

/// The state of every room of a store as of the moments it was told of, how many rooms there are
/// in each, and when the next one changes. What one event costs depends on the rooms that change,
/// not on how many there are.
class RoomStates
{
public:
    /// A room was added or changed, or its time has come. True when its state is another now.
    bool update(int slot, const acs::Room &room, acs::Timestamp now);
    void forget(int slot);

    admin::RoomState of(int slot) const { return m_slots[static_cast<size_t>(slot)].state; }
    qsizetype count(admin::RoomState state) const
    {
        return m_counts.at(static_cast<size_t>(state));
    }

    /// When the next room changes its state; absent when none will.
    std::optional<acs::Timestamp> nextChange();
    /// Moves those rooms on whose time has come; gives the slots whose state changed.
    QList<int> advance(const admin::RoomStore &rooms, acs::Timestamp now);

private:
    struct Slot
    {
        bool known = false;
        admin::RoomState state = admin::RoomState::Ended;
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
    std::array<qsizetype, 4> m_counts = {};
    // Events of rooms that changed since are left in place and skipped when their time comes.
    std::priority_queue<Event, std::vector<Event>, std::greater<>> m_events;
};

} // namespace roomkeeper::ui
