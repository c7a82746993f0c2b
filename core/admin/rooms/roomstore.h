#pragma once

#include "acs/rooms/room.h"
#include "store/catalogue/annotation.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace roomkeeper::admin {

/// What is known of one room: what the service said, and when, and what was noted here.
struct StoredRoom
{
    acs::Room room = {};
    QDateTime readAt = {}; ///< UTC
    QDateTime knownSince = {}; ///< when it was first read into this store, UTC
    /// Whether the newest complete list (or the one under way) held it. Rooms opened by their id
    /// and rooms that ended while loaded stay without being listed.
    bool listed = false;
    /// Absent until read.
    std::optional<QList<acs::Participant>> roster = {};
    QDateTime rosterReadAt = {};
    store::RoomAnnotation annotation = {};
    /// Name and tags in lower case, each ended by a newline, for the filter: "board q4\nvip\n".
    QString searchText = {};
};

/// How far the list of rooms is known.
struct LoadStatus
{
    enum class Phase {
        NotLoaded,
        Loading,
        Complete, ///< all pages were read
        Failed, ///< an error or the person ended it early; what was read stays
    };
    Phase phase = Phase::NotLoaded;
    qsizetype rooms = 0; ///< read so far in this listing, or listed in all since Complete
    QDateTime at = {}; ///< when Complete or Failed was reached, UTC

    bool operator==(const LoadStatus &) const = default;
};

/// The one truth about the rooms of a connection. Models show it through an index of its slots: a
/// room keeps its slot number as long as it is here, and a slot freed by a removal is used again.
/// Main thread.
class RoomStore : public QObject
{
    Q_OBJECT

public:
    explicit RoomStore(QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomStore)

    /// One past the highest slot in use or free.
    int slotCount() const { return static_cast<int>(m_slots.size()); }
    /// Null for a free slot. Valid until the next change of the store.
    const StoredRoom *at(int slot) const;
    std::optional<int> slotOf(const QString &roomId) const;
    const StoredRoom *find(const QString &roomId) const;
    qsizetype count() const { return m_slotOfId.size(); }
    const LoadStatus &status() const { return m_status; }

    // A listing: begin, pages in order, then end or abort. Pages, ends and aborts outside of one
    // are ignored. Beginning anew while one is under way forgets how far that one was.
    void beginListing();
    /// A room answered singly, or removed, while the listing runs stays as that: the page may have
    /// been asked for before.
    void addPage(const QList<acs::Room> &rooms, const QDateTime &readAt);
    /// All pages were read: rooms that were listed before and did not come again are removed when
    /// they have not ended by `now`; ended ones stay, no longer listed, and so do those that `keep`
    /// (optional) holds fast by their id.
    void endListing(const QDateTime &now,
                    const std::function<bool(const QString &roomId)> &keep = {});
    /// What was read stays; nothing is removed, since nothing is known of the rest.
    void abortListing(const QDateTime &now);

    /// One room as the service answered it (get, create, update).
    /// `listed`: true for a room that was just created; absent keeps what is known.
    void put(const acs::Room &room, const QDateTime &readAt, std::optional<bool> listed = {});
    /// Ignored for a room that is not here.
    void putRoster(const QString &roomId, const QList<acs::Participant> &roster,
                   const QDateTime &readAt);
    /// Deleted here, found gone, or dismissed.
    void remove(const QString &roomId);

    /// What was noted about a room, known or not: it is joined to the room when that comes.
    store::RoomAnnotation annotation(const QString &roomId) const;
    void annotate(const QString &roomId, const store::RoomAnnotation &annotation);
    /// Of several rooms, told of at once.
    void annotate(const QHash<QString, store::RoomAnnotation> &annotations);
    /// Takes the place of all annotations so far.
    void annotateAll(const QHash<QString, store::RoomAnnotation> &annotations);

signals:
    void roomsAdded(const QList<int> &slotNumbers);
    void roomsChanged(const QList<int> &slotNumbers);
    /// While at() still answers for them.
    void roomsAboutToBeRemoved(const QList<int> &slotNumbers);
    void statusChanged();

private:
    struct Slot
    {
        StoredRoom stored;
        quint32 listing = 0; ///< the listing that named it last
        quint32 answered = 0; ///< the listing during which it was last answered singly
        bool used = false;
    };
    enum class Source { Page, Single };

    int take(const QString &roomId);
    /// Joins what was noted of these rooms anew, and tells of those for which that is another.
    void rejoin(const QSet<QString> &roomIds);
    /// Joins what was noted; whether that is another than before.
    bool join(StoredRoom &stored, const QString &roomId) const;
    /// Whether anything but the time of reading is different now.
    bool merge(int slot, const acs::Room &room, const QDateTime &readAt, std::optional<bool> listed,
               Source source);
    void setListed(Slot &entry, bool listed);
    void vacate(const QList<int> &slotNumbers);
    void tell(const QList<int> &added, const QList<int> &changed);
    void countRooms();
    void setPhase(LoadStatus::Phase phase, const QDateTime &at);
    void setStatus(const LoadStatus &status);

    std::deque<Slot> m_slots; // grows without moving what is there: no pause at 100,000 rooms
    std::vector<int> m_free;
    QHash<QString, int> m_slotOfId;
    QHash<QString, store::RoomAnnotation> m_annotations; // by room id; never an empty one
    LoadStatus m_status;
    quint32 m_listing = 1; // 0 in a slot: none
    qsizetype m_named = 0; // by the newest listing
    qsizetype m_listed = 0;
    /// Removed since the listing began: a page asked for before may still name them.
    QSet<QString> m_goneWhileLoading;
};

} // namespace roomkeeper::admin
