#pragma once

#include "acs/apiversion.h"
#include "acs/http/transport.h"
#include "acs/identity/identityvalues.h"
#include "base/call.h"

namespace roomkeeper::acs {

/// The `reason` of errors of the IdentityClient.
enum class IdentityProblem {
    None,
    UnsupportedVersion, ///< the service does not support this version of Identity
};

/// The four operations of Identity. The transport must outlive this. Users can't be listed. Errors:
/// those of the transport, or BadAnswer.
class IdentityClient
{
public:
    /// `apiVersion`: one of identityApiVersions().
    explicit IdentityClient(Transport &transport,
                            const QString &apiVersion = defaultIdentityApiVersion);

    /// `POST /identities`, with a token if `token` has scopes. Sent at most once: if the response
    /// is lost, the call ends as OutcomeUnknown.
    Call<CreatedUser> createUser(const TokenRequest &token = {}) const;

    /// `POST /identities/{id}/:issueAccessToken`. Sent at most once.
    Call<AccessToken> issueToken(const QString &rawId, const TokenRequest &token) const;

    /// `POST /identities/{id}/:revokeAccessTokens`
    Call<void> revokeTokens(const QString &rawId) const;

    /// `DELETE /identities/{id}`
    Call<void> deleteUser(const QString &rawId) const;

private:
    Transport &m_transport;
    QByteArray m_query; ///< "?api-version=…"
};

} // namespace roomkeeper::acs
