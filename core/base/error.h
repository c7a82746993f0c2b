#pragma once

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace roomkeeper {

/// What kind of failure it was: decides what the program says and what it may do next.
enum class ErrorKind {
    Network, ///< the request never reached the service (name, route, refused)
    Tls, ///< the service's certificate was not accepted; nothing was sent
    Timeout, ///< no complete answer in time, to a read or to a change that never went out; 408
    Cancelled, ///< given up by the person or by the end of its owner
    Denied, ///< 401, 403: the key or token was refused
    NotFound, ///< 404
    Conflict, ///< 409, 412
    Throttled, ///< 429
    Invalid, ///< the request was wrong (other 4xx), or an input was refused before sending
    Server, ///< 5xx; of a change only the service's own, which a gateway's 502 and 504 are not
    BadAnswer, ///< an answer that this version can't read, or a redirect
    OutcomeUnknown, ///< the service's answer to a change never came: it may have taken effect
    ReadOnly, ///< a change on a connection marked read-only; nothing was sent
    Keychain, ///< the OS keychain failed
    Storage, ///< the local database failed
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

/// Why something did not happen. A value; never holds a secret, so it may be shown and logged.
/// Words for it are made further up.
struct Error
{
    ErrorKind kind = ErrorKind::Network;
    /// 0 where no answer came.
    int httpStatus = 0;
    /// `error.code` of the service, e.g. "BadRequest"; empty where it gave none.
    QString serviceCode = {};
    /// The source's own words: the service's `error.message`, or ours where there was no service.
    QString message = {};
    QList<ErrorDetail> details = {};
    /// The service's own id of the request, to quote to its support.
    QString requestId = {};
    /// The host that was asked, with its port where that is not the usual one; empty for local
    /// errors.
    QString host = {};
    /// How often the request went out for it; 0 where nothing was sent.
    int attempts = 0;
    /// A bearer token stood in place of a key, or should have: then there was none.
    bool usedToken = false;
    /// `Retry-After` of the answer.
    std::optional<std::chrono::seconds> retryAfter = {};
    /// Finer than the kind, in an enumeration of whoever made the error; 0 where there is none.
    int reason = 0;
    /// This computer's clock minus the service's, where an answer told it.
    std::optional<std::chrono::seconds> clockSkew = {};

    bool operator==(const Error &) const = default;
};

/// An Error of a kind with a message; for failures that no service answered.
Error makeError(ErrorKind kind, const QString &message);

/// A stable English name of the kind ("not found"), for logs and the activity list's details.
QString kindName(ErrorKind kind);

} // namespace roomkeeper
