#pragma once

#include "acs/auth/accesskey.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace roomkeeper::acs {

/// Scheme, host and port of a resource, nothing else.
struct Endpoint
{
    QUrl url; ///< without path, e.g. https://contoso.communication.azure.com

    /// The Host header, with the port if it is not the scheme's default. This is what is signed.
    QByteArray hostHeader() const;
    QString host() const { return url.host(); }
    /// The port to connect to: that of the URL, or the scheme's default.
    quint16 port() const;
    /// The host, with the port if it is not the scheme's default, for display.
    QString authority() const { return url.authority(); }
    /// Whether an absolute URL from the service (`nextLink`) points to this endpoint.
    bool isOriginOf(const QUrl &other) const;
    /// Whether a bearer token may be sent there, where nobody on the way can read it: https, or
    /// http on this computer (the sandbox).
    bool mayBearTokens() const;
    /// Whether the host is one of Azure Communication Services (public or sovereign clouds) or this
    /// computer. Any other server could misuse the user's token.
    bool isOfService() const;

    bool operator==(const Endpoint &) const = default;
};

/// Parses an endpoint: https, or http on loopback only; no user info, path, query or fragment (a
/// trailing '/' is removed). Error: kind Invalid; the message says which part is wrong.
[[nodiscard]] Result<Endpoint> parseEndpoint(QStringView text);

/// The contents of a connection string. Movable only, because the key is.
struct ConnectionString
{
    Endpoint endpoint;
    AccessKey accessKey;
};

/// Removes what is copied along with a connection string (base/inputcleaner.h), in place.
void cleanConnectionString(QString &text);

/// Parses `endpoint=https://…;accesskey=…`, after cleaning it: names in any case and order; white
/// space and a trailing ';' are allowed, unknown names ignored, duplicates rejected. Error: kind
/// Invalid; the message says what is wrong, with an example of the right form, and never repeats
/// the text, which may contain a key anywhere.
[[nodiscard]] Result<ConnectionString> parseConnectionString(QStringView text);

} // namespace roomkeeper::acs
