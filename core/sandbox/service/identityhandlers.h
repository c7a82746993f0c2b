#pragma once

#include "base/random.h"
#include "sandbox/service/context.h"
#include "sandbox/service/servicesettings.h"
#include "sandbox/service/store.h"

namespace roomkeeper::sandbox {

/// A raw ID for a new user: `8:acs:<resource GUID>_<8 hex>-<4>-<4>-<4>-<12>`.
QByteArray newRawId(const QByteArray &resourceId, RandomSource &random);

/// The operations on users and their access tokens.
class IdentityHandlers
{
public:
    IdentityHandlers(Store &store, RandomSource &random, const ServiceSettings &settings);

    [[nodiscard]] Outcome<Response> create(const Context &context);
    [[nodiscard]] Outcome<Response> remove(const Context &context);
    [[nodiscard]] Outcome<Response> issueToken(const Context &context);
    [[nodiscard]] Outcome<Response> revokeTokens(const Context &context);

private:
    /// Whether the user in the path belongs to another resource.
    bool isForeign(const Context &context) const;
    /// The number of the user in the path. Rejects IDs that were not created here, and deleted
    /// ones, with 404.
    [[nodiscard]] Outcome<quint32> existingUser(const Context &context) const;

    Store &m_store;
    RandomSource &m_random;
    const ServiceSettings &m_settings;
};

} // namespace roomkeeper::sandbox
