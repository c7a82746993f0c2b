#include "admin/rooms/roomdeletions.h"

#include <utility>

namespace roomkeeper::admin {

namespace {

/// As many as the transport sends at the same time.
constexpr qsizetype maxRunning = 6;

} // namespace

RoomDeletions::RoomDeletions(DeleteRoom deleteRoom, const QList<acs::Room> &rooms, QObject *parent)
    : QObject(parent)
    , m_deleteRoom(std::move(deleteRoom))
    , m_waiting(rooms.cbegin(), rooms.cend())
    , m_count(rooms.size())
{
}

void RoomDeletions::start()
{
    startMore();
}

void RoomDeletions::stop()
{
    *m_isStopped = true;
    m_results.notStarted += static_cast<qsizetype>(m_waiting.size());
    m_waiting.clear();
}

void RoomDeletions::startMore()
{
    while (m_running < maxRunning && !m_waiting.empty()) {
        const acs::Room room = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_running;
        m_deleteRoom(room, [isStopped = m_isStopped] {
            return !*isStopped;
        }).then(this, [this, room](const Result<RoomDeletion> &deletion) {
            ended(room, deletion);
        });
    }
}

void RoomDeletions::ended(const acs::Room &seen, const Result<RoomDeletion> &deletion)
{
    --m_running;
    if (!deletion && deletion.error().kind == ErrorKind::Cancelled && *m_isStopped)
        ++m_results.notStarted;
    else if (!deletion && deletion.error().kind == ErrorKind::OutcomeUnknown)
        m_results.unknown.append(seen.id);
    else if (!deletion)
        m_results.failed.append({.seen = seen, .error = deletion.error()});
    else if (*deletion == RoomDeletion::ChangedMeanwhile)
        m_results.changed.append(seen);
    else if (*deletion == RoomDeletion::Deleted)
        ++m_results.deleted;
    else
        ++m_results.gone;
    startMore();
    emit progressed(m_count - unfinished() - m_results.notStarted);
    if (unfinished() == 0)
        emit finished();
}

} // namespace roomkeeper::admin
