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

/// All that the sandbox knows: its rooms, its users and the answers that it repeats, in memory. One
/// thread.
///
/// A room that has ended is not listed; by its id it is there for 30 days more. Pointers to rooms
/// hold until the room is removed.
class Store
{
public:
    /// Where a page of rooms left off. Not an index: rooms come and go between two pages.
    struct Position
    {
        acs::Timestamp createdAt;
        quint64 sequence = 0;

        bool operator==(const Position &) const = default;
    };

    struct Page
    {
        std::vector<const Room *> rooms;
        /// Where the next page goes on; nothing on the last one.
        std::optional<Position> next;
    };

    enum class Removal { Removed, AlreadyGone, Unknown };

    Store() = default;
    Q_DISABLE_COPY_MOVE(Store)

    /// Takes the rooms that have ended by now out of the list, and forgets those past their grace.
    /// To be called before anything else of a request.
    void advanceTo(acs::Timestamp now);

    /// The room's id must be new (`isFree`).
    const Room &insert(Room room, acs::Timestamp now);
    /// Null where no room has this id.
    const Room *find(quint64 id) const;
    Removal remove(quint64 id);

    // Changes to a room that is there.
    void setValidity(quint64 id, acs::Timestamp validFrom, acs::Timestamp validUntil,
                     acs::Timestamp now);
    void setPstnDialOut(quint64 id, bool enabled);
    void setRoster(quint64 id, std::vector<Member> roster);

    /// Whether no room has or had this id.
    bool isFree(quint64 id) const;
    void reserve(size_t rooms);

    /// Up to `size` rooms, newest first by createdAt, of equal ones the last made first. Takes time
    /// by the page, not by the store.
    Page page(std::optional<Position> after, int size) const;
    size_t listedCount() const { return m_listed.size(); }

    UserDirectory &users() { return m_users; }
    const UserDirectory &users() const { return m_users; }
    Repeatability &repeatability() { return m_repeatability; }

    /// Whether there never was a room or a user.
    bool isUntouched() const { return m_lastSequence == 0 && m_users.count() == 0; }

    /// Holds these instead of what it held; they must be sound. No change to be taken.
    void assign(StoreContents contents, acs::Timestamp now);

    /// Notes from now on what changes.
    void noteChanges();
    /// What was made, changed and removed since this was last called. What was forgotten meanwhile
    /// is no reason for an answer, and comes with the next one that has another.
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

    /// What changed, by its name only and in any order; may stand there twice.
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
    std::unique_ptr<Changed> m_changed; ///< null where nobody wants to know
};

} // namespace roomkeeper::sandbox
