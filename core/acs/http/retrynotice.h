#pragma once

#include "base/error.h"

#include <QDateTime>
#include <QString>

namespace roomkeeper::acs {

/// A request that failed and is sent again: "trying again in 4 s (2 of 4)". Or one that waits for
/// its first attempt because the service asked for fewer requests.
struct RetryNotice
{
    QString operation = {}; ///< in words: "List rooms"
    QString roomId = {}; ///< empty if the request is not about a single room
    int attempt = 2; ///< the one to come, or under way
    int maxAttempts = 4;
    bool isUnderWay = false; ///< it was sent again and has no answer yet
    QDateTime at = {}; ///< when it is sent, UTC, by the transport's clock; now if it was
    Error why = {}; ///< the failure before, or the answer that began the pause

    bool operator==(const RetryNotice &) const = default;
};

} // namespace roomkeeper::acs
