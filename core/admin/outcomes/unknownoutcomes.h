#pragma once

#include "admin/drafts/draftstore.h"
#include "admin/outcomes/candidatesearch.h"
#include "admin/outcomes/unknownoutcome.h"
#include "admin/rooms/roomstore.h"
#include "base/call.h"
#include "base/clock.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <map>
#include <memory>

namespace roomkeeper::admin {

/// The changes of a connection without a response, until a check shows whether they were made, a
/// later response does, or the user dismisses them. Nothing is guessed: a listed room that looks
/// like the requested one settles nothing. Main thread.
class UnknownOutcomes : public QObject
{
    Q_OBJECT

public:
    /// What it uses and how it loads; all of it must outlive this. What is loaded is in the store
    /// when the calls end; a room that does not exist any more (404) is removed from it, unless it
    /// has a draft.
    struct Dependencies
    {
        const acs::RoomsClient &client;
        RoomStore &rooms;
        DraftStore &drafts;
        const Clock &clock;
        std::function<Call<acs::Room>(const QString &roomId)> readRoom = {};
        std::function<Call<QList<acs::Participant>>(const QString &roomId)> readRoster = {};
        std::function<std::optional<std::chrono::seconds>()> clockSkew = {};
    };

    explicit UnknownOutcomes(Dependencies dependencies);
    /// Running checks end as cancelled.
    ~UnknownOutcomes() override;
    Q_DISABLE_COPY_MOVE(UnknownOutcomes)

    /// In the order of the requests.
    const QList<UnknownOutcome> &all() const { return m_outcomes; }
    qsizetype count() const { return m_outcomes.size(); }
    /// Null if it is settled or unknown. Valid until the next change.
    const UnknownOutcome *find(int id) const;

    /// Checks at the service whether the change was made. A settled outcome leaves the list; a
    /// change that was made also leaves the draft, and a deleted room the store. Rooms that a
    /// creation may have created are kept for assignRoom(). Errors: those of loading (the entry
    /// stays); NotFound for an unknown ID; Invalid if it is being checked already. Cancelling ends
    /// it with Cancelled.
    Call<OutcomeCheck> check(int id);
    bool isChecking(int id) const { return m_checking.contains(id); }
    /// The user selected this room from the candidates of the last check: it is put into the store,
    /// is not offered for other creations any more, and the entry is removed. Ignored for any other
    /// room.
    void assignRoom(int id, const QString &roomId);
    /// Removes the entry at the user's request, also if none of the candidates is the room.
    void dismiss(int id);

    // Called by the connection:

    /// There was no response. Assigns an ID, and the clock difference if it is absent.
    int add(UnknownOutcome outcome);
    /// It is known which request created this room, because it returned the room.
    void markKnown(const QString &roomId) { m_known.insert(roomId); }
    /// The room does not exist any more (404): its outcomes are settled.
    void roomIsGone(const QString &roomId);
    /// A later change of that kind got a response: the earlier one does not matter any more.
    void settle(UnknownOutcome::Kind kind, const QString &roomId);
    /// Moves all entries of an earlier connection to the same resource here, with new IDs.
    void moveFrom(UnknownOutcomes &earlier);

signals:
    void added(const roomkeeper::admin::UnknownOutcome &outcome);
    /// The result of all() has changed, or what is being checked.
    void changed();

private:
    /// Further data about a creation.
    struct Creation
    {
        /// Rooms that were in the store before the request, from that time.
        QSet<QString> knownBefore = {};
        QList<RoomCandidate> candidates = {}; ///< of the last check
    };
    struct Check
    {
        CallSource<OutcomeCheck> source;
        std::function<void()> cancel; ///< cancels the running request
    };

    void checkUpdate(const UnknownOutcome &outcome);
    void checkRoster(const UnknownOutcome &outcome);
    void checkDelete(const UnknownOutcome &outcome);
    void checkCreate(const UnknownOutcome &outcome);
    void found(const UnknownOutcome &create, const Result<QList<RoomCandidate>> &candidates);
    template <class T>
    void await(int id, const Call<T> &call, std::function<void(const Result<T> &)> handle);
    void end(int id, const Result<OutcomeCheck> &result);
    void roomsChanged(const QList<int> &slotNumbers);
    void settleFields(const UnknownOutcome &made, const acs::Room &room);
    void rebaseFields(const QString &roomId, const acs::Room &room);
    void settleRoster(const UnknownOutcome &asked, const QList<acs::Participant> &roster);
    void remove(const std::function<bool(const UnknownOutcome &)> &isOver);
    QSet<QString> knownBefore(const QDateTime &askedAt) const;

    Dependencies m_dependencies;
    QList<UnknownOutcome> m_outcomes;
    QHash<int, Creation> m_creations; ///< by the ID of the entry
    QSet<QString> m_known; ///< rooms of which it is known which request created them
    std::map<int, std::unique_ptr<CandidateSearch>> m_searches; ///< running, by entry
    QHash<int, Check> m_checking; ///< by entry
    int m_newestId = 0;
};

} // namespace roomkeeper::admin
