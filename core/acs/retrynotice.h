#pragma once

#include "base/error.h"

#include <QDateTime>
#include <QString>

namespace roomkeeper::acs {

/// A request that failed and is to be sent again: "trying again in 4 s (2 of 4)".
struct RetryNotice
{
    QString operation = {}; ///< in words: "List rooms"
    QString roomId = {}; ///< empty where the request is about no single room
    int attempt = 2; ///< the one to come
    int mostAttempts = 4;
    QDateTime at = {}; ///< when it goes out, UTC, by the transport's clock
    Error why = {}; ///< what became of the attempt before

    bool operator==(const RetryNotice &) const = default;
};

} // namespace roomkeeper::acs
