#pragma once

#include "base/error.h"

namespace roomkeeper::admin {

/// An error as text for the window: what happened, what it means, what to do.
struct Explanation
{
    /// One sentence: what happened.
    QString headline = {};
    /// One or two sentences: what it means and what to do. May be empty.
    QString advice = {};
    /// Status, code, the service's message and the request ID, one per line, for *Details* and
    /// copying.
    QString details = {};
    /// Whether the same request may succeed now, so that *Try again* is offered.
    bool canRetry = false;

    /// `headline` and `advice`, as one text.
    QString text() const;

    bool operator==(const Explanation &) const = default;
};

/// Whether the connection as a whole may have failed, so that *Test connection* is offered.
bool isConnectionError(const Error &error);

/// The only place where errors become text. Translated; contains no secret, because Error contains
/// none.
Explanation explain(const Error &error);

} // namespace roomkeeper::admin
