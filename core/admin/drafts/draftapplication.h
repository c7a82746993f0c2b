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

/// Applies the draft of a room once: reads the room, compares it with what the author of the draft
/// saw, and changes its own fields; then loads the participants, compares them with those that were
/// shown, changes them in parts one after the other, and loads them again. What the service returns
/// is put into the store. What was applied leaves the draft;
/// everything else stays in it, including edits made meanwhile. If the room does not exist any more
/// (404), both the room and its draft stay. Main thread.
class DraftApplication : public QObject
{
    Q_OBJECT

public:
    /// Reads the room; it is in the store when the call ends.
    using RoomReader = std::function<Call<acs::Room>()>;
    /// Loads all participants of the room; they are in the store when the call ends.
    using RosterReader = std::function<Call<QList<acs::Participant>>()>;

    /// What it uses; all of it must outlive this.
    struct Dependencies
    {
        const acs::RoomsClient &client;
        RoomStore &rooms;
        DraftStore &drafts;
        const Clock &clock;
        RoomReader readRoom = {};
        RosterReader readRoster = {};
    };

    /// Copies the present draft; sends nothing yet.
    DraftApplication(Dependencies dependencies, QString roomId);
    /// An unfinished application ends as cancelled, or as OutcomeUnknown if a change is being sent.
    ~DraftApplication() override;
    Q_DISABLE_COPY_MOVE(DraftApplication)

    /// Whether there is nothing to send.
    bool isEmpty() const { return m_update.isEmpty() && m_sent.roster.isEmpty(); }
    /// Starts; call it once. The call succeeds whether or not the parts did; Cancelled only if this
    /// object is destroyed early. Cancelling it keeps what is done and sends nothing more.
    Call<DraftOutcome> start();

    /// The result, after finished().
    const DraftOutcome &outcome() const { return m_outcome; }
    /// The changes whose outcome is unknown: the room's own fields if there was no response, and
    /// the parts of the participants if these could not be loaded afterwards either.
    QList<UnknownOutcome> unknownOutcomes() const;

signals:
    /// This many of the requests have ended.
    void progressed(qsizetype answered, qsizetype all);
    /// A change of participants has ended, with or without a response: lists that were requested
    /// before may be out of date.
    void rosterTouched();
    /// The call has ended, and the draft contains what remains.
    void finished();

private:
    template <class T>
    void await(const Call<T> &call, void (DraftApplication::*handle)(const Result<T> &));

    void beginRoom();
    void roomRead(const Result<acs::Room> &room);
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
    RoomDraft m_sent; ///< as it was at the start, without rejections
    acs::RoomUpdate m_update;
    acs::Room m_roomBefore; ///< as just read
    SeenFields m_seenAtStart; ///< of the draft
    QDateTime m_startedAt;
    std::optional<RosterIndex> m_shown; ///< the participants in the store at the start
    RosterIndex m_base; ///< the participants that the parts change
    RosterDraft m_changes; ///< the content of the parts
    QList<acs::RosterUpdate> m_waiting;
    AppliedChange m_applied; ///< what was made so far
    DraftOutcome m_outcome;
    CallSource<DraftOutcome> m_source;
    std::function<void()> m_cancel; ///< cancels the running request
    bool m_isCancelled = false;
    bool m_isChanging = false; ///< a change is being sent
};

} // namespace roomkeeper::admin
