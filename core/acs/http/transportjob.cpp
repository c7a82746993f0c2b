#include "acs/http/transportjob.h"

namespace roomkeeper::acs {

std::optional<JobState> nextState(JobState state, JobEvent event)
{
    if (state == JobState::Done)
        return {};
    if (event == JobEvent::Finished)
        return JobState::Done;
    if (event == JobEvent::Cancelled) {
        const bool isOnWire = state == JobState::Running || state == JobState::Cancelling;
        return isOnWire ? JobState::Cancelling : JobState::Done;
    }
    struct Transition
    {
        JobState from;
        JobEvent event;
        JobState to;
    };
    static constexpr Transition transitions[] = {
        {JobState::Waiting, JobEvent::Started, JobState::Running},
        {JobState::Running, JobEvent::ProxyAuthRequired, JobState::AwaitingProxyAuth},
        {JobState::Running, JobEvent::CredentialsRejected, JobState::AwaitingCredentials},
        {JobState::Running, JobEvent::RetryScheduled, JobState::BackingOff},
        {JobState::BackingOff, JobEvent::RetryDue, JobState::Waiting},
        {JobState::AwaitingProxyAuth, JobEvent::ProxyAuthGiven, JobState::Waiting},
        {JobState::AwaitingCredentials, JobEvent::CredentialsReady, JobState::Waiting},
    };
    for (const Transition &transition : transitions) {
        if (transition.from == state && transition.event == event)
            return transition.to;
    }
    return {};
}

void TransportJob::apply(JobEvent event)
{
    const std::optional<JobState> next = nextState(m_state, event);
    Q_ASSERT_X(next, "TransportJob::apply", "this event cannot happen in this state");
    if (!next)
        return;
    m_state = *next;
    switch (event) {
    case JobEvent::Started:
        if (++attempts == 1)
            retryAt.reset(); // it was held back by a pause
        break;
    case JobEvent::ProxyAuthRequired: // the attempt did not reach the service: it does not count
        --attempts;
        break;
    case JobEvent::CredentialsRejected: // it waits for credentials, not for a time
        wasRejected = true;
        retryAt.reset();
        break;
    case JobEvent::CredentialsReady:
        // A rejected attempt was not processed, so it does not count. If no attempt can have made
        // the change, the call and its time limit start again. Otherwise the call has definitely
        // begun, even if Qt itself sent the first attempt twice.
        attempts = maybeMade ? std::max(1, attempts - 1) : 0;
        break;
    case JobEvent::ProxyAuthGiven:
    case JobEvent::RetryScheduled:
    case JobEvent::RetryDue:
    case JobEvent::Cancelled:
    case JobEvent::Finished:
        break;
    }
}

RetryNotice TransportJob::notice(const QDateTime &at, int maxAttempts) const
{
    return {.operation = request.operation,
            .roomId = request.roomId,
            .attempt = isOnWire() ? attempts : attempts + 1,
            .maxAttempts = maxAttempts,
            .isUnderWay = isOnWire(),
            .at = at,
            .why = failure};
}

} // namespace roomkeeper::acs
