#pragma once

#include "base/error.h"

#include <QDateTime>
#include <QString>

namespace roomkeeper::acs {

/// A failed request that is sent again: "trying again in 4 s (2 of 4)"; or one that waits before
/// its first attempt, because the service is rate-limiting requests.
struct RetryNotice
{
    QString operation = {}; ///< translated: "List rooms"
    QString roomId = {}; ///< empty if the request is not about a single room
    int attempt = 2; ///< the next attempt, or the running one
    int maxAttempts = 4;
    bool isUnderWay = false; ///< sent again; its response has not arrived
    /// Time of the next attempt, UTC, by the transport's clock; now if it is under way.
    QDateTime at = {};
    Error why = {}; ///< the failure of the previous attempt, or the rate limiting

    bool operator==(const RetryNotice &) const = default;
};

} // namespace roomkeeper::acs
