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

/// One look for the rooms that may have come from a creation whose answer never came: lists the
/// newest rooms, page by page and only until they are older than the wish, and reads the rosters
/// of those that fit. Does not touch what is known of rooms otherwise. Main thread.
class CandidateSearch : public QObject
{
    Q_OBJECT

public:
    struct Dependencies
    {
        const acs::RoomsClient &client; ///< outlives this
        const Clock &clock; ///< outlives this
        std::function<Call<QList<acs::Participant>>(const QString &roomId)> readRoster = {};
        std::function<std::optional<std::chrono::seconds>()> clockSkew = {};
        /// Whether it is known where this room comes from.
        std::function<bool(const QString &roomId)> isAccountedFor = {};
    };

    CandidateSearch(Dependencies dependencies, UnknownOutcome create);
    /// An unfinished search ends as cancelled.
    ~CandidateSearch() override;
    Q_DISABLE_COPY_MOVE(CandidateSearch)

    /// Begins, once; the rooms that may be it, newest first. Cancelling ends it with Cancelled.
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
    std::function<void()> m_cancel; ///< of what is under way
    bool m_isFarEnough = false; ///< the pages have come to rooms older than the wish
    bool m_isCancelled = false;
    std::optional<Error> m_unreadable; ///< a room that was listed and could not be read
    QSet<QString> m_seen; ///< a room may move to the next page while the list is read
    QList<acs::Room> m_fitting; ///< their rosters are still to be read
    QList<RoomCandidate> m_candidates;
};

} // namespace roomkeeper::admin
