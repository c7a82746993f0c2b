#include "acs/identity/identityclient.h"

#include "acs/http/jsonanswer.h"
#include "acs/http/serviceerror.h"
#include "acs/identity/identityjson.h"

#include <QCoreApplication>
#include <QUrl>

namespace roomkeeper::acs {

namespace {

constexpr auto jsonType = "application/json";

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Activity)
};

QByteArray identityPath(const QString &rawId)
{
    return "/identities/" + QUrl::toPercentEncoding(rawId);
}

/// The same response; marks the error of a service that does not support the version.
Result<Response> checked(Result<Response> response)
{
    if (!response && isUnsupportedVersionError(response.error()))
        response.error().reason = static_cast<int>(IdentityProblem::UnsupportedVersion);
    return response;
}

Result<void> doneOf(Result<Response> response)
{
    if (const auto answer = checked(std::move(response)); !answer)
        return failure(answer.error());
    return {};
}

} // namespace

IdentityClient::IdentityClient(Transport &transport, const QString &apiVersion)
    : m_transport(transport)
    , m_query("?api-version=" + apiVersion.toLatin1())
{
}

Call<CreatedUser> IdentityClient::createUser(const TokenRequest &token) const
{
    return m_transport
        .send({.method = Method::Post,
               .target = QByteArray("/identities") + m_query,
               .body = writeUserCreation(token),
               .contentType = jsonType,
               .delivery = Delivery::AtMostOnce,
               .operation = Text::tr("Create user")})
        .map<CreatedUser>([](Result<Response> answer) -> Result<CreatedUser> {
            const auto response = checked(std::move(answer));
            if (!response)
                return failure(response.error());
            return asOutcomeUnknown(readCreatedUser(response->body), response->status);
        });
}

Call<AccessToken> IdentityClient::issueToken(const QString &rawId, const TokenRequest &token) const
{
    return m_transport
        .send({.method = Method::Post,
               .target = identityPath(rawId) + "/:issueAccessToken" + m_query,
               .body = writeTokenRequest(token),
               .contentType = jsonType,
               .delivery = Delivery::AtMostOnce,
               .operation = Text::tr("Issue access token")})
        .map<AccessToken>([](Result<Response> answer) -> Result<AccessToken> {
            const auto response = checked(std::move(answer));
            if (!response)
                return failure(response.error());
            return asOutcomeUnknown(readAccessToken(response->body), response->status);
        });
}

Call<void> IdentityClient::revokeTokens(const QString &rawId) const
{
    return m_transport
        .send({.method = Method::Post,
               .target = identityPath(rawId) + "/:revokeAccessTokens" + m_query,
               .operation = Text::tr("Revoke access tokens")})
        .map<void>(doneOf);
}

Call<void> IdentityClient::deleteUser(const QString &rawId) const
{
    return m_transport
        .send({.method = Method::Delete,
               .target = identityPath(rawId) + m_query,
               .operation = Text::tr("Delete user")})
        .map<void>(doneOf);
}

} // namespace roomkeeper::acs
