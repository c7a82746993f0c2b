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
/// apply() is the only way to change a state. Owned by the transport.
class TransportQueues
{
public:
    /// Adds a new job after all others.
    void add(JobPointer job);
    /// Changes the state of a job and moves it to the queue of the new state. Jobs that wait again
    /// come before those that have not been sent; a rejected job comes after those rejected before
    /// it. A job that is done is in no queue.
    void apply(JobPointer job, JobEvent event);
    /// The same for several, keeping their order.
    void apply(const Jobs &jobs, JobEvent event);
    /// Applies RetryDue to all jobs whose time has come.
    void wakeDue();

    qsizetype count() const;
    /// The number of jobs that change something.
    qsizetype changes() const;
    size_t runningCount() const { return m_running.size(); }
    /// The next job to be sent; null if none waits.
    JobPointer next() const { return m_waiting.empty() ? nullptr : m_waiting.front(); }
    /// When the next backing-off job is due; forever if there is none.
    QDeadlineTimer nextDue() const;

    /// All jobs, in the order in which they end when the transport is destroyed.
    Jobs all() const;
    /// Jobs that wait for a slot, the end of a pause or credentials, in the order in which they are
    /// sent.
    Jobs waiting() const { return {m_waiting.begin(), m_waiting.end()}; }
    Jobs awaitingProxyAuth() const
    {
        return {m_awaitingProxyAuth.begin(), m_awaitingProxyAuth.end()};
    }
    /// The delayed jobs (see TransportJob::retryAt) that are being sent, or that are not.
    Jobs delayed(bool isOnWire) const;
    /// Those of waiting() whose call would end within `rest`, or that would start later than
    /// `callTimeout` allows.
    Jobs withoutTime(std::chrono::milliseconds rest, std::chrono::milliseconds callTimeout) const;

    /// The delayed jobs, the next one to be sent first.
    QList<RetryNotice> retries(const QDateTime &now, const QDeadlineTimer &pause,
                               int maxAttempts) const;
    /// Delays jobs that wait for their first attempt until the end of a pause, for that reason;
    /// without `until`, ends that delay. Returns whether a job changed.
    bool holdBackUnsent(std::optional<QDeadlineTimer> until, const Error &why) const;

private:
    using Queue = std::deque<JobPointer>;

    Queue *queueOf(JobState state);

    Queue m_waiting; ///< Waiting, AwaitingCredentials: one common order
    Queue m_running; ///< Running, Cancelling
    Queue m_backingOff;
    Queue m_awaitingProxyAuth;
};

} // namespace roomkeeper::acs
