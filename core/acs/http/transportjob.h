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

/// Where a call is on its way through a transport.
enum class JobState {
    Waiting, ///< for a slot, the end of a pause, or the first credentials
    Running, ///< an attempt is on the wire
    Cancelling, ///< cancelled while on the wire; no attempt follows
    BackingOff, ///< the newest attempt failed, the next one goes out at `retryAt`
    AwaitingProxyAuth, ///< the proxy requires a password
    AwaitingCredentials, ///< refused (401): for other credentials, then for a slot
    Done, ///< the outcome is decided
};

/// What happens to it.
enum class JobEvent {
    Started, ///< an attempt goes out
    ProxyAuthRequired, ///< the attempt ended because the proxy requires a password
    ProxyAuthGiven, ///< there is a password to try
    CredentialsRefused, ///< the attempt ended with a 401, and other credentials may help
    CredentialsReady, ///< there are credentials to try, and a slot
    RetryScheduled, ///< the attempt failed in a way that may pass
    RetryDue, ///< the time for the next attempt has come
    Cancelled, ///< the caller no longer wants it
    Finished, ///< it ends with an answer or a failure
};

/// The state after an event. None: the event cannot happen in that state.
std::optional<JobState> nextState(JobState state, JobEvent event);

/// One call of a transport. Part of it; only TransportQueues applies events.
class TransportJob
{
public:
    Request request = {};
    CallSource<Response> source = {};
    std::unique_ptr<TransportAttempt> attempt = {}; ///< while it is on the wire
    int attempts = 0; ///< that count, with the one on the wire
    bool maybeMade = false; ///< by one of the attempts that have ended
    QDateTime firstSentAt = {};
    QDeadlineTimer callEnd = {}; ///< of the whole call, once it has begun
    /// When it goes out, for what retries() reports: calls that failed and are sent again (it stays
    /// while they are), and calls that a pause holds back before their first attempt.
    std::optional<QDeadlineTimer> retryAt = {};
    Error failure = {}; ///< of the newest attempt that has ended, or the reason of the pause
    int proxyVersion = 0; ///< of the proxy's credentials that the newest attempt had
    int credentialVersion = 0; ///< of the credentials that the newest attempt had
    bool wasRefused = false; ///< once at least (401)

    JobState state() const { return m_state; }
    /// Changes the state, which must allow it, and what depends on it: the count of attempts,
    /// `retryAt` and `wasRefused`.
    void apply(JobEvent event);

    bool isOnWire() const
    {
        return m_state == JobState::Running || m_state == JobState::Cancelling;
    }
    bool isDelayed() const { return retryAt.has_value(); }
    bool isChange() const { return request.method != Method::Get; }
    /// Whether the time of its call runs. It does not for a call that was certainly not processed.
    bool hasBegun() const
    {
        return attempts > 0 && (maybeMade || m_state != JobState::AwaitingCredentials);
    }

    RetryNotice notice(const QDateTime &at, int maxAttempts) const;

private:
    JobState m_state = JobState::Waiting;
};

/// The time left, never negative, rounded up: a timer of that length is not too early.
inline std::chrono::milliseconds remaining(const QDeadlineTimer &moment)
{
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(moment.remainingTimeAsDuration());
    return std::max(left, std::chrono::milliseconds(0));
}

} // namespace roomkeeper::acs
