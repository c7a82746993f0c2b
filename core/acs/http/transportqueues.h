#pragma once

#include "acs/http/retrynotice.h"
#include "acs/http/transportjob.h"

#include <QList>

#include <deque>
#include <memory>
#include <vector>

namespace roomkeeper::acs {

using JobPointer = std::shared_ptr<TransportJob>;

/// Where a transport's calls are; each is in one of them. Part of it.
struct TransportQueues
{
    std::deque<JobPointer> waiting; ///< for a slot, the end of a pause, or for credentials
    std::deque<JobPointer> running;
    std::deque<JobPointer> resting; ///< for the moment to be sent again
    std::deque<JobPointer> atProxy; ///< for a proxy's password

    qsizetype count() const;
    /// How many of them change something.
    qsizetype changes() const;
    /// All, in the order in which they end when nothing goes on.
    std::vector<JobPointer> all() const;

    /// Those that failed and go out again, or wait out a pause: the next one first.
    QList<RetryNotice> retries(const QDateTime &now, const QDeadlineTimer &pause,
                               int mostAttempts) const;
    /// Takes the same out, but for what runs, which stays.
    std::vector<JobPointer> takeDelayed();

    /// Takes out what waits and would end before `rest` has gone, or begin only after the time that
    /// a call may take.
    std::vector<JobPointer> takeWithoutTime(std::chrono::milliseconds rest,
                                            std::chrono::milliseconds callTimeout);
    /// Makes what waits for its first attempt delayed, and why, or not. Whether any was otherwise.
    bool delayUnsent(bool isDelayed, const Error &why) const;

    /// Out of whatever it waits in.
    void takeOut(const JobPointer &job);
    /// Before all that was not refused, behind what was before it.
    void waitRefused(const JobPointer &job);
    /// Those whose moment has come, to the front of what waits.
    void wakeResting();
    /// When the next of them is due.
    QDeadlineTimer nextDue() const;
};

} // namespace roomkeeper::acs
