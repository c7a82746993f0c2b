#pragma once

#include <QByteArray>
#include <QList>

namespace roomkeeper::sandbox {

struct Header
{
    QByteArray name;
    QByteArray value;

    bool operator==(const Header &) const = default;
};

/// The first value of a header, its name in any case; a null array if there is none.
QByteArray headerValue(const QList<Header> &headers, QByteArrayView name);

/// An HTTP request as it was received.
struct Request
{
    /// Why it could not be read completely; parts of it may be missing then.
    enum class Defect { None, Malformed, HeaderTooLarge, BodyTooLarge };

    QByteArray method = {};
    /// Path and query, byte for byte as on the request line, because it is signed.
    QByteArray target = {};
    QList<Header> headers = {};
    QByteArray body = {};
    /// `http` or `https`, for the links in responses.
    QByteArray scheme = QByteArrayLiteral("http");
    Defect defect = Defect::None;
    /// Number of the connection in the listener, from 1; 0: none.
    quint64 connection = 0;

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }

    /// Scheme and host as the client knows this server, whatever its port (there may be a proxy):
    /// `http://127.0.0.1:8080`. Microsoft's JavaScript clients write the port twice into the Host
    /// header up to version 2.4.0 of communication-common; here it appears once, because they could
    /// not parse the address otherwise.
    QByteArray origin() const;

    bool operator==(const Request &) const = default;
};

/// An HTTP response without the headers of the connection (Content-Length, Connection).
struct Response
{
    int status = 200;
    QList<Header> headers = {};
    QByteArray body = {};

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }

    bool operator==(const Response &) const = default;
};

/// A response with a JSON body.
Response jsonResponse(int status, const QByteArray &body);

} // namespace roomkeeper::sandbox
