#include "acs/http/transportqueues.h"

#include <algorithm>
#include <iterator>

namespace roomkeeper::acs {

namespace {

bool isDelayedJob(const JobPointer &job)
{
    return job->isDelayed;
}

} // namespace

qsizetype TransportQueues::count() const
{
    return std::ssize(waiting) + std::ssize(running) + std::ssize(resting) + std::ssize(atProxy);
}

qsizetype TransportQueues::changes() const
{
    qsizetype count = 0;
    for (const auto *jobs : {&running, &resting, &atProxy, &waiting}) {
        count += std::count_if(jobs->begin(), jobs->end(),
                               [](const JobPointer &job) { return job->isChange(); });
    }
    return count;
}

std::vector<JobPointer> TransportQueues::all() const
{
    std::vector<JobPointer> every;
    for (const auto *jobs : {&running, &resting, &atProxy, &waiting})
        every.insert(every.end(), jobs->begin(), jobs->end());
    return every;
}

QList<RetryNotice> TransportQueues::retries(const QDateTime &now, const QDeadlineTimer &pause,
                                            int mostAttempts) const
{
    QList<RetryNotice> notices;
    for (const auto *jobs : {&running, &waiting, &resting}) {
        for (const JobPointer &job : *jobs) {
            if (!job->isDelayed)
                continue;
            const auto wait = job->attempt ? std::chrono::milliseconds(0)
                                           : std::max(remaining(job->due), remaining(pause));
            notices.append(job->notice(now.addMSecs(wait.count()), mostAttempts));
        }
    }
    std::ranges::stable_sort(notices, {}, &RetryNotice::at);
    return notices;
}

std::vector<JobPointer> TransportQueues::takeDelayed()
{
    std::vector<JobPointer> taken;
    for (const auto *jobs : {&resting, &waiting, &running})
        std::copy_if(jobs->begin(), jobs->end(), std::back_inserter(taken), isDelayedJob);
    resting.clear();
    std::erase_if(waiting, isDelayedJob);
    return taken;
}

std::vector<JobPointer> TransportQueues::takeWithoutTime(std::chrono::milliseconds rest,
                                                         std::chrono::milliseconds callTimeout)
{
    const auto hasTime = [&](const JobPointer &job) {
        return rest < (job->hasBegun() ? remaining(job->callEnd) : callTimeout);
    };
    const auto firstWithout = std::stable_partition(waiting.begin(), waiting.end(), hasTime);
    std::vector<JobPointer> without(firstWithout, waiting.end());
    waiting.erase(firstWithout, waiting.end());
    return without;
}

bool TransportQueues::delayUnsent(bool isDelayed, const Error &why) const
{
    bool isOther = false;
    for (const JobPointer &job : waiting) {
        if (job->attempts > 0 || job->isDelayed == isDelayed)
            continue;
        job->isDelayed = isDelayed;
        job->failure = why;
        isOther = true;
    }
    return isOther;
}

void TransportQueues::takeOut(const JobPointer &job)
{
    for (auto *jobs : {&waiting, &resting, &atProxy})
        std::erase(*jobs, job);
}

void TransportQueues::waitRefused(const JobPointer &job)
{
    const auto behind = std::find_if(waiting.begin(), waiting.end(),
                                     [](const JobPointer &each) { return !each->isRefused; });
    waiting.insert(behind, job);
}

void TransportQueues::wakeResting()
{
    const auto firstDue =
        std::stable_partition(resting.begin(), resting.end(),
                              [](const JobPointer &job) { return !job->due.hasExpired(); });
    waiting.insert(waiting.begin(), firstDue, resting.end());
    resting.erase(firstDue, resting.end());
}

QDeadlineTimer TransportQueues::nextDue() const
{
    QDeadlineTimer next(QDeadlineTimer::Forever);
    for (const JobPointer &job : resting)
        next = std::min(next, job->due);
    return next;
}

} // namespace roomkeeper::acs
