#pragma once

#include "base/error.h"

#include <QDateTime>
#include <QString>

namespace roomkeeper::acs {

/// A request that failed and is sent again: "trying again in 4 s (2 of 4)". Or one that has to wait
/// before its first attempt, since the service asked for fewer.
struct RetryNotice
{
    QString operation = {}; ///< in words: "List rooms"
    QString roomId = {}; ///< empty where the request is about no single room
    int attempt = 2; ///< the one to come, or under way
    int maxAttempts = 4;
    bool isUnderWay = false; ///< it has gone out again, and its answer is waited for
    QDateTime at = {}; ///< when it goes out, UTC, by the transport's clock; now where it has
    Error why = {}; ///< what became of the attempt before, or of the request that was too many

    bool operator==(const RetryNotice &) const = default;
};

} // namespace roomkeeper::acs
