#include "support/scriptedproxy.h"

#include <QNetworkProxy>
#include <QTcpSocket>

ScriptedProxy::ScriptedProxy(const QByteArray &user, const QByteArray &password)
    : m_wanted("Basic " + (user + ':' + password).toBase64())
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on loopback");
}

QString ScriptedProxy::name() const
{
    return QStringLiteral("127.0.0.1:%1").arg(serverPort());
}

void ScriptedProxy::read(QTcpSocket *socket)
{
    if (!socket->peek(64 * 1024).contains("\r\n\r\n"))
        return;
    const QByteArrayList lines = socket->readAll().split('\n');
    m_asked.append(lines.first().trimmed());
    QByteArray offered;
    for (const QByteArray &line : lines) {
        if (line.toLower().startsWith("proxy-authorization:"))
            offered = line.sliced(line.indexOf(':') + 1).trimmed();
    }
    if (!offered.isEmpty() && !m_offered.contains(offered))
        m_offered.append(offered);
    if (!m_isOpen && offered != m_wanted) {
        ++m_turnedAway;
        socket->write("HTTP/1.1 407 Proxy Authentication Required\r\n"
                      "Proxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n");
        return;
    }
    const QByteArrayList words = lines.first().split(' ');
    if (words.first() == "CONNECT") {
        tunnel(socket, words.value(1));
        return;
    }
    socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                  "Content-Length: 2\r\n\r\n{}");
}

void ScriptedProxy::tunnel(QTcpSocket *socket, const QByteArray &target)
{
    auto *service = new QTcpSocket(socket);
    service->setProxy(QNetworkProxy::NoProxy);
    socket->disconnect(this);
    connect(service, &QTcpSocket::connected, socket,
            [socket] { socket->write("HTTP/1.1 200 Connection established\r\n\r\n"); });
    connect(service, &QTcpSocket::readyRead, socket,
            [socket, service] { socket->write(service->readAll()); });
    connect(socket, &QTcpSocket::readyRead, service,
            [socket, service] { service->write(socket->readAll()); });
    connect(service, &QTcpSocket::disconnected, socket, &QTcpSocket::disconnectFromHost);
    const qsizetype colon = target.lastIndexOf(':');
    service->connectToHost(QString::fromLatin1(target.first(colon)),
                           target.sliced(colon + 1).toUShort());
}
