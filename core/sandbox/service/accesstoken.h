#pragma once

#include "acs/timestamp.h"
#include "sandbox/service/servicesettings.h"

#include <QStringList>
#include <QUuid>

namespace roomkeeper::sandbox {

/// The contents of a user access token.
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
    /// Has the form of a JWT: three base64url parts, the last one a signature with the resource's
    /// key. No real service accepts it.
    QByteArray token;
    /// Whole seconds, the same time as `exp` in the token.
    acs::Timestamp expiresOn;
};

AccessToken issueToken(const TokenClaims &claims, const ServiceSettings &settings);

} // namespace roomkeeper::sandbox
