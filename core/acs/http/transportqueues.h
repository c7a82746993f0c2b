#pragma once

#include "acs/http/retrynotice.h"
#include "acs/http/transportjob.h"

#include <QList>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace roomkeeper::acs {

using JobPointer = std::shared_ptr<TransportJob>;
using Jobs = std::vector<JobPointer>;

/// The calls of a transport that are not done. The state of a job decides which queue it is in, and
/// apply() is the only way to change a state. Part of the transport.
class TransportQueues
{
public:
    /// Adds a new job; it waits behind all others.
    void add(JobPointer job);
    /// Changes the state of a job and moves it to the queue of its new state. What waits again goes
    /// before what has not been sent; a refused job goes behind those refused before it. A job that
    /// is done is in no queue.
    void apply(const JobPointer &job, JobEvent event);
    /// The same for several, which keep their order.
    void apply(const Jobs &jobs, JobEvent event);
    /// RetryDue, for all whose time has come.
    void wakeDue();

    qsizetype count() const;
    /// How many of them change something.
    qsizetype changes() const;
    size_t runningCount() const { return m_running.size(); }
    /// The next one to go out; null if none waits.
    JobPointer next() const { return m_waiting.empty() ? nullptr : m_waiting.front(); }
    /// When the first of those that are backing off is due; forever if there are none.
    QDeadlineTimer nextDue() const;

    /// All, in the order in which they end when the transport goes.
    Jobs all() const;
    /// Those that wait for a slot, the end of a pause or credentials, in the order they go out.
    Jobs waiting() const { return {m_waiting.begin(), m_waiting.end()}; }
    Jobs awaitingProxyAuth() const
    {
        return {m_awaitingProxyAuth.begin(), m_awaitingProxyAuth.end()};
    }
    /// The delayed ones (see TransportJob::retryAt) that are on the wire, or that are not.
    Jobs delayed(bool isOnWire) const;
    /// Those of waiting() whose call would end before `rest` has passed, or begin only after the
    /// time that a call may take.
    Jobs withoutTime(std::chrono::milliseconds rest, std::chrono::milliseconds callTimeout) const;

    /// What is delayed: the next one to go out first.
    QList<RetryNotice> retries(const QDateTime &now, const QDeadlineTimer &pause,
                               int maxAttempts) const;
    /// What waits for its first attempt is delayed until the end of a pause, for that reason, or
    /// not delayed. Whether that changed any job.
    bool holdBackUnsent(std::optional<QDeadlineTimer> until, const Error &why) const;

private:
    using Queue = std::deque<JobPointer>;

    Queue *queueOf(JobState state);

    Queue m_waiting; ///< Waiting, AwaitingCredentials: one order for both
    Queue m_running; ///< Running, Cancelling
    Queue m_backingOff;
    Queue m_awaitingProxyAuth;
};

} // namespace roomkeeper::acs
