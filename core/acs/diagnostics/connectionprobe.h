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

/// One connection to a service, made for looking at it only: first TCP, then TLS. Sends nothing of
/// its own; its connection ends with it. It knows no time limit.
class ConnectionProbe : public QObject
{
    Q_OBJECT

public:
    /// `credentials`, which may be null, outlive this.
    ConnectionProbe(Endpoint endpoint, const QList<QSslCertificate> &authorities,
                    ProxyCredentials *credentials);
    ~ConnectionProbe() override; // without a signal
    Q_DISABLE_COPY_MOVE(ConnectionProbe)

    /// To all of these at once, of which the first that answers is kept: one address that leads
    /// nowhere hides no other. Ends with connected() or connectFailed().
    void connectTo(const QList<QHostAddress> &addresses);
    /// To the service by its name. Ends as connectTo(), or with proxyAsks().
    void connectThrough(const QNetworkProxy &proxy);
    /// Once it is connected. Ends with secured() or tlsFailed().
    void secure();

signals:
    /// `peer`: the address that answered, with the port.
    void connected(const QString &peer);
    /// `words` are Qt's.
    void connectFailed(QAbstractSocket::SocketError error, const QString &words);
    /// The proxy wants a password that is not known; what was known is forgotten.
    void proxyAsks();
    void secured(const roomkeeper::acs::TlsFacts &facts);
    void tlsFailed(const QList<QSslError> &errors, const QString &words);

private:
    QSslSocket *newSocket();
    void keep(QSslSocket *socket);
    void failed(QSslSocket *socket);
    bool wasProxyRefusal(QAbstractSocket::SocketError error);

    const Endpoint m_endpoint;
    const QSslConfiguration m_tls;
    ProxyCredentials *const m_credentials;
    QNetworkProxy m_proxy = QNetworkProxy::NoProxy;
    int m_offered = 0; ///< which credentials the proxy was given; 0: none
    QList<QSslSocket *> m_sockets; ///< of which one is kept
    QList<QSslError> m_errors;
    bool m_isSecuring = false;
};

} // namespace roomkeeper::acs
