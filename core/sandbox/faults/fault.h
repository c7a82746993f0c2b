#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>

namespace roomkeeper::sandbox {

/// A fault that is injected into one request or its response.
///
/// With Status the request has no effect. All other faults let the service handle the request, and
/// change, delay or suppress its response; so a change without a response was made.
struct Fault
{
    enum class Action {
        None,
        Status, ///< an error response in the service's format
        Delay, ///< the response is sent later
        Drop, ///< the connection is closed (FIN) without a response
        Reset, ///< the connection is reset (RST) without a response
        Cut, ///< closed in the middle of the body; without a body, in the middle of the header
        Trickle, ///< the response is sent byte by byte
        Garbage, ///< bytes that are not HTTP, then closed
        EmptyPage, ///< a list response is empty, and its nextLink leads to the omitted entries
        ShortPage, ///< a list response has half of its entries, at least one
    };

    Action action = Action::None;
    /// The status of the response, 200 to 599.
    int status = 0;
    /// Sent as `Retry-After` with a status.
    std::optional<std::chrono::seconds> retryAfter = {};
    /// The delay of the response, or the time between two bytes.
    std::chrono::milliseconds pause{0};

    bool operator==(const Fault &) const = default;
};

/// As written in a rule: `status=429/retry-after=2`, `drop`; empty for None.
QByteArray toText(const Fault &fault);

} // namespace roomkeeper::sandbox
