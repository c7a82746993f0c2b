#pragma once

#include "acs/identity/identityvalues.h"
#include "base/result.h"

#include <QByteArray>

namespace roomkeeper::acs {

// Pure readers and writers of Identity's bodies. Errors: kind BadAnswer; no message repeats a
// token.
[[nodiscard]] Result<CreatedUser> readCreatedUser(QByteArrayView body);
[[nodiscard]] Result<AccessToken> readAccessToken(QByteArrayView body);
/// `{}` where no token is wanted.
QByteArray writeUserCreation(const TokenRequest &token);
QByteArray writeTokenRequest(const TokenRequest &token);

} // namespace roomkeeper::acs
