#pragma once

#include "acs/auth/connectionstring.h"
#include "store/profiles/profile.h"

#include <QByteArray>

namespace roomkeeper::admin {

// Reading a profile's secret, which is a connection string as UTF-8. Pure functions; temporary
// copies of the secret are zeroed, and no error message repeats it.

/// Whether requests carry access tokens of the Azure CLI. Such a profile has no secret.
bool usesTokens(const store::Profile &profile);

/// Whether the profile has a secret and says that it is in the keychain.
bool keepsInKeychain(const store::Profile &profile);

/// Error: kind Invalid if this is no connection string.
[[nodiscard]] Result<acs::ConnectionString> parseSecret(const QByteArray &secret);

/// The endpoint of the secret or, if the profile uses tokens, the profile's own endpoint, which
/// must then be Azure Communication Services or this computer. Error: kind Invalid.
[[nodiscard]] Result<acs::Endpoint> endpointOf(const store::Profile &profile,
                                               const QByteArray &secret);

/// Like parseSecret(), for the resource of the profile. Error: kind Invalid, also if the connection
/// string belongs to another resource or the profile uses tokens.
[[nodiscard]] Result<acs::ConnectionString> parseSecretOf(const store::Profile &profile,
                                                          const QByteArray &secret);

} // namespace roomkeeper::admin
