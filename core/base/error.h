#pragma once

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace roomkeeper {

/// The kind of failure, which decides what the program says and offers.
enum class ErrorKind {
    Network, ///< the request did not reach the service (name, route, connection refused)
    Tls, ///< the service's certificate was not accepted; nothing was sent
    Timeout, ///< no complete response in time, to a read or to a change that was never sent; 408
    Cancelled, ///< cancelled by the user, or because the owner was destroyed
    Denied, ///< 401, 403: the key or token was rejected
    NotFound, ///< 404
    Conflict, ///< 409, 412; in the catalogue: another value was stored meanwhile
    Throttled, ///< 429
    Invalid, ///< the request was wrong (other 4xx), or an input was rejected before sending
    Server, ///< 5xx; for changes only if the service itself failed, not a gateway (502, 504)
    BadAnswer, ///< a response that this version can't read, or a redirect
    OutcomeUnknown, ///< no usable response to a change: it may have been made
    ReadOnly, ///< a change on a read-only connection; nothing was sent
    Keychain, ///< the OS keychain failed
    Storage, ///< the file of names and tags, or the sandbox's state file, failed
    File, ///< a file could not be read or written
};

/// One entry of the service's `error.details`.
struct ErrorDetail
{
    QString code;
    QString message;
    QString target;

    bool operator==(const ErrorDetail &) const = default;
};

/// Why something did not happen. A value that never contains a secret, so it may be shown and
/// logged. See `explain()` for texts.
struct Error
{
    ErrorKind kind = ErrorKind::Network;
    /// 0: no response.
    int httpStatus = 0;
    /// `error.code` of the service, e.g. "BadRequest"; empty if there is none.
    QString serviceCode = {};
    /// The service's `error.message`, or our own message if no service was involved.
    QString message = {};
    QList<ErrorDetail> details = {};
    /// The service's `MS-CV`, for support requests.
    QString requestId = {};
    /// The host of the request, with its port if that is not the default; empty for local errors.
    QString host = {};
    /// How often the request was sent; 0: nothing was sent.
    int attempts = 0;
    /// Whether the request had a token of Microsoft Entra ID instead of a signature, or could not
    /// get one.
    bool usedToken = false;
    /// `Retry-After` of the response.
    std::optional<std::chrono::seconds> retryAfter = {};
    /// Finer than the kind: a value of an enumeration of the part that reports the error, or 0.
    int reason = 0;
    /// This computer's clock minus the service's, if a response contained the time.
    std::optional<std::chrono::seconds> clockSkew = {};

    bool operator==(const Error &) const = default;
};

/// An Error of a kind with a message, for failures without a response.
Error makeError(ErrorKind kind, const QString &message);

/// The kind in words ("not found"), for the activity list and the details of messages.
QString kindName(ErrorKind kind);

} // namespace roomkeeper
