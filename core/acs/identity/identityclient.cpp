#include "acs/identity/identityclient.h"

#include "acs/http/jsonanswer.h"
#include "acs/identity/identityjson.h"

#include <QCoreApplication>
#include <QUrl>

namespace roomkeeper::acs {

namespace {

constexpr auto identityQuery = "?api-version=2023-10-01";
constexpr auto jsonType = "application/json";

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Activity)
};

QByteArray identityPath(const QString &rawId)
{
    return "/identities/" + QUrl::toPercentEncoding(rawId);
}

Result<void> doneOf(const Result<Response> &response)
{
    if (!response)
        return failure(response.error());
    return {};
}

} // namespace

IdentityClient::IdentityClient(Transport &transport)
    : m_transport(transport)
{
}

Call<CreatedUser> IdentityClient::createUser(const TokenRequest &token) const
{
    return m_transport
        .send({.method = Method::Post,
               .target = QByteArray("/identities") + identityQuery,
               .body = writeUserCreation(token),
               .contentType = jsonType,
               .delivery = Delivery::AtMostOnce,
               .operation = Text::tr("Create user")})
        .map<CreatedUser>([](const Result<Response> &response) -> Result<CreatedUser> {
            if (!response)
                return failure(response.error());
            return asOutcomeUnknown(readCreatedUser(response->body), response->status);
        });
}

Call<AccessToken> IdentityClient::issueToken(const QString &rawId, const TokenRequest &token) const
{
    return m_transport
        .send({.method = Method::Post,
               .target = identityPath(rawId) + "/:issueAccessToken" + identityQuery,
               .body = writeTokenRequest(token),
               .contentType = jsonType,
               .delivery = Delivery::AtMostOnce,
               .operation = Text::tr("Issue access token")})
        .map<AccessToken>([](const Result<Response> &response) -> Result<AccessToken> {
            if (!response)
                return failure(response.error());
            return asOutcomeUnknown(readAccessToken(response->body), response->status);
        });
}

Call<void> IdentityClient::revokeTokens(const QString &rawId) const
{
    return m_transport
        .send({.method = Method::Post,
               .target = identityPath(rawId) + "/:revokeAccessTokens" + identityQuery,
               .operation = Text::tr("Revoke access tokens")})
        .map<void>(doneOf);
}

Call<void> IdentityClient::deleteUser(const QString &rawId) const
{
    return m_transport
        .send({.method = Method::Delete,
               .target = identityPath(rawId) + identityQuery,
               .operation = Text::tr("Delete user")})
        .map<void>(doneOf);
}

} // namespace roomkeeper::acs
