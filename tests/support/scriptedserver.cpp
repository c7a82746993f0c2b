#include "support/scriptedserver.h"

#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

ScriptedServer::ScriptedServer(const QSslConfiguration &tls, QObject *parent)
    : QTcpServer(parent)
    , m_tls(tls)
{
    m_elapsed.start();
    connect(this, &QTcpServer::newConnection, this, &ScriptedServer::accept);
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on loopback");
}

void ScriptedServer::enqueue(const QByteArray &bytes, Then then)
{
    enqueueFor({}, bytes, then);
}

void ScriptedServer::enqueueFor(const QByteArray &begin, const QByteArray &bytes, Then then)
{
    m_scripts[begin].append({bytes, then});
}

void ScriptedServer::answerLate(qsizetype request, const QByteArray &bytes)
{
    for (auto peer = m_peers.cbegin(); peer != m_peers.cend(); ++peer) {
        if (peer->number == m_requests.at(request).connection)
            reply(peer.key(), {.bytes = bytes});
    }
}

void ScriptedServer::hangUp(Then how)
{
    for (QTcpSocket *socket : m_peers.keys())
        reply(socket, {.bytes = {}, .then = how});
}

QString ScriptedServer::endpoint() const
{
    return u"%1://127.0.0.1:%2"_s.arg(m_tls.isNull() ? u"http"_s : u"https"_s).arg(serverPort());
}

QByteArray ScriptedServer::answer(int status, const QByteArray &body,
                                  const QByteArray &extraHeaders, const QByteArray &contentType)
{
    QByteArray result = "HTTP/1.1 " + QByteArray::number(status) + " Some Words\r\n";
    if (!body.isEmpty())
        result += "Content-Type: " + contentType + "\r\n";
    if (status != 204)
        result += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return result + extraHeaders + "\r\n" + body;
}

void ScriptedServer::incomingConnection(qintptr descriptor)
{
    if (m_tls.isNull()) {
        QTcpServer::incomingConnection(descriptor);
        return;
    }
    auto *socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    // Otherwise the end of the handshake waits for acknowledgements, 40 ms each.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSslConfiguration(m_tls);
    socket->startServerEncryption();
    addPendingConnection(socket);
}

void ScriptedServer::accept()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        m_peers.insert(socket, {.received = {}, .number = ++m_connections});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_peers.remove(socket);
            socket->deleteLater();
        });
    }
}

void ScriptedServer::read(QTcpSocket *socket)
{
    Peer &peer = m_peers[socket];
    peer.received += socket->readAll();
    const qsizetype headEnd = peer.received.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;

    SeenRequest request;
    request.connection = peer.number;
    QList<QByteArray> lines = peer.received.first(headEnd).split('\n');
    const QList<QByteArray> start = lines.takeFirst().trimmed().split(' ');
    request.method = start.value(0);
    request.target = start.value(1);
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length", "0").toLongLong();
    if (peer.received.size() < headEnd + 4 + length)
        return;
    request.body = peer.received.sliced(headEnd + 4, length);
    peer.received.remove(0, headEnd + 4 + length);
    request.at = m_elapsed.elapsed();
    m_requests.append(request);

    reply(socket, nextStep(request));
}

ScriptedServer::Step ScriptedServer::nextStep(const SeenRequest &request)
{
    const QByteArray line = request.method + ' ' + request.target;
    QList<Step> *script = nullptr;
    for (auto each = m_scripts.begin(); each != m_scripts.end(); ++each) {
        if (line.startsWith(each.key())) // the longest is the last in the map's order
            script = &each.value();
    }
    if (script == nullptr)
        return {};
    return script->size() > 1 ? script->takeFirst() : script->value(0);
}

void ScriptedServer::reply(QTcpSocket *socket, const Step &step)
{
    socket->write(step.bytes);
    socket->flush();
    switch (step.then) {
    case Then::KeepOpen:
        break;
    case Then::Close:
        socket->disconnectFromHost();
        break;
    case Then::Break:
        shutdown(static_cast<int>(socket->socketDescriptor()), SHUT_WR);
        break;
    case Then::Reset: {
        const linger hard{.l_onoff = 1, .l_linger = 0};
        setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard,
                   sizeof hard);
        socket->abort();
        break;
    }
    case Then::Trickle: {
        auto *drip = new QTimer(socket);
        connect(drip, &QTimer::timeout, socket, [socket] { socket->write("a"); });
        drip->start(5);
        break;
    }
    }
}
