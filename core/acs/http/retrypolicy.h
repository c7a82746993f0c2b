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

// What is sent again, and when. Pure functions, used by Transport only.

/// Whether a request may be sent again although an earlier attempt may have arrived: reads, and
/// changes that may arrive twice, unless they say otherwise.
bool mayRepeat(const Request &request);

/// Whether the next attempt may have another status: 408, 429, 500, 502, 503, 504.
bool isTransient(int status);

/// Whether a failure before or during the response may not happen again: a connection that was lost
/// or rejected. An unknown host name, a proxy or a certificate will not change within seconds.
bool isTransient(QNetworkReply::NetworkError error);

/// Whether an error response comes from a gateway that got no response itself: 502, 504, and any
/// other 5xx without an error code of the service. (Azure Front Door returns 503 if the service
/// took too long.) The service may have made the change.
bool isGatewayError(const Error &error);

/// Whether the failure of the newest attempt at a change also settles the earlier attempts, because
/// the service evaluated the request. Not if it did not process the request (401, 403, 407, 408,
/// 429), failed itself, or responded to something that changed in between: an earlier attempt that
/// is still running (409, 412), or the time (400, for requests without a repeatability ID).
bool settlesChange(const Request &request, const Error &error);

/// The result of a call after all of its attempts, one of which may have made the change without a
/// response.
[[nodiscard]] Result<Response> settled(const Request &request, bool maybeMade,
                                       Result<Response> result);

/// The wait after this many failed attempts (1 and more).
std::chrono::milliseconds backoff(int failedAttempts, const TransportOptions &options,
                                  RandomSource &random);

/// The wait that `Retry-After` requires: whole seconds, or an HTTP date minus the response's own
/// `Date`, or minus `now` if there is none. At most a year; none if it can't be read.
std::optional<std::chrono::seconds> readRetryAfter(QByteArrayView retryAfter, QByteArrayView date,
                                                   const QDateTime &now);

} // namespace roomkeeper::acs
