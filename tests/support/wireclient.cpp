#include "support/wireclient.h"

#include "sandbox/http/servedaddresses.h"

#include <QSslConfiguration>

#include <utility>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

WireClient::WireClient(quint16 port, const QByteArray &certificate, const QHostAddress &host)
    : m_host(hostInUrls(host).toLatin1() + ':' + QByteArray::number(port))
{
    if (!certificate.isEmpty()) {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates({QSslCertificate(certificate)});
        m_socket.setSslConfiguration(configuration);
        m_socket.connectToHostEncrypted(host.toString(), port);
        m_socket.waitForEncrypted(patience);
        return;
    }
    m_socket.connectToHost(host, port);
    m_socket.waitForConnected(patience);
}

QByteArray WireClient::requestText(const QByteArray &method, const QByteArray &path,
                                   const QByteArray &body) const
{
    TestService signing;
    signing.now = acs::Timestamp::fromUtc(QDateTime::currentDateTimeUtc());
    QByteArray target = path;
    if (!path.contains("api-version=")) {
        target += path.contains('?') ? "&api-version=" : "?api-version=";
        target += path.startsWith("/identities") ? "2023-10-01" : "2025-03-13";
    }
    Request request = TestService::plain(method, target, body);
    setHeader(request, "Host", m_host);
    signing.sign(request);
    QByteArray text = method + ' ' + request.target + " HTTP/1.1\r\n";
    for (const Header &header : request.headers)
        text += header.name + ": " + header.value + "\r\n";
    return text + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray WireClient::plainText(const QByteArray &method, const QByteArray &target,
                                 const QByteArray &body, const QByteArray &contentType) const
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: " + m_host
           + "\r\nContent-Type: " + contentType
           + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

Response WireClient::send(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    write(requestText(method, path, body));
    return readAnswer();
}

Response WireClient::readAnswer()
{
    Response response{.status = 0};
    if (!readUntil([this] { return m_read.contains("\r\n\r\n"); }))
        return response;
    const qsizetype end = m_read.indexOf("\r\n\r\n");
    QByteArrayList lines = m_read.first(end).replace("\r\n", "\n").split('\n');
    m_read.remove(0, end + 4);
    const int status = lines.takeFirst().split(' ').value(1).toInt();
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        response.headers.append({line.first(colon), line.sliced(colon + 1).trimmed()});
    }
    const qsizetype size = response.header("Content-Length").toLongLong();
    if (!readUntil([&] { return m_read.size() >= size; }))
        return response;
    response.status = status;
    response.body = m_read.first(size);
    m_read.remove(0, size);
    return response;
}

QByteArray WireClient::readToEnd()
{
    readUntil([] { return false; });
    return std::exchange(m_read, {});
}

bool WireClient::isClosedByServer()
{
    return m_socket.state() != QAbstractSocket::ConnectedState
           || m_socket.waitForDisconnected(patience);
}

template <class Done>
bool WireClient::readUntil(Done done)
{
    while (!done()) {
        if (!m_socket.bytesAvailable() && !m_socket.waitForReadyRead(patience))
            return false;
        m_read += m_socket.readAll();
    }
    return true;
}

} // namespace roomkeeper::sandbox
