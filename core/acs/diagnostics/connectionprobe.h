#pragma once

#include "acs/auth/connectionstring.h"
#include "acs/diagnostics/diagnosticresults.h"

#include <QHostAddress>
#include <QList>
#include <QNetworkProxy>
#include <QObject>
#include <QSslConfiguration>
#include <QSslSocket>

namespace roomkeeper::acs {

class ProxyCredentials;

/// Opens one connection to a service for a test: first TCP, then TLS. Sends no request, has no time
/// limit, and closes the connection when destroyed.
class ConnectionProbe : public QObject
{
    Q_OBJECT

public:
    /// `credentials` may be null, and must outlive this.
    ConnectionProbe(Endpoint endpoint, const QList<QSslCertificate> &authorities,
                    ProxyCredentials *credentials);
    ~ConnectionProbe() override; // without a signal
    Q_DISABLE_COPY_MOVE(ConnectionProbe)

    /// Connects to all of these addresses at once and keeps the first that accepts, so that an
    /// unreachable address does not hide a reachable one. Ends with connected() or connectFailed().
    void connectTo(const QList<QHostAddress> &addresses);
    /// Connects to the service by name. Ends like connectTo(), or with proxyAsks().
    void connectThrough(const QNetworkProxy &proxy);
    /// Starts TLS, after connected(). Ends with secured() or tlsFailed().
    void secure();

signals:
    /// `peer`: the address that accepted, with the port.
    void connected(const QString &peer);
    /// `words`: the message of Qt.
    void connectFailed(QAbstractSocket::SocketError error, const QString &words);
    /// The proxy requires a password that is not known. A known one that it rejected has been
    /// discarded.
    void proxyAsks();
    void secured(const roomkeeper::acs::TlsFacts &facts);
    void tlsFailed(const QList<QSslError> &errors, const QString &words);

private:
    QSslSocket *newSocket();
    void keep(QSslSocket *socket);
    void failed(QSslSocket *socket);
    bool wasProxyRejection(QAbstractSocket::SocketError error);

    const Endpoint m_endpoint;
    const QSslConfiguration m_tls;
    ProxyCredentials *const m_credentials;
    QNetworkProxy m_proxy = QNetworkProxy::NoProxy;
    int m_offered = 0; ///< version of the credentials that the proxy was given; 0: none
    QList<QSslSocket *> m_sockets; ///< one of which is kept
    QList<QSslError> m_errors;
    bool m_isSecuring = false;
};

} // namespace roomkeeper::acs
