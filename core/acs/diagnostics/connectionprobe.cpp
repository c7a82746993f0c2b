#include "acs/diagnostics/connectionprobe.h"

#include "acs/http/certificates.h"
#include "acs/proxy/proxycredentials.h"

#include <QAuthenticator>
#include <QSslCipher>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return u"TLS 1.2"_s;
    case QSsl::TlsV1_3:
        return u"TLS 1.3"_s;
    default:
        return u"TLS"_s;
    }
}

/// Qt's message, for the middle of a sentence.
QString wordsOf(const QAbstractSocket &socket)
{
    QString words = socket.errorString();
    while (words.endsWith(u'.'))
        words.chop(1);
    return words;
}

} // namespace

ConnectionProbe::ConnectionProbe(Endpoint endpoint, const QList<QSslCertificate> &authorities,
                                 ProxyCredentials *credentials)
    : m_endpoint(std::move(endpoint))
    , m_tls(tlsTrusting(authorities))
    , m_credentials(credentials)
{
}

ConnectionProbe::~ConnectionProbe()
{
    for (QSslSocket *socket : m_sockets) {
        socket->disconnect(this);
        socket->abort();
    }
}

void ConnectionProbe::connectTo(const QList<QHostAddress> &addresses)
{
    for (qsizetype made = 0; made < addresses.size(); ++made)
        m_sockets.append(newSocket());
    const QList<QSslSocket *> all = m_sockets; // one may fail at once
    for (qsizetype i = 0; i < addresses.size(); ++i)
        all.at(i)->connectToHost(addresses.at(i), m_endpoint.port());
}

void ConnectionProbe::connectThrough(const QNetworkProxy &proxy)
{
    m_proxy = proxy;
    QSslSocket *socket = newSocket();
    connect(socket, &QSslSocket::proxyAuthenticationRequired, this,
            [this](const QNetworkProxy &asking, QAuthenticator *authenticator) {
                const QString name = ProxyCredentials::nameOf(asking);
                // Only once: rejected credentials are not offered again.
                if (m_credentials == nullptr || m_offered != 0)
                    return;
                m_offered = m_credentials->version(name);
                m_credentials->fillIn(name, *authenticator);
            });
    m_sockets.append(socket);
    socket->connectToHost(m_endpoint.host(), m_endpoint.port());
}

QSslSocket *ConnectionProbe::newSocket()
{
    auto *socket = new QSslSocket(this);
    socket->setProxy(m_proxy);
    socket->setSslConfiguration(m_tls);
    socket->setPeerVerifyName(m_endpoint.host()); // also when connecting to an address
    connect(socket, &QSslSocket::connected, this, [this, socket] { keep(socket); });
    connect(socket, &QSslSocket::errorOccurred, this, [this, socket] { failed(socket); });
    return socket;
}

void ConnectionProbe::keep(QSslSocket *socket)
{
    for (QSslSocket *other : std::as_const(m_sockets)) {
        if (other == socket)
            continue;
        other->disconnect(this);
        other->abort();
        other->deleteLater();
    }
    m_sockets = {socket};
    const QString host = m_proxy.type() == QNetworkProxy::NoProxy ? socket->peerAddress().toString()
                                                                  : m_endpoint.host();
    emit connected(tr("%1, port %2").arg(host).arg(m_endpoint.port()));
}

void ConnectionProbe::failed(QSslSocket *socket)
{
    socket->disconnect(this);
    socket->deleteLater();
    m_sockets.removeOne(socket);
    if (!m_sockets.isEmpty()) // another address may succeed
        return;
    if (m_isSecuring)
        emit tlsFailed(m_errors, m_errors.isEmpty() ? wordsOf(*socket) : QString());
    else if (wasProxyRejection(socket->error()))
        emit proxyAsks();
    else
        emit connectFailed(socket->error(), wordsOf(*socket));
}

bool ConnectionProbe::wasProxyRejection(QAbstractSocket::SocketError error)
{
    if (error != QAbstractSocket::ProxyAuthenticationRequiredError || m_credentials == nullptr)
        return false;
    if (m_offered != 0)
        m_credentials->rejected(ProxyCredentials::nameOf(m_proxy), m_offered);
    return true;
}

void ConnectionProbe::secure()
{
    QSslSocket *socket = m_sockets.first();
    m_isSecuring = true;
    connect(socket, &QSslSocket::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_errors = errors; });
    connect(socket, &QSslSocket::encrypted, this, [this, socket] {
        emit secured({.protocol = protocolName(socket->sessionProtocol()),
                      .cipher = socket->sessionCipher().name(),
                      .certificate = socket->peerCertificate()});
    });
    socket->startClientEncryption();
}

} // namespace roomkeeper::acs
