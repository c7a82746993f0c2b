#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUuid>

#include <optional>

namespace roomkeeper::acs {

enum class Method { Get, Post, Patch, Delete };

constexpr QByteArrayView methodName(Method method)
{
    switch (method) {
    case Method::Get:
        return "GET";
    case Method::Post:
        return "POST";
    case Method::Patch:
        return "PATCH";
    case Method::Delete:
        break;
    }
    return "DELETE";
}

/// Whether a request may reach the service more than once.
enum class Delivery {
    /// May arrive twice: reads, merge patches, deletes, and creations with repeatability headers.
    /// (Qt itself sends again when a connection is lost before the response.)
    Repeatable,
    /// At most once: what the service would create a second time, such as users and tokens; and
    /// reads whose first failure is to be shown.
    AtMostOnce,
};

/// A request as a value, before it is signed.
struct Request
{
    Method method = Method::Get;
    /// Path and query, percent-encoded as they are sent, starting with '/'.
    QByteArray target = {};
    QByteArray body = {};
    QByteArray contentType = {}; ///< empty: no body is sent
    Delivery delivery = Delivery::Repeatable;
    /// If set, the service recognises repetitions by this ID. It is sent with the time of the first
    /// attempt; both are the same in each attempt.
    QUuid repeatabilityId = {};
    /// For the activity list: the operation, translated ("List rooms"), and the room, if there is
    /// one.
    QString operation = {};
    QString roomId = {};

    bool operator==(const Request &) const = default;
};

/// A response with a 2xx status; or a 404 to a DELETE that was sent before and may have arrived
/// then, which counts as success.
struct Response
{
    int status = 0;
    QByteArray body = {};
    QByteArray contentType = {};
    QString requestId = {}; ///< MS-CV

    bool operator==(const Response &) const = default;
};

} // namespace roomkeeper::acs
