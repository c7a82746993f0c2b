#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace roomkeeper::acs {

/// What became of one attempt of one request. Holds nothing secret: no query (it carries
/// continuation tokens), no headers, no bodies.
struct ActivityRecord
{
    QDateTime startedAt; ///< UTC
    QString operation; ///< in words: "List rooms"
    QString method; ///< "GET"
    QString path; ///< without the query
    QString roomId; ///< empty where the request is about no single room
    int status = 0; ///< 0: no answer
    QString outcome; ///< "OK", or the kind of failure in words
    std::chrono::milliseconds duration{0};
    int attempt = 1; ///< counted from 1
    QString requestId; ///< the service's MS-CV

    bool operator==(const ActivityRecord &) const = default;
};

} // namespace roomkeeper::acs
