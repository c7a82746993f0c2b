#pragma once

#include "base/error.h"

namespace roomkeeper::admin {

/// An error in the words of the window: what happened, what it means, what to do.
struct Explanation
{
    /// One sentence: what happened.
    QString headline = {};
    /// One or two sentences: what it means and what to do. May be empty.
    QString advice = {};
    /// Status, code, the service's words and the request id, a line each, for unfolding and
    /// copying.
    QString details = {};
    /// Whether asking again unchanged may help, so that *Try again* is offered.
    bool canRetry = false;

    bool operator==(const Explanation &) const = default;
};

/// Whether it may be the connection as a whole that failed, so that *Test connection* is offered.
bool isConnectionError(const Error &error);

/// The one place where errors become words. Translated; holds no secret, since Error holds none.
Explanation explain(const Error &error);

} // namespace roomkeeper::admin
