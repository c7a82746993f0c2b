#include "sandbox/service/accesstoken.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray encoded(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toBase64(base64);
}

} // namespace

AccessToken issueToken(const TokenClaims &claims, const ServiceSettings &settings)
{
    const qint64 issuedAt = claims.issuedAt.secondsSinceEpoch();
    const qint64 expiresAt = issuedAt + qint64{claims.minutes} * 60;
    const QString rawId = QString::fromLatin1(claims.rawId);
    const QJsonObject header{{u"alg"_s, u"HS256"_s}, {u"typ"_s, u"JWT"_s}, {u"kid"_s, u"1"_s}};
    const QJsonObject payload{
        // The real service's tokens contain the user without the leading "8:".
        {u"skypeid"_s, rawId.sliced(rawId.indexOf(u':') + 1)},
        {u"sub"_s, rawId},
        {u"scp"_s, claims.scopes.join(u' ')},
        {u"acsScope"_s, claims.scopes.join(u',')},
        {u"resourceId"_s, QString::fromLatin1(settings.resourceId)},
        {u"rgn"_s, u"sandbox"_s},
        {u"jti"_s, claims.id.toString(QUuid::WithoutBraces)},
        {u"iat"_s, issuedAt},
        {u"exp"_s, expiresAt},
    };
    const QByteArray content = encoded(header) + '.' + encoded(payload);
    return {content + '.' + settings.accessKey.hmacSha256(content).toBase64(base64),
            acs::Timestamp{expiresAt * acs::Timestamp::ticksPerSecond}};
}

} // namespace roomkeeper::sandbox
