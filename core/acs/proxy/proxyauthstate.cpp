#include "acs/proxy/proxyauthstate.h"

#include "acs/proxy/proxycredentials.h"

#include <QAuthenticator>
#include <QNetworkProxy>

namespace roomkeeper::acs {

int ProxyAuthState::version() const
{
    return m_credentials == nullptr ? 0 : m_credentials->version(m_proxy);
}

void ProxyAuthState::answer(const QNetworkProxy &proxy, QAuthenticator &authenticator)
{
    m_proxy = ProxyCredentials::nameOf(proxy);
    if (m_offeredVersion != version()) {
        m_offeredVersion = version();
        m_offers = 0;
    }
    const size_t most = isTrial() ? 1 : 2 * m_connections;
    if (version() == 0 || m_offers >= most)
        return;
    ++m_offers;
    m_credentials->fillIn(m_proxy, authenticator);
}

void ProxyAuthState::passed()
{
    if (m_offers == 0)
        return;
    m_provenVersion = m_offeredVersion;
    m_offers = 0;
}

void ProxyAuthState::rejected(int version)
{
    m_credentials->rejected(m_proxy, version);
}

void ProxyAuthState::request()
{
    m_credentials->request(m_proxy);
}

} // namespace roomkeeper::acs
