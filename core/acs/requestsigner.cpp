#include "acs/requestsigner.h"

#include <QCryptographicHash>
#include <QLocale>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

// QDateTime::toString is English under every locale; QLocale::system() is not.
constexpr QStringView httpDateFormat = u"ddd, dd MMM yyyy HH:mm:ss 'GMT'";

} // namespace

QByteArray contentHash(QByteArrayView body)
{
    return QCryptographicHash::hash(QByteArray::fromRawData(body.data(), body.size()),
                                    QCryptographicHash::Sha256)
        .toBase64();
}

QByteArray httpDate(const QDateTime &utc)
{
    return utc.toUTC().toString(httpDateFormat).toLatin1();
}

QDateTime fromHttpDate(QByteArrayView text)
{
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(text).trimmed(), httpDateFormat.toString());
    date.setTimeSpec(Qt::UTC);
    return date;
}

QByteArray stringToSign(QByteArrayView verb, QByteArrayView target, QByteArrayView date,
                        QByteArrayView host, QByteArrayView hash)
{
    QByteArray result;
    result.reserve(verb.size() + target.size() + date.size() + host.size() + hash.size() + 4);
    result += verb;
    result += '\n';
    result += target;
    result += '\n';
    result += date;
    result += ';';
    result += host;
    result += ';';
    result += hash;
    return result;
}

QByteArray signatureOf(const AccessKey &key, QByteArrayView text)
{
    return key.hmacSha256(text).toBase64();
}

Signature signRequest(const AccessKey &key, QByteArrayView verb, QByteArrayView target,
                      QByteArrayView host, QByteArrayView body, const QDateTime &now)
{
    Signature signature{.date = httpDate(now), .contentSha256 = contentHash(body)};
    const QByteArray text =
        stringToSign(verb, target, signature.date, host, signature.contentSha256);
    signature.authorization = "HMAC-SHA256 SignedHeaders=" + signedHeaderNames.toByteArray()
                              + "&Signature=" + signatureOf(key, text);
    return signature;
}

} // namespace roomkeeper::acs
