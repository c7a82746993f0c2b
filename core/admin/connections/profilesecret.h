#pragma once

#include "acs/auth/connectionstring.h"
#include "store/profiles/profile.h"

#include <QByteArray>

namespace roomkeeper::admin {

// What a profile and its secret, the connection string, say of each other; pure functions.

/// Whether requests bear tokens: then there is no secret.
bool usesTokens(const store::Profile &profile);

/// Whether there is a secret, and the profile says that the keychain has it.
bool keepsInKeychain(const store::Profile &profile);

/// Reads a connection string and wipes the copies made on the way. Error: kind Invalid.
[[nodiscard]] Result<acs::ConnectionString> parseSecret(const QByteArray &secret);

/// The endpoint of the secret; the profile's own where it uses tokens, which go to the service and
/// to this computer only. Error: kind Invalid.
[[nodiscard]] Result<acs::Endpoint> endpointOf(const store::Profile &profile,
                                               const QByteArray &secret);

/// Reads a connection string of the profile's resource, and of a profile that has one. Error: kind
/// Invalid.
[[nodiscard]] Result<acs::ConnectionString> parseSecretOf(const store::Profile &profile,
                                                          const QByteArray &secret);

} // namespace roomkeeper::admin
