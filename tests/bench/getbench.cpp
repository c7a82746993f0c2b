#include "getbench.h"

#include "acs/auth/requestsigner.h"
#include "acs/rooms/roomsclient.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTcpSocket>

#include <cmath>
#include <cstdio>
#include <memory>
#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

namespace {

/// The IDs on the first page of the list.
QStringList someRooms(Transport &transport)
{
    const RoomsClient client(transport, defaultApiVersion);
    QObject context;
    QStringList ids;
    Call<ListEnd> listing;
    listing = client.listRooms(&context, [&](const RoomPage &page) {
        for (const Room &room : page.items)
            ids.append(room.id);
        listing.cancel();
    });
    listing.then(&context, [](const Result<ListEnd> &) { QCoreApplication::quit(); });
    QCoreApplication::exec();
    return ids;
}

/// One persistent connection.
class Lane : public QObject
{
public:
    Lane(BenchTarget &target, const QStringList &ids, int &left)
        : m_target(target)
        , m_ids(ids)
        , m_left(left)
    {
        connect(&m_socket, &QTcpSocket::connected, this, &Lane::ask);
        connect(&m_socket, &QTcpSocket::readyRead, this, &Lane::read);
        connect(&m_socket, &QTcpSocket::errorOccurred, this, [] { QCoreApplication::exit(1); });
        const QUrl url = target.transport.endpoint().url;
        m_socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    }

private:
    void ask()
    {
        const QByteArray path =
            "/rooms/" + m_ids.at(m_left % m_ids.size()).toLatin1() + "?api-version=2025-03-13";
        const QByteArray host = m_target.transport.endpoint().hostHeader();
        const Signature signature =
            signRequest(m_target.key, "GET", path, host, {}, m_target.clock.now());
        m_socket.write("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nx-ms-date: "
                       + signature.date + "\r\nx-ms-content-sha256: " + signature.contentSha256
                       + "\r\nAuthorization: " + signature.authorization + "\r\n\r\n");
    }

    void read()
    {
        m_answer += m_socket.readAll();
        const qsizetype end = m_answer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const qsizetype at = m_answer.indexOf("Content-Length: ") + 16;
        const qsizetype length = m_answer.mid(at, m_answer.indexOf('\r', at) - at).toLongLong();
        if (m_answer.size() < end + 4 + length)
            return;
        if (!m_answer.startsWith("HTTP/1.1 200 "))
            return QCoreApplication::exit(1);
        m_answer.clear();
        if (--m_left >= 0)
            ask();
        else
            QCoreApplication::quit();
    }

    BenchTarget &m_target;
    const QStringList &m_ids;
    int &m_left; ///< requests still to be sent, in all lanes
    QTcpSocket m_socket;
    QByteArray m_answer;
};

} // namespace

int benchGet(BenchTarget &target, int count, int connections)
{
    const QStringList ids = someRooms(target.transport);
    if (ids.isEmpty()) {
        std::fputs("roomkeeper-bench: there is no room to read\n", stderr);
        return 1;
    }
    int left = count;
    QElapsedTimer timer;
    timer.start();
    std::vector<std::unique_ptr<Lane>> lanes;
    for (int i = 0; i < connections; ++i)
        lanes.push_back(std::make_unique<Lane>(target, ids, left));
    if (QCoreApplication::exec() != 0) {
        std::fputs("roomkeeper-bench: a request failed\n", stderr);
        return 1;
    }
    const double took = seconds(timer.nsecsElapsed());
    print(
        {{u"requests"_s, count}, {u"seconds"_s, took}, {u"perSecond"_s, std::round(count / took)}});
    return 0;
}
