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

/// What is known about a room: from the service, with the time, and its local annotation.
struct StoredRoom
{
    acs::Room room = {};
    QDateTime readAt = {}; ///< UTC
    QDateTime knownSince = {}; ///< when this store first got the room, UTC
    /// Whether the newest complete list (or the running one) contained it. Rooms opened by ID, and
    /// rooms that ended while loaded, stay without being listed.
    bool listed = false;
    /// Absent until loaded.
    std::optional<QList<acs::Participant>> roster = {};
    QDateTime rosterReadAt = {};
    store::RoomAnnotation annotation = {};
    /// Name and tags for the filter, as searchText() of base, each followed by a newline: "board q4
    /// vip
    /// ".
    QString searchText = {};
    QString plainSearchText = {}; ///< without accents; shares its buffer where there are none
};

/// How much of the list of rooms is loaded.
struct LoadStatus
{
    enum class Phase {
        NotLoaded,
        Loading,
        Complete, ///< all pages were loaded
        Failed, ///< an error or the user stopped it; what was loaded stays
    };
    Phase phase = Phase::NotLoaded;
    qsizetype rooms = 0; ///< loaded so far, or since Complete all listed rooms
    QDateTime at = {}; ///< when Complete or Failed was reached, UTC

    bool operator==(const LoadStatus &) const = default;
};

/// The only place that stores the rooms of a connection. Models show it through an index of its
/// slots: a room keeps its slot number as long as it is here, and a slot freed by a removal is
/// reused. Main thread.
class RoomStore : public QObject
{
    Q_OBJECT

public:
    explicit RoomStore(QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomStore)

    /// One more than the highest slot, used or free.
    int slotCount() const { return static_cast<int>(m_slots.size()); }
    /// Null for a free slot. Valid until the next change of the store.
    const StoredRoom *at(int slot) const;
    std::optional<int> slotOf(const QString &roomId) const;
    const StoredRoom *find(const QString &roomId) const;
    qsizetype count() const { return m_slotOfId.size(); }
    const LoadStatus &status() const { return m_status; }

    // A listing: begin, pages in order, then end or abort. Calls outside of a listing are ignored.
    // Beginning again restarts a running listing.
    void beginListing();
    /// A room that was loaded singly or removed during the listing stays as it is: the page may
    /// have been requested before.
    void addPage(const QList<acs::Room> &rooms, const QDateTime &readAt);
    /// All pages were loaded. Rooms that were listed before and are not in this list are removed if
    /// they have not ended by `now`; ended ones stay as not listed, and so do those for which
    /// `keep` (optional) returns true.
    void endListing(const QDateTime &now,
                    const std::function<bool(const QString &roomId)> &keep = {});
    /// What was loaded stays; nothing is removed, because the rest is not known.
    void abortListing(const QDateTime &now);

    /// One room as the service returned it (get, create, update). `listed`: true for a room that
    /// was just created; absent: unchanged.
    void put(const acs::Room &room, const QDateTime &readAt, std::optional<bool> listed = {});
    /// Ignored if the room is not here.
    void putRoster(const QString &roomId, const QList<acs::Participant> &roster,
                   const QDateTime &readAt);
    /// The room was deleted, does not exist any more, or was dismissed.
    void remove(const QString &roomId);

    /// The annotation of a room, which need not be here: it is joined to the room when that is
    /// added.
    store::RoomAnnotation annotation(const QString &roomId) const;
    void annotate(const QString &roomId, const store::RoomAnnotation &annotation);
    /// Annotates several rooms, with one signal.
    void annotate(const QHash<QString, store::RoomAnnotation> &annotations);
    /// Replaces all annotations.
    void annotateAll(const QHash<QString, store::RoomAnnotation> &annotations);

signals:
    void roomsAdded(const QList<int> &slotNumbers);
    void roomsChanged(const QList<int> &slotNumbers);
    /// Emitted while at() still returns them.
    void roomsAboutToBeRemoved(const QList<int> &slotNumbers);
    void statusChanged();

private:
    struct Slot
    {
        StoredRoom stored;
        quint32 listing = 0; ///< the last listing that contained it
        quint32 answered = 0; ///< the listing during which it was last loaded singly
        bool used = false;
    };
    enum class Source { Page, Single };

    int take(const QString &roomId);
    /// Joins the annotations of these rooms again, and emits a signal for those that changed.
    void rejoin(const QSet<QString> &roomIds);
    /// Joins the annotation; returns whether it changed.
    bool join(StoredRoom &stored, const QString &roomId) const;
    /// Returns whether anything except the load time changed.
    bool merge(int slot, const acs::Room &room, const QDateTime &readAt, std::optional<bool> listed,
               Source source);
    void setListed(Slot &entry, bool listed);
    void vacate(const QList<int> &slotNumbers);
    void tell(const QList<int> &added, const QList<int> &changed);
    void countRooms();
    void setPhase(LoadStatus::Phase phase, const QDateTime &at);
    void setStatus(const LoadStatus &status);

    std::deque<Slot> m_slots; // grows without moving its elements: no pause at 100,000 rooms
    std::vector<int> m_free;
    QHash<QString, int> m_slotOfId;
    QHash<QString, store::RoomAnnotation> m_annotations; // by room ID; never empty ones
    LoadStatus m_status;
    quint32 m_listing = 1; // 0 in a slot: none
    qsizetype m_named = 0; // in the newest listing
    qsizetype m_listed = 0;
    /// Removed since the listing began: a page that was requested before may still contain them.
    QSet<QString> m_goneWhileLoading;
};

} // namespace roomkeeper::admin
