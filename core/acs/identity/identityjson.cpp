#include "acs/identity/identityjson.h"

#include "acs/http/jsonanswer.h"
#include "acs/timestamp.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(IdentityJson)
};

Result<AccessToken> readToken(const QJsonObject &object)
{
    const QString token = object.value("token"_L1).toString();
    if (token.isEmpty())
        return failure(ErrorKind::BadAnswer, Text::tr("The access token is missing."));
    const auto expiresOn = Timestamp::fromWire(object.value("expiresOn"_L1).toString());
    if (!expiresOn)
        return failure(ErrorKind::BadAnswer, Text::tr("The token's “expiresOn” is not a date."));
    return AccessToken{.token = token, .expiresOn = expiresOn->toUtc()};
}

QJsonObject lifetime(const TokenRequest &token, QLatin1StringView scopesKey)
{
    QJsonObject object{{scopesKey, QJsonArray::fromStringList(token.scopes)}};
    if (token.expiresIn)
        object.insert("expiresInMinutes"_L1, static_cast<int>(token.expiresIn->count()));
    return object;
}

} // namespace

Result<CreatedUser> readCreatedUser(QByteArrayView body)
{
    const auto object = readJsonObject(body);
    if (!object)
        return failure(object.error());
    CreatedUser user;
    user.rawId = object->value("identity"_L1).toObject().value("id"_L1).toString();
    if (user.rawId.isEmpty())
        return failure(ErrorKind::BadAnswer, Text::tr("The new user has no “id”."));
    const auto token = object->value("accessToken"_L1);
    if (token.isObject()) {
        auto read = readToken(token.toObject());
        if (!read)
            return failure(read.error());
        user.token = *std::move(read);
    }
    return user;
}

Result<AccessToken> readAccessToken(QByteArrayView body)
{
    const auto object = readJsonObject(body);
    if (!object)
        return failure(object.error());
    return readToken(*object);
}

QByteArray writeUserCreation(const TokenRequest &token)
{
    return writeJson(token.scopes.isEmpty() ? QJsonObject()
                                            : lifetime(token, "createTokenWithScopes"_L1));
}

QByteArray writeTokenRequest(const TokenRequest &token)
{
    return writeJson(lifetime(token, "scopes"_L1));
}

} // namespace roomkeeper::acs
