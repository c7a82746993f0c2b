#pragma once

#include "acs/auth/accesskey.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace roomkeeper::acs {

/// Scheme, host and port of a resource; nothing else can be in it.
struct Endpoint
{
    QUrl url; ///< without path, e.g. https://contoso.communication.azure.com

    /// The Host header: with the port where it is not the scheme's default. This is what is signed.
    QByteArray hostHeader() const;
    QString host() const { return url.host(); }
    /// The port that is connected to: the URL's own, else the scheme's default.
    quint16 port() const;
    /// The host, with the port where it is not the scheme's default, for people.
    QString authority() const { return url.authority(); }
    /// Whether an absolute URL of the service (`nextLink`) points to this very endpoint.
    bool isOriginOf(const QUrl &other) const;
    /// Whether a bearer token may go there: who reads it on the way could use it. Only https, and
    /// http on this very computer (the sandbox).
    bool mayBearTokens() const;
    /// Whether it is of the service by its name (in the public cloud or a sovereign one), or this
    /// very computer: anybody else could use a person's token everywhere the person may go.
    bool isOfService() const;

    bool operator==(const Endpoint &) const = default;
};

/// Reads an endpoint: https, or http on loopback only; no user info, path, query or fragment
/// (a trailing '/' is dropped). Error: kind Invalid, the message says which part is wrong.
[[nodiscard]] Result<Endpoint> parseEndpoint(QStringView text);

/// What a connection string holds. Moves only, since the key does.
struct ConnectionString
{
    Endpoint endpoint;
    AccessKey accessKey;
};

/// Reads `endpoint=https://…;accesskey=…`: keys in any case and order, white space and a trailing
/// ';' tolerated, unknown keys ignored, duplicates refused. Error: kind Invalid; it names what is
/// wrong with an example of the right form and never repeats the text, since a key may be anywhere
/// in it.
[[nodiscard]] Result<ConnectionString> parseConnectionString(QStringView text);

} // namespace roomkeeper::acs
