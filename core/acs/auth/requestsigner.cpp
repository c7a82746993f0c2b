#include "acs/auth/requestsigner.h"

#include "base/qtversions.h"

#include <QCryptographicHash>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

// QDateTime::toString is English in every locale; QLocale::system() is not.
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

// Parsed by hand: each response has a date, and parsing it with QLocale took longer than everything
// else between a response and the next request.
QDateTime fromHttpDate(QByteArrayView text)
{
    text = text.trimmed();
    if (text.size() != 29) // Mon, 06 May 2024 07:08:09 GMT
        return {};
    const auto number = [&text](qsizetype at, qsizetype length) {
        return text.sliced(at, length).toByteArray().toInt();
    };
    const qsizetype month =
        QByteArrayView("JanFebMarAprMayJunJulAugSepOctNovDec").indexOf(text.sliced(8, 3)) / 3 + 1;
    const QDateTime date(QDate(number(12, 4), static_cast<int>(month), number(5, 2)),
                         QTime(number(17, 2), number(20, 2), number(23, 2)), utcZone);
    // Formatting the result again detects everything else, from a wrong weekday to a missing space.
    return date.isValid() && httpDate(date) == text ? date : QDateTime();
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

QByteArray secretIn(QByteArrayView authorization)
{
    constexpr QByteArrayView name = "Signature=";
    const qsizetype at = authorization.lastIndexOf(name);
    return authorization.sliced(at >= 0 ? at + name.size() : authorization.indexOf(' ') + 1)
        .toByteArray();
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
