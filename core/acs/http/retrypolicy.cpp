#include "acs/http/retrypolicy.h"

#include "acs/auth/requestsigner.h"

#include <algorithm>

namespace roomkeeper::acs {

bool mayRepeat(const Request &request)
{
    return request.delivery == Delivery::Repeatable;
}

bool isTransient(int status)
{
    switch (status) {
    case 408:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
        return true;
    default:
        return false;
    }
}

bool isTransient(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::TimeoutError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError: // such as a network that is unreachable for a moment
        return true;
    default:
        return false;
    }
}

bool isGatewayError(const Error &error)
{
    if (error.httpStatus == 502 || error.httpStatus == 504)
        return true;
    return error.httpStatus >= 500 && error.serviceCode.isEmpty();
}

bool settlesChange(const Request &request, const Error &error)
{
    switch (error.httpStatus) {
    case 400:
        return !request.repeatabilityId.isNull();
    case 404:
    case 405:
    case 413:
    case 414:
    case 415:
    case 431:
        return true;
    default:
        return false;
    }
}

Result<Response> settled(const Request &request, bool maybeMade, Result<Response> result)
{
    if (result || !maybeMade)
        return result;
    Error &error = result.error();
    // deleted by an earlier attempt
    if (request.method == Method::Delete && error.kind == ErrorKind::NotFound)
        return Response{.status = error.httpStatus, .requestId = error.requestId};
    if (!settlesChange(request, error))
        error.kind = ErrorKind::OutcomeUnknown;
    return result;
}

std::chrono::milliseconds backoff(int failedAttempts, const TransportOptions &options,
                                  RandomSource &random)
{
    std::chrono::milliseconds wait = options.firstDelay;
    for (int attempt = 1; attempt < failedAttempts && wait < options.maxDelay; ++attempt)
        wait *= 2;
    // Requests that failed together should not be sent again at the same time.
    const auto percent = static_cast<int>(80 + random.below(41));
    return std::min<std::chrono::milliseconds>(wait * percent / 100, options.maxDelay);
}

std::optional<std::chrono::seconds> readRetryAfter(QByteArrayView retryAfter, QByteArrayView date,
                                                   const QDateTime &now)
{
    constexpr std::chrono::seconds longest = std::chrono::hours(365 * 24);
    if (retryAfter.isEmpty())
        return {};
    bool isNumber = false;
    const qint64 seconds = retryAfter.toByteArray().toLongLong(&isNumber);
    if (isNumber) {
        if (seconds < 0)
            return {};
        return std::min(std::chrono::seconds(seconds), longest);
    }
    const QDateTime until = fromHttpDate(retryAfter);
    if (!until.isValid())
        return {};
    const QDateTime answered = fromHttpDate(date);
    const qint64 wait = (answered.isValid() ? answered : now).secsTo(until);
    return std::clamp(std::chrono::seconds(wait), std::chrono::seconds(0), longest);
}

} // namespace roomkeeper::acs
