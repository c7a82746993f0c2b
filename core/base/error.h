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

/// What stands in the way at the keychain; each calls for words and a remedy of its own. That it
/// simply has no entry is an error of kind NotFound.
enum class KeychainProblem {
    None, ///< not the keychain's doing
    Locked, ///< it waits for its password: a window of the system asks for it
    Refused, ///< it is locked, and nobody unlocked it: the window was refused or could not open
    NoAnswer, ///< asked, it says nothing
    NoService, ///< no program on this desktop is a keychain
    NoSession, ///< there is no session bus to reach one over
    NoLibrary, ///< the library that speaks to it is not installed
    Failed, ///< something else, in the keychain's own words
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
/// `explain()` turns it into words.
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
    /// The service's `MS-CV`, to quote to its support.
    QString requestId = {};
    /// The host that was asked, with its port where that is not the usual one; empty for local
    /// errors.
    QString host = {};
    /// How often the request went out for it; 0 where nothing was sent.
    int attempts = 0;
    /// A token of Microsoft Entra ID stood in place of a key, or should have: then there was none.
    bool usedToken = false;
    /// `Retry-After` of the answer.
    std::optional<std::chrono::seconds> retryAfter = {};
    /// Set with kind Keychain.
    KeychainProblem keychain = KeychainProblem::None;
    /// This computer's clock minus the service's, where an answer told it.
    std::optional<std::chrono::seconds> clockSkew = {};

    bool operator==(const Error &) const = default;
};

/// An Error of a kind with a message; for failures that no service answered.
Error makeError(ErrorKind kind, const QString &message);

/// An Error of kind Keychain; `message` is the keychain's own words, if it had any.
Error keychainError(KeychainProblem trouble, const QString &message = {});

/// Whether a refused key (401, 403) is rather the fault of this computer's clock, which is more
/// than five minutes off: a signature carries the time.
bool isClockSkewError(const Error &error);

/// A stable English name of the kind ("not found"), for logs and the activity list's details.
QString kindName(ErrorKind kind);

} // namespace roomkeeper
