#pragma once

#include "acs/auth/accesskey.h"

#include <QByteArray>
#include <QDateTime>

namespace roomkeeper::acs {

/// The three headers that authenticate a request (the HMAC-SHA256 scheme of Azure Communication
/// Services). With a bearer token only the last one is set.
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

/// RFC 1123 date in English and GMT, independent of the locale.
QByteArray httpDate(const QDateTime &utc);

/// Parses an HTTP date (IMF-fixdate). Invalid if it is not one.
QDateTime fromHttpDate(QByteArrayView text);

/// VERB
/// TARGET
/// DATE;HOST;HASH, separated by LF, without one at the end. `target`: path and query exactly as on
/// the request line; `host`: the Host header, with the port if there is one.
QByteArray stringToSign(QByteArrayView verb, QByteArrayView target, QByteArrayView date,
                        QByteArrayView host, QByteArrayView hash);

/// base64(HMAC-SHA256(key, stringToSign)).
QByteArray signatureOf(const AccessKey &key, QByteArrayView stringToSign);

/// The secret part of an `Authorization` header: the signature or the token.
QByteArray secretIn(QByteArrayView authorization);

/// Signs one attempt of a request at the time `now`.
Signature signRequest(const AccessKey &key, QByteArrayView verb, QByteArrayView target,
                      QByteArrayView host, QByteArrayView body, const QDateTime &now);

} // namespace roomkeeper::acs
