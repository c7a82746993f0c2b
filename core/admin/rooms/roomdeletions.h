#pragma once

#include "acs/rooms/room.h"
#include "base/call.h"

#include <QObject>
#include <QStringList>

#include <deque>
#include <functional>
#include <memory>

namespace roomkeeper::admin {

/// What became of a room that was to be deleted.
enum class RoomDeletion {
    Deleted,
    WasAlreadyGone,
    ChangedMeanwhile, ///< somebody else changed it since it was seen; it was not deleted
};

/// Deletes several rooms, a few at a time so that it can be stopped, and counts the results. Main
/// thread.
class RoomDeletions : public QObject
{
    Q_OBJECT

public:
    /// Asked immediately before a room is deleted, after it was read.
    using IsWanted = std::function<bool()>;
    /// Deletes a room unless it has changed since it was seen; Cancelled if it is not wanted any
    /// more.
    using DeleteRoom =
        std::function<Call<RoomDeletion>(const acs::Room &seen, const IsWanted &isWanted)>;

    struct Failure
    {
        acs::Room seen = {};
        Error error = {};
    };
    /// Each room is in one of these.
    struct Results
    {
        qsizetype deleted = 0;
        qsizetype gone = 0; ///< were deleted by somebody else
        QList<acs::Room> changed = {}; ///< changed by somebody else, as they were seen before
        QStringList unknown = {}; ///< IDs of those without a response
        QList<Failure> failed = {};
        qsizetype notStarted = 0; ///< because of stop()
    };

    /// `rooms` as their user saw them when deciding.
    RoomDeletions(DeleteRoom deleteRoom, const QList<acs::Room> &rooms, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomDeletions)

    /// Call it once.
    void start();
    /// Sends no more; waits for the responses to what has been sent.
    void stop();

    qsizetype count() const { return m_count; }
    /// The number of rooms without a result so far.
    qsizetype unfinished() const { return m_running + static_cast<qsizetype>(m_waiting.size()); }
    /// After finished().
    const Results &results() const { return m_results; }

signals:
    /// This many have ended.
    void progressed(qsizetype done);
    void finished();

private:
    void startMore();
    void ended(const acs::Room &seen, const Result<RoomDeletion> &deletion);

    DeleteRoom m_deleteRoom;
    std::deque<acs::Room> m_waiting;
    const qsizetype m_count;
    std::shared_ptr<bool> m_isStopped = std::make_shared<bool>(false);
    qsizetype m_running = 0;
    Results m_results;
};

} // namespace roomkeeper::admin
