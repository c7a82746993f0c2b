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

/// The first value of a header, its name in any case; a null array where there is none.
QByteArray headerValue(const QList<Header> &headers, QByteArrayView name);

/// An HTTP request as it came off the wire.
struct Request
{
    /// Why it could not be read to its end; the rest of it may be missing then.
    enum class Defect { None, Malformed, HeaderTooLarge, BodyTooLarge };

    QByteArray method = {};
    /// Path and query, byte for byte as on the request line: signatures are made over it.
    QByteArray target = {};
    QList<Header> headers = {};
    QByteArray body = {};
    /// `http` or `https`: how the client came, for the links in answers.
    QByteArray scheme = QByteArrayLiteral("http");
    Defect defect = Defect::None;
    /// Which of the listener's connections it came on, from 1; 0 where there was none.
    quint64 connection = 0;

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }

    /// Scheme and host as the client knows this server, whatever its port (clients come through
    /// proxies): `http://127.0.0.1:8080`. A port that stands twice in the Host header, as
    /// Microsoft's JavaScript clients write it up to version 2.4.0 of communication-common, stands
    /// here once: they could not read the address otherwise.
    QByteArray origin() const;

    bool operator==(const Request &) const = default;
};

/// An HTTP answer without what a connection adds (Content-Length, Connection).
struct Response
{
    int status = 200;
    QList<Header> headers = {};
    QByteArray body = {};

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }

    bool operator==(const Response &) const = default;
};

/// An answer with a JSON body.
Response jsonResponse(int status, const QByteArray &body);

} // namespace roomkeeper::sandbox
