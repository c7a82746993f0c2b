#pragma once

#include "acs/rooms/roomsclient.h"
#include "admin/outcomes/unknownoutcome.h"
#include "base/call.h"
#include "base/clock.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <optional>

namespace roomkeeper::admin {

/// Searches once for the rooms that a creation without a response may have created: lists the
/// newest rooms, page by page until they are older than the request, and loads the participants of
/// those that match. Does not change the store otherwise. Main thread.
class CandidateSearch : public QObject
{
    Q_OBJECT

public:
    struct Dependencies
    {
        const acs::RoomsClient &client; ///< must outlive this
        const Clock &clock; ///< must outlive this
        std::function<Call<QList<acs::Participant>>(const QString &roomId)> readRoster = {};
        std::function<std::optional<std::chrono::seconds>()> clockSkew = {};
        /// Whether it is known which request created this room.
        std::function<bool(const QString &roomId)> isAccountedFor = {};
    };

    CandidateSearch(Dependencies dependencies, UnknownOutcome create);
    /// An unfinished search ends as cancelled.
    ~CandidateSearch() override;
    Q_DISABLE_COPY_MOVE(CandidateSearch)

    /// Starts; call it once. Result: the matching rooms, newest first. Cancelling ends it with
    /// Cancelled.
    Call<QList<RoomCandidate>> start();

signals:
    /// The call has ended.
    void finished();

private:
    void takePage(const acs::RoomPage &page);
    void listed(const Result<acs::ListEnd> &end);
    void readNextRoster();
    void finish(Result<QList<RoomCandidate>> result);

    Dependencies m_dependencies;
    UnknownOutcome m_create;
    CallSource<QList<RoomCandidate>> m_source;
    std::function<void()> m_cancel; ///< cancels the running request
    bool m_isFarEnough = false; ///< the pages have reached rooms older than the request
    bool m_isCancelled = false;
    std::optional<Error> m_unreadable; ///< a listed room that could not be parsed
    QSet<QString> m_seen; ///< a room may move to the next page while the list is read
    QList<acs::Room> m_fitting; ///< their participants are still to be loaded
    QList<RoomCandidate> m_candidates;
};

} // namespace roomkeeper::admin
