#pragma once

#include <QString>

#include <cstddef>

class QAuthenticator;
class QNetworkProxy;

namespace roomkeeper::acs {

class ProxyCredentials;

/// What a transport knows of the proxy that asks it for a password. Part of it.
class ProxyAuthState
{
public:
    /// `connections`: how many Qt opens at once.
    explicit ProxyAuthState(size_t connections)
        : m_connections(connections)
    {
    }

    /// They outlive this. Without, a proxy's question stays without answer.
    void setCredentials(ProxyCredentials &credentials) { m_credentials = &credentials; }

    /// Whether a proxy has asked, and somebody can be asked.
    bool isKnown() const { return m_credentials != nullptr && !m_proxy.isEmpty(); }
    /// "host:port" of the one that asked last; empty where none has.
    const QString &proxy() const { return m_proxy; }
    /// Which of its credentials are known; 0: none.
    int version() const;
    /// Whether they were never taken yet: then one request at a time, six could lock somebody out.
    bool isTrial() const { return version() != 0 && version() != m_provenVersion; }

    /// Answers Qt, which asks for each connection, and again after a refusal, without telling which
    /// of them it is. So a password that was never taken is offered once, and another as often as
    /// there are connections; then it has been refused.
    void answer(const QNetworkProxy &proxy, QAuthenticator &authenticator);
    /// A request came through.
    void passed();
    /// The proxy refused credentials of that version (0: asked where there were none).
    void refused(int version);
    /// Has somebody asked, who may answer at once.
    void want();

private:
    const size_t m_connections;
    ProxyCredentials *m_credentials = nullptr;
    QString m_proxy;
    int m_offeredVersion = 0;
    size_t m_offers = 0; ///< of that version since the proxy last let something through
    int m_provenVersion = 0; ///< with which it did
};

} // namespace roomkeeper::acs
