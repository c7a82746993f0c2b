#pragma once

#include "acs/timestamp.h"
#include "sandbox/service/problem.h"
#include "sandbox/service/servicesettings.h"

#include <QStringList>
#include <QUuid>

namespace roomkeeper::sandbox {

/// What a user access token says.
struct TokenClaims
{
    QByteArray rawId;
    /// `chat`, `voip`, `chat.join`, `chat.join.limited`, `voip.join`.
    QStringList scopes;
    acs::Timestamp issuedAt;
    /// 60 to 1440.
    int minutes = 1440;
    QUuid id;
};

struct AccessToken
{
    /// A JWT in form: three base64url parts, the last a signature with the resource's key. No real
    /// service takes it.
    QByteArray token;
    /// Whole seconds: the same moment as `exp` in the token.
    acs::Timestamp expiresOn;
};

AccessToken issueToken(const TokenClaims &claims, const ServiceSettings &settings);

/// Nothing where all scopes are known, a refusal otherwise.
std::optional<Problem> checkScopes(const QStringList &scopes);

} // namespace roomkeeper::sandbox
