#include "admin/connections/openconnections.h"

#include "acs/http/certificates.h"

namespace roomkeeper::admin {

OpenConnections::OpenConnections(const Clock &clock, RandomSource &random)
    : m_clock(clock)
    , m_random(random)
{
}

Result<std::shared_ptr<Connection>> OpenConnections::create(store::Profile profile,
                                                            acs::Endpoint endpoint,
                                                            acs::Credentials credentials)
{
    acs::TransportOptions options;
    if (!profile.authorityFile.isEmpty()) {
        auto authorities = acs::readCertificates(profile.authorityFile);
        if (!authorities)
            return failure(std::move(authorities).error());
        options.authorities = *std::move(authorities);
    }
    profile.endpoint = endpoint.url.toString();
    auto connection =
        std::make_shared<Connection>(std::move(profile), std::move(endpoint),
                                     std::move(credentials), m_clock, m_random, std::move(options));
    connection->useProxyCredentials(m_proxyCredentials);
    return connection;
}

void OpenConnections::add(const QUuid &profile, const std::shared_ptr<Connection> &connection)
{
    QList<std::weak_ptr<Connection>> &open = m_open[profile];
    open.removeIf([](const std::weak_ptr<Connection> &each) { return each.expired(); });
    open.append(connection);
}

void OpenConnections::replaceKey(const QUuid &profile, const acs::ConnectionString &secret,
                                 Recipients recipients)
{
    for (const auto &each : m_open.value(profile)) {
        const auto connection = each.lock();
        if (connection && !connection->usesTokens()
            && connection->profile().endpoint == secret.endpoint.url.toString()
            && (recipients == Recipients::All || connection->waitsForKey()))
            connection->replaceKey(secret.accessKey.clone());
    }
}

} // namespace roomkeeper::admin
