#pragma once

#include "sandbox/service/storecontents.h"

#include <QtGlobal>

#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace roomkeeper::sandbox {

/// Everything that the sandbox knows, in memory: its rooms, its users and the responses that it
/// repeats. One thread.
///
/// A room that has ended is not listed; it can be read by ID for 30 more days. Pointers to rooms
/// are valid until the room is removed.
class Store
{
public:
    /// Where a page of rooms ended. Not an index, because rooms are added and removed between two
    /// pages.
    struct Position
    {
        acs::Timestamp createdAt;
        quint64 sequence = 0;

        bool operator==(const Position &) const = default;
    };

    struct Page
    {
        std::vector<const Room *> rooms;
        /// Where the next page starts; absent on the last one.
        std::optional<Position> next;
    };

    enum class Removal { Removed, AlreadyGone, Unknown };

    Store() = default;
    Q_DISABLE_COPY_MOVE(Store)

    /// Removes rooms that have ended from the list, and deletes those that ended too long ago. Call
    /// it first in each request.
    void advanceTo(acs::Timestamp now);

    /// The room's ID must be new (`isFree`).
    const Room &insert(Room room, acs::Timestamp now);
    /// Null if there is no room with this ID.
    const Room *find(quint64 id) const;
    Removal remove(quint64 id);

    // Changes to an existing room.
    void setValidity(quint64 id, acs::Timestamp validFrom, acs::Timestamp validUntil,
                     acs::Timestamp now);
    void setPstnDialOut(quint64 id, bool enabled);
    void setRoster(quint64 id, std::vector<Member> roster);

    /// Whether no room has or had this ID.
    bool isFree(quint64 id) const;
    void reserve(size_t rooms);

    /// Up to `size` rooms, newest first by createdAt, of equal ones the last created first. The
    /// time it takes depends on the page, not on the store.
    Page page(std::optional<Position> after, int size) const;
    size_t listedCount() const { return m_listed.size(); }

    UserDirectory &users() { return m_users; }
    const UserDirectory &users() const { return m_users; }
    Repeatability &repeatability() { return m_repeatability; }

    /// Whether there never was a room or a user.
    bool isUntouched() const { return m_lastSequence == 0 && m_users.count() == 0; }

    /// Replaces the contents, which must be sound. Does not count as a change.
    void assign(StoreContents contents, acs::Timestamp now);

    /// Records changes from now on.
    void noteChanges();
    /// What was created, changed and removed since the last call. Deletions by age alone return
    /// nothing; they come with the next other change.
    std::optional<StoreContents> takeChanges();

private:
    struct NewestFirst
    {
        using is_transparent = void;

        static Position key(const Room *room) { return {room->createdAt, room->sequence}; }
        static Position key(const Position &position) { return position; }

        template <class Left, class Right>
        bool operator()(const Left &left, const Right &right) const
        {
            const Position a = key(left);
            const Position b = key(right);
            return a.createdAt != b.createdAt ? a.createdAt > b.createdAt : a.sequence > b.sequence;
        }
    };

    struct FirstToEnd
    {
        bool operator()(const Room *left, const Room *right) const
        {
            return left->validUntil != right->validUntil ? left->validUntil < right->validUntil
                                                         : left->sequence < right->sequence;
        }
    };

    using ByEnd = std::set<Room *, FirstToEnd>;

    /// What changed, by key, in any order, possibly twice.
    struct Changed
    {
        std::vector<quint32> users;
        std::vector<quint64> rooms;
        std::vector<quint64> removedRooms;
        std::vector<quint64> forgottenRooms;
        std::vector<QUuid> answers;
        std::vector<QUuid> forgottenAnswers;
    };

    void enter(Room *room, acs::Timestamp now);
    void leave(Room *room);
    Room &roomToChange(quint64 id);

    std::unordered_map<quint64, Room> m_rooms;
    std::set<Room *, NewestFirst> m_listed;
    ByEnd m_running;
    ByEnd m_ended;
    std::unordered_set<quint64> m_removed;
    UserDirectory m_users;
    Repeatability m_repeatability;
    quint64 m_lastSequence = 0;
    std::unique_ptr<Changed> m_changed; ///< null: changes are not recorded
};

} // namespace roomkeeper::sandbox
