#pragma once

#include "acs/identity/identityvalues.h"
#include "base/result.h"

#include <QByteArray>

namespace roomkeeper::acs {

// Parsing and writing the bodies of Identity. Pure functions. Errors: kind BadAnswer; no message
// repeats a token.
[[nodiscard]] Result<CreatedUser> readCreatedUser(QByteArrayView body);
[[nodiscard]] Result<AccessToken> readAccessToken(QByteArrayView body);
/// `{}` if no token is requested.
QByteArray writeUserCreation(const TokenRequest &token);
QByteArray writeTokenRequest(const TokenRequest &token);

} // namespace roomkeeper::acs
