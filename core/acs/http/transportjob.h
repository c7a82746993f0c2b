#pragma once

#include "acs/http/httpmessage.h"
#include "acs/http/retrynotice.h"
#include "acs/http/transportattempt.h"
#include "base/call.h"
#include "base/error.h"

#include <QDateTime>
#include <QDeadlineTimer>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

namespace roomkeeper::acs {

/// The state of a call in a transport.
enum class JobState {
    Waiting, ///< for a slot, the end of a pause, or the first credentials
    Running, ///< an attempt is being sent
    Cancelling, ///< cancelled while being sent; no attempt follows
    BackingOff, ///< the newest attempt failed; the next one starts at `retryAt`
    AwaitingProxyAuth, ///< the proxy requires a password
    AwaitingCredentials, ///< rejected (401); for other credentials, then for a slot
    Done, ///< the result is decided
};

/// What can happen to a call.
enum class JobEvent {
    Started, ///< an attempt starts
    ProxyAuthRequired, ///< the attempt ended because the proxy requires a password
    ProxyAuthGiven, ///< there is a password to try
    CredentialsRejected, ///< the attempt ended with a 401, and other credentials may help
    CredentialsReady, ///< there are credentials to try, and a slot
    RetryScheduled, ///< the attempt failed, and the next one may succeed
    RetryDue, ///< it is time for the next attempt
    Cancelled, ///< the caller has cancelled it
    Finished, ///< it ends with a response or a failure
};

/// The state after an event. None: the event can't happen in that state.
std::optional<JobState> nextState(JobState state, JobEvent event);

/// One call of a transport. Owned by it; only TransportQueues applies events.
class TransportJob
{
public:
    Request request = {};
    CallSource<Response> source = {};
    std::unique_ptr<TransportAttempt> attempt = {}; ///< while it is running
    int attempts = 0; ///< including the running one; those not processed (proxy, 401) don't count
    bool maybeMade = false; ///< by one of the ended attempts
    QDateTime firstSentAt = {};
    QDeadlineTimer callEnd = {}; ///< of the whole call, after it has begun
    /// When the next attempt starts, for retries(): of failed calls that are sent again (kept while
    /// they are under way), and of calls held back before their first attempt.
    std::optional<QDeadlineTimer> retryAt = {};
    Error failure = {}; ///< of the newest ended attempt, or the reason for the pause
    int proxyVersion = 0; ///< proxy credentials of the newest attempt
    int credentialVersion = 0; ///< credentials of the newest attempt
    bool wasRejected = false; ///< at least once (401)

    JobState state() const { return m_state; }
    /// Changes the state, which must allow the event, and what depends on it: the number of
    /// attempts, `retryAt` and `wasRejected`.
    void apply(JobEvent event);

    bool isOnWire() const
    {
        return m_state == JobState::Running || m_state == JobState::Cancelling;
    }
    bool isDelayed() const { return retryAt.has_value(); }
    bool isChange() const { return request.method != Method::Get; }
    /// Whether the time limit of its call is running. Not for a call that was certainly not
    /// processed.
    bool hasBegun() const
    {
        return attempts > 0 && (maybeMade || m_state != JobState::AwaitingCredentials);
    }

    RetryNotice notice(const QDateTime &at, int maxAttempts) const;

private:
    JobState m_state = JobState::Waiting;
};

/// The time left, never negative, rounded up so that a timer of that length does not end too early.
inline std::chrono::milliseconds remaining(const QDeadlineTimer &moment)
{
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(moment.remainingTimeAsDuration());
    return std::max(left, std::chrono::milliseconds(0));
}

} // namespace roomkeeper::acs
