#pragma once

#include "acs/http/message.h"
#include "acs/http/retrynotice.h"
#include "acs/http/transportattempt.h"
#include "base/call.h"
#include "base/error.h"

#include <QDateTime>
#include <QDeadlineTimer>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

namespace roomkeeper::acs {

/// One call's way through a transport. Part of it.
struct TransportJob
{
    Request request = {};
    CallSource<Response> source = {};
    std::unique_ptr<TransportAttempt> attempt = {}; ///< while it is on the wire
    int attempts = 0;
    bool isDelayed = false; ///< it failed and goes out again, or waits out a pause
    bool isGivenUp = false; ///< whatever comes of its attempt, none follows
    bool maybeMade = false; ///< by one of the attempts that have ended
    QDateTime firstSentAt = {};
    QDeadlineTimer callEnd = {}; ///< of the whole call, once it has begun
    QDeadlineTimer due = {}; ///< when it goes out again
    Error failure = {}; ///< of the newest attempt that has ended
    int proxyVersion = 0; ///< of the proxy's credentials that the newest attempt had
    int credentialVersion = 0; ///< with which the newest attempt went out
    bool isRefused = false; ///< its newest attempt was (401): other credentials may do
    bool wasRefused = false; ///< once at least

    /// Whether the time of its call counts: not of what was certainly not processed.
    bool hasBegun() const { return attempts > 0 && (maybeMade || !isRefused); }
    bool isChange() const { return request.method != Method::Get; }

    /// A refused attempt was not processed, so it does not count. Nor does the time until there are
    /// other credentials, where no sending before it may have made the change: else it has begun
    /// once and for all, also where Qt itself sent the first attempt twice.
    void forgetRefusal()
    {
        if (std::exchange(isRefused, false))
            attempts = maybeMade ? std::max(1, attempts - 1) : 0;
    }

    RetryNotice notice(const QDateTime &at, int mostAttempts) const
    {
        return {.operation = request.operation,
                .roomId = request.roomId,
                .attempt = attempt ? attempts : attempts + 1,
                .mostAttempts = mostAttempts,
                .isUnderWay = attempt != nullptr,
                .at = at,
                .why = failure};
    }
};

/// What is left until then, never negative, rounded up: a timer of that length is not too early.
inline std::chrono::milliseconds remaining(const QDeadlineTimer &moment)
{
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(moment.remainingTimeAsDuration());
    return std::max(left, std::chrono::milliseconds(0));
}

} // namespace roomkeeper::acs
