#include "support/tlsserver.h"

#include <QTcpSocket>

TlsServer::TlsServer(const TestIdentity &identity)
{
    setSslConfiguration(identity.serverConfiguration());
    connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection())
            serve(socket);
    });
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on loopback");
}

QString TlsServer::endpoint() const
{
    return QStringLiteral("https://127.0.0.1:%1").arg(serverPort());
}

void TlsServer::serve(QTcpSocket *socket)
{
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    const auto answer = [this, socket] {
        if (!socket->peek(64 * 1024).contains("\r\n\r\n"))
            return;
        m_requests.append(socket->readAll());
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                      "Content-Length: 2\r\n\r\n{}");
    };
    connect(socket, &QTcpSocket::readyRead, this, answer);
    answer(); // all of it may have arrived already
}
