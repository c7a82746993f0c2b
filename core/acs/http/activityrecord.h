#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace roomkeeper::acs {

/// The result of one attempt of one request. Contains no secrets: no query (it contains
/// continuation tokens), no headers, no bodies.
struct ActivityRecord
{
    QDateTime startedAt; ///< UTC
    QString operation; ///< translated: "List rooms"
    QString method; ///< "GET"
    QString path; ///< without the query
    QString roomId; ///< empty if the request is not about a single room
    int status = 0; ///< 0: no response
    QString outcome; ///< "OK", or the kind of failure, translated
    std::chrono::milliseconds duration{0};
    int attempt = 1; ///< starts at 1
    QString requestId; ///< the service's MS-CV

    bool operator==(const ActivityRecord &) const = default;
};

} // namespace roomkeeper::acs
