#pragma once

#include <QString>

#include <cstddef>

class QAuthenticator;
class QNetworkProxy;

namespace roomkeeper::acs {

class ProxyCredentials;

/// What a transport knows about a proxy that requires a password. Owned by the transport.
class ProxyAuthState
{
public:
    /// `connections`: how many connections Qt opens at once.
    explicit ProxyAuthState(size_t connections)
        : m_connections(connections)
    {
    }

    /// The credentials must outlive this. Without them, the proxy gets no password.
    void setCredentials(ProxyCredentials &credentials) { m_credentials = &credentials; }

    /// Whether a proxy has required a password, and there are credentials to look in.
    bool isKnown() const { return m_credentials != nullptr && !m_proxy.isEmpty(); }
    /// "host:port" of the proxy that last required a password; empty if none has.
    const QString &proxy() const { return m_proxy; }
    /// Version of the known credentials for that proxy; 0: none.
    int version() const;
    /// Whether the credentials have not been accepted yet. Then only one request is sent at a time:
    /// six failed attempts could lock the account.
    bool isTrial() const { return version() != 0 && version() != m_provenVersion; }

    /// Answers Qt, which asks for each connection, and again after a rejection, without saying
    /// which of the two it is. So a password that was never accepted is offered once, and an
    /// accepted one as often as there are connections; after that it counts as rejected.
    void answer(const QNetworkProxy &proxy, QAuthenticator &authenticator);
    /// A request got through the proxy.
    void passed();
    /// The proxy rejected the credentials of that version (0: it required some where there were
    /// none).
    void rejected(int version);
    /// Asks the user for credentials; the answer may come before this returns.
    void request();

private:
    const size_t m_connections;
    ProxyCredentials *m_credentials = nullptr;
    QString m_proxy;
    int m_offeredVersion = 0;
    size_t m_offers = 0; ///< with m_offeredVersion, since the proxy last let a request through
    int m_provenVersion = 0; ///< the version that the proxy accepted
};

} // namespace roomkeeper::acs
