#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>

namespace roomkeeper::sandbox {

/// One thing done to one request or its answer on purpose.
///
/// With Status the service is not asked: nothing took effect. With all others it is, and what it
/// answers comes changed, late or not at all; so a change that got no answer has been made.
struct Fault
{
    enum class Action {
        None,
        Status, ///< an error answer of the service's form
        Delay, ///< the answer comes later
        Drop, ///< the connection is closed (FIN) instead of an answer
        Reset, ///< the connection is reset (RST) instead of an answer
        Cut, ///< closed in the middle of the body; without a body, in the middle of the header
        Trickle, ///< the answer comes byte by byte
        Garbage, ///< bytes that are no HTTP, then closed
        EmptyPage, ///< a list's answer holds nothing, and its nextLink leads to what it left out
        ShortPage, ///< a list's answer holds half of what it could, at least one
    };

    Action action = Action::None;
    /// The status of the answer, 200 to 599.
    int status = 0;
    /// Sent as `Retry-After` with a status.
    std::optional<std::chrono::seconds> retryAfter = {};
    /// How much later the answer comes, or the time from byte to byte.
    std::chrono::milliseconds pause{0};

    bool operator==(const Fault &) const = default;
};

/// As written in a rule: `status=429/retry-after=2`, `drop`; empty for None.
QByteArray toText(const Fault &fault);

} // namespace roomkeeper::sandbox
