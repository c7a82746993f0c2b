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

/// The changes of a connection whose answers never came, until looking shows what became of them,
/// later answers do, or a person lets them go. Nothing is guessed: that a list holds a room like
/// one that was asked for settles nothing. Main thread.
class UnknownOutcomes : public QObject
{
    Q_OBJECT

public:
    /// What it works on and how it reads; all of it outlives this. What is read is in the store
    /// when the calls end, and a room found gone (404) is not, unless it has a draft.
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
    /// Checks under way end as cancelled.
    ~UnknownOutcomes() override;
    Q_DISABLE_COPY_MOVE(UnknownOutcomes)

    /// In the order they were asked.
    const QList<UnknownOutcome> &all() const { return m_outcomes; }
    qsizetype count() const { return m_outcomes.size(); }
    /// Null where it is settled or was never here. Valid until the next change.
    const UnknownOutcome *find(int id) const;

    /// Looks at the service what became of it. What is settled thereby leaves the list: a change
    /// that was made leaves the draft too, a room that was deleted the store. The rooms that may
    /// have come from a creation are kept for assignRoom(). Errors are those of reading (NotFound
    /// for an id that is not here, Invalid where it is being checked already); the entry stays
    /// then. Cancelling ends it with Cancelled.
    Call<OutcomeCheck> check(int id);
    bool isChecking(int id) const { return m_checking.contains(id); }
    /// This room of the last check's candidates came from that creation: it is put into the store,
    /// is nobody else's from now on, and the entry goes. Ignored for any other room.
    void assignRoom(int id, const QString &roomId);
    /// A person lets it go; also where none of the candidates is it.
    void dismiss(int id);

    // What the connection tells.

    /// An answer did not come. Gives it an id, and the clocks' difference where that is absent.
    int add(UnknownOutcome outcome);
    /// It is known where this room comes from: a creation was answered with it.
    void markKnown(const QString &roomId) { m_known.insert(roomId); }
    /// The room is not there any more (404): what was asked of it is settled.
    void roomIsGone(const QString &roomId);
    /// A later change of that kind was answered: what came of the earlier one matters no more.
    void settle(UnknownOutcome::Kind kind, const QString &roomId);
    /// Moves all of an earlier connection to the same resource here, with new ids.
    void moveFrom(UnknownOutcomes &earlier);

signals:
    void added(const roomkeeper::admin::UnknownOutcome &outcome);
    /// all() is another, or what is being checked.
    void changed();

private:
    /// What the list holds besides of a creation.
    struct Creation
    {
        QSet<QString> knownBefore = {}; ///< rooms of that time that were here before it was asked
        QList<RoomCandidate> candidates = {}; ///< of the last check
    };
    struct Check
    {
        CallSource<OutcomeCheck> source;
        std::function<void()> cancel; ///< of what is being read
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
    void settleFields(const QString &roomId, const acs::Room &room);
    void settleRoster(const QString &roomId, const QList<acs::Participant> &roster);
    void remove(const std::function<bool(const UnknownOutcome &)> &isOver);
    QSet<QString> knownBefore(const QDateTime &askedAt) const;

    Dependencies m_dependencies;
    QList<UnknownOutcome> m_outcomes;
    QHash<int, Creation> m_creations; ///< by the id of their entry
    QSet<QString> m_known; ///< rooms of which it is known where they come from
    std::map<int, std::unique_ptr<CandidateSearch>> m_searches; ///< under way, by entry
    QHash<int, Check> m_checking; ///< by entry
    int m_newestId = 0;
};

} // namespace roomkeeper::admin
