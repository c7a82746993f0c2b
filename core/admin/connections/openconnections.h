#pragma once

#include "acs/proxy/proxycredentials.h"
#include "admin/connections/connection.h"

#include <QHash>
#include <QList>

#include <memory>

namespace roomkeeper::admin {

/// Creates connections, and knows the open ones of saved profiles to give them a new access key.
/// The connections must be destroyed before this. Main thread.
class OpenConnections
{
public:
    /// Both outlive this.
    OpenConnections(const Clock &clock, RandomSource &random);
    Q_DISABLE_COPY_MOVE(OpenConnections)

    /// Passwords of proxies, shared by all connections.
    acs::ProxyCredentials &proxyCredentials() { return m_proxyCredentials; }

    /// Creates a connection; the profile's endpoint becomes `endpoint`. Error: kind File if the
    /// certificate authorities of the profile can't be read.
    [[nodiscard]] Result<std::shared_ptr<Connection>>
    create(store::Profile profile, acs::Endpoint endpoint, acs::Credentials credentials);
    /// Remembers, without keeping it alive, that a connection of a saved profile is open.
    void add(const QUuid &profile, const std::shared_ptr<Connection> &connection);

    enum class Recipients {
        All,
        Waiting, ///< whose key was rejected; requests wait for another one
    };
    /// Gives the key of `secret` to the open connections of a profile, except to those that were
    /// opened when it had another endpoint.
    void replaceKey(const QUuid &profile, const acs::ConnectionString &secret,
                    Recipients recipients);

private:
    const Clock &m_clock;
    RandomSource &m_random;
    acs::ProxyCredentials m_proxyCredentials;
    QHash<QUuid, QList<std::weak_ptr<Connection>>> m_open;
};

} // namespace roomkeeper::admin
