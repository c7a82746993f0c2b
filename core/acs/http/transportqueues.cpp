#include "acs/http/transportqueues.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace roomkeeper::acs {

void TransportQueues::add(JobPointer job)
{
    m_waiting.push_back(std::move(job));
}

void TransportQueues::apply(JobPointer job, JobEvent event)
{
    Queue *from = queueOf(job->state());
    job->apply(event);
    Queue *to = queueOf(job->state());
    if (from == to)
        return;
    if (from != nullptr)
        from->erase(std::find(from->begin(), from->end(), job));
    if (to == nullptr)
        return;
    if (job->state() == JobState::Waiting) {
        to->push_front(std::move(job));
    } else if (job->state() == JobState::AwaitingCredentials) {
        const auto behind = std::find_if(to->begin(), to->end(), [](const JobPointer &each) {
            return each->state() != JobState::AwaitingCredentials;
        });
        to->insert(behind, std::move(job));
    } else {
        to->push_back(std::move(job));
    }
}

void TransportQueues::apply(const Jobs &jobs, JobEvent event)
{
    // Each is put before the previous one; so go backwards to keep their order.
    std::for_each(jobs.rbegin(), jobs.rend(), [&](const JobPointer &job) { apply(job, event); });
}

void TransportQueues::wakeDue()
{
    Jobs due;
    std::copy_if(m_backingOff.begin(), m_backingOff.end(), std::back_inserter(due),
                 [](const JobPointer &job) { return job->retryAt->hasExpired(); });
    apply(due, JobEvent::RetryDue);
}

qsizetype TransportQueues::count() const
{
    return std::ssize(m_waiting) + std::ssize(m_running) + std::ssize(m_backingOff)
           + std::ssize(m_awaitingProxyAuth);
}

qsizetype TransportQueues::changes() const
{
    const Jobs every = all();
    return std::count_if(every.begin(), every.end(),
                         [](const JobPointer &job) { return job->isChange(); });
}

QDeadlineTimer TransportQueues::nextDue() const
{
    QDeadlineTimer next(QDeadlineTimer::Forever);
    for (const JobPointer &job : m_backingOff)
        next = std::min(next, *job->retryAt);
    return next;
}

Jobs TransportQueues::all() const
{
    Jobs every;
    for (const Queue *jobs : {&m_running, &m_backingOff, &m_awaitingProxyAuth, &m_waiting})
        every.insert(every.end(), jobs->begin(), jobs->end());
    return every;
}

Jobs TransportQueues::delayed(bool isOnWire) const
{
    Jobs found;
    for (const Queue *jobs : {&m_backingOff, &m_waiting, &m_running}) {
        std::copy_if(jobs->begin(), jobs->end(), std::back_inserter(found),
                     [isOnWire](const JobPointer &job) {
                         return job->isDelayed() && job->isOnWire() == isOnWire;
                     });
    }
    return found;
}

Jobs TransportQueues::withoutTime(std::chrono::milliseconds rest,
                                  std::chrono::milliseconds callTimeout) const
{
    Jobs found;
    std::copy_if(m_waiting.begin(), m_waiting.end(), std::back_inserter(found),
                 [&](const JobPointer &job) {
                     return rest >= (job->hasBegun() ? remaining(job->callEnd) : callTimeout);
                 });
    return found;
}

QList<RetryNotice> TransportQueues::retries(const QDateTime &now, const QDeadlineTimer &pause,
                                            int maxAttempts) const
{
    QList<RetryNotice> notices;
    for (const Queue *jobs : {&m_running, &m_waiting, &m_backingOff}) {
        for (const JobPointer &job : *jobs) {
            if (!job->isDelayed())
                continue;
            const auto wait = job->isOnWire()
                                  ? std::chrono::milliseconds(0)
                                  : std::max(remaining(*job->retryAt), remaining(pause));
            notices.append(job->notice(now.addMSecs(wait.count()), maxAttempts));
        }
    }
    std::ranges::stable_sort(notices, {}, &RetryNotice::at);
    return notices;
}

bool TransportQueues::holdBackUnsent(std::optional<QDeadlineTimer> until, const Error &why) const
{
    bool isOther = false;
    for (const JobPointer &job : m_waiting) {
        if (job->attempts > 0 || job->isDelayed() == until.has_value())
            continue;
        job->retryAt = until;
        job->failure = why;
        isOther = true;
    }
    return isOther;
}

TransportQueues::Queue *TransportQueues::queueOf(JobState state)
{
    switch (state) {
    case JobState::Waiting:
    case JobState::AwaitingCredentials:
        return &m_waiting;
    case JobState::Running:
    case JobState::Cancelling:
        return &m_running;
    case JobState::BackingOff:
        return &m_backingOff;
    case JobState::AwaitingProxyAuth:
        return &m_awaitingProxyAuth;
    case JobState::Done:
        break;
    }
    return nullptr;
}

} // namespace roomkeeper::acs
