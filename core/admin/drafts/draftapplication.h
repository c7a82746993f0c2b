#pragma once

#include "acs/rooms/roomsclient.h"
#include "admin/drafts/draftoutcome.h"
#include "admin/drafts/draftstore.h"
#include "admin/outcomes/unknownoutcome.h"
#include "admin/rooms/roomstore.h"
#include "base/call.h"
#include "base/clock.h"

#include <QObject>

#include <functional>
#include <optional>

namespace roomkeeper::admin {

/// One run of applying a room's draft: the room's own fields, then the roster read and compared
/// with what was shown, changed in parts one after the other, and read back. What the service
/// answers lands in the store; what was done leaves the draft, all else stays there, also what was
/// edited while answers were awaited. Where the room turns out to be gone (404) both the room and
/// its draft stay. Main thread.
class DraftApplication : public QObject
{
    Q_OBJECT

public:
    /// Reads the whole roster of the room; it is in the store when the call ends.
    using RosterReader = std::function<Call<QList<acs::Participant>>()>;

    /// What it works on; all of it outlives this.
    struct Dependencies
    {
        const acs::RoomsClient &client;
        RoomStore &rooms;
        DraftStore &drafts;
        const Clock &clock;
        RosterReader readRoster = {};
    };

    /// Takes the draft as it is now, and sends nothing yet.
    DraftApplication(Dependencies dependencies, QString roomId);
    /// An unfinished run ends as cancelled, or as OutcomeUnknown with a change on its way.
    ~DraftApplication() override;
    Q_DISABLE_COPY_MOVE(DraftApplication)

    /// Whether there is anything to be sent.
    bool isEmpty() const { return m_update.isEmpty() && m_sent.roster.isEmpty(); }
    /// Begins, once. The call ends well whatever became of the parts; as Cancelled only when this
    /// goes early. Cancelling it keeps what is done and sends no more.
    Call<DraftOutcome> start();

    /// The answer, once finished() was told.
    const DraftOutcome &outcome() const { return m_outcome; }
    /// What of it nobody knows the outcome of: the room's own fields where their answer did not
    /// come, the roster's parts where the roster could not be read back either.
    QList<UnknownOutcome> unknownOutcomes() const;

signals:
    /// So many of the requests that are to be sent have been answered.
    void progressed(qsizetype answered, qsizetype all);
    /// A change of the roster was answered, or its answer did not come: lists that were asked for
    /// before may be older than that.
    void rosterTouched();
    /// The call has ended, and the draft is what is left of it.
    void finished();

private:
    template <class T>
    void await(const Call<T> &call, void (DraftApplication::*handle)(const Result<T> &));

    void sendRoom();
    void roomAnswered(const Result<acs::Room> &room);
    void beginRoster();
    void rosterRead(const Result<QList<acs::Participant>> &roster);
    void sendParts();
    void sendNextPart();
    void partAnswered(const Result<void> &answer);
    void rosterReadBack(const Result<QList<acs::Participant>> &roster);
    void giveUpParts();
    void settleRoom(const acs::Room &room);
    void settleRoster(const std::optional<RosterIndex> &readBack);
    void landAnswers(const RosterDraft &fulfilled);
    void remark(const RosterDraft &roster);
    void tellProgress();
    void finish();

    Dependencies m_dependencies;
    QString m_roomId;
    RoomDraft m_sent; ///< as it was at the beginning, without refusals
    acs::RoomUpdate m_update;
    acs::Room m_roomBefore; ///< as known at the beginning
    QDateTime m_startedAt;
    std::optional<RosterIndex> m_shown; ///< the roster as the store had it at the beginning
    RosterIndex m_base; ///< the roster that the parts change
    RosterDraft m_changes; ///< what the parts hold
    QList<acs::RosterUpdate> m_waiting;
    DraftOutcome m_outcome;
    CallSource<DraftOutcome> m_source;
    std::function<void()> m_cancel; ///< of the request that is on its way
    bool m_isCancelled = false;
    bool m_isChanging = false; ///< a change is on its way
};

} // namespace roomkeeper::admin
