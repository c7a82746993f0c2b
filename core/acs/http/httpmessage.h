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

/// How often a request may reach the service for one wish.
enum class Delivery {
    /// Harmless when it arrives twice: reads, merge patches, deletes, and creations that carry
    /// repeatability headers. (Qt itself re-sends when a connection dies before the answer.)
    Repeatable,
    /// At most once: what the service would make a second time, such as new users and tokens; and
    /// reads whose failure is what somebody wants to see.
    AtMostOnce,
};

/// A request as a value, before it is signed.
struct Request
{
    Method method = Method::Get;
    /// Path and query, percent-encoded as they go out, beginning with '/'.
    QByteArray target = {};
    QByteArray body = {};
    QByteArray contentType = {}; ///< empty: no body is sent
    Delivery delivery = Delivery::Repeatable;
    /// The id of the wish, where the service can tell a repetition of it by its headers. It goes
    /// out with the moment of the first attempt, both the same at each further one.
    QUuid repeatabilityId = {};
    /// For the activity list: the operation in words ("List rooms") and the room, where it has one.
    QString operation = {};
    QString roomId = {};

    bool operator==(const Request &) const = default;
};

/// An answer with a 2xx status; or the 404 to a DELETE of which an earlier sending may have
/// arrived: it has done what was asked.
struct Response
{
    int status = 0;
    QByteArray body = {};
    QByteArray contentType = {};
    QString requestId = {}; ///< MS-CV

    bool operator==(const Response &) const = default;
};

} // namespace roomkeeper::acs
