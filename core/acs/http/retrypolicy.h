#pragma once

#include "acs/http/httpmessage.h"
#include "acs/http/transportoptions.h"
#include "base/random.h"
#include "base/result.h"

#include <QDateTime>
#include <QNetworkReply>

#include <chrono>
#include <optional>

namespace roomkeeper::acs {

// What is sent again, and when; pure functions. Transport is the only one that does it.

/// Whether a request may go out again though an earlier sending of it may have arrived: changes
/// that arrive twice without harm, and reads, unless they say otherwise.
bool mayRepeat(const Request &request);

/// Whether a failing status may be another one the next time: 408, 429, 500, 502, 503, 504.
bool isTransient(int status);

/// Whether a failure before or during the answer may not come again: a connection that was lost or
/// refused. A name that is not found, a proxy and a certificate don't mend themselves in seconds.
bool isTransient(QNetworkReply::NetworkError error);

/// Whether a failing answer is a gateway's word for one that it did not get: 502, 504, and whatever
/// else fails (5xx) without the service's own error code. Azure Front Door says 503 where the
/// service took too long. The service may have done what was asked.
bool isGatewayError(const Error &error);

/// Whether a failure of the newest attempt at a change tells what became of the earlier ones too:
/// the service judged the request as it judged those. Not where it refused to look at it (401, 403,
/// 407, 408, 429), failed itself, or judged by what may have come between: an earlier attempt that
/// is still under way (409, 412), or the clock (400, for what has no repeatability id).
bool settlesChange(const Request &request, const Error &error);

/// What the end of a call means in the light of all its attempts, of which one may have made the
/// change without an answer.
[[nodiscard]] Result<Response> settled(const Request &request, bool maybeMade,
                                       Result<Response> result);

/// The wait after so many failed attempts (1 and more).
std::chrono::milliseconds backoff(int failedAttempts, const TransportOptions &options,
                                  RandomSource &random);

/// How long `Retry-After` asks to wait: whole seconds, or an HTTP date, counted from the answer's
/// own `Date` where it has one, else from `now`. At most a year; none where it can't be read.
std::optional<std::chrono::seconds> readRetryAfter(QByteArrayView retryAfter, QByteArrayView date,
                                                   const QDateTime &now);

} // namespace roomkeeper::acs
