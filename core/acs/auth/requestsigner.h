#pragma once

#include "acs/auth/accesskey.h"

#include <QByteArray>
#include <QDateTime>

namespace roomkeeper::acs {

/// The three headers that make a request the resource's own (HMAC-SHA256 scheme of Azure
/// Communication Services); or the last of them alone, with a bearer token.
struct Signature
{
    QByteArray date = {}; ///< x-ms-date
    QByteArray contentSha256 = {}; ///< x-ms-content-sha256
    QByteArray authorization = {}; ///< Authorization

    bool operator==(const Signature &) const = default;
};

/// The names in SignedHeaders, in the order of the string to sign.
inline constexpr QByteArrayView signedHeaderNames = "x-ms-date;host;x-ms-content-sha256";

/// base64(SHA-256 of the body's bytes).
QByteArray contentHash(QByteArrayView body);

/// RFC 1123 date in English and GMT, whatever the locale.
QByteArray httpDate(const QDateTime &utc);

/// Reads an HTTP date (IMF-fixdate). Invalid where it is none.
QDateTime fromHttpDate(QByteArrayView text);

/// VERB\nTARGET\nDATE;HOST;HASH with LF and none at the end. `target` is the path and query
/// exactly as on the request line, `host` the Host header with its port where it has one.
QByteArray stringToSign(QByteArrayView verb, QByteArrayView target, QByteArrayView date,
                        QByteArrayView host, QByteArrayView hash);

/// base64(HMAC-SHA256(key, stringToSign)).
QByteArray signatureOf(const AccessKey &key, QByteArrayView stringToSign);

/// What of an `Authorization` header nobody may see: the signature, or the token.
QByteArray secretIn(QByteArrayView authorization);

/// Signs one attempt of a request at the moment `now`.
Signature signRequest(const AccessKey &key, QByteArrayView verb, QByteArrayView target,
                      QByteArrayView host, QByteArrayView body, const QDateTime &now);

} // namespace roomkeeper::acs
