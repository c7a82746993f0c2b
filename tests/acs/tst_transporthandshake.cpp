#include "support/fixture.h"
#include "support/testmain.h"
#include "support/transporttest.h"

#include <QCoreApplication>
#include <QTcpSocket>

#include <sys/socket.h>

#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum class How { Silent, Closes, Resets, ClosesBefore };

/// Accepts connections and never completes a handshake: everything it receives is the client's part
/// of that.
class NoHandshake : public QTcpServer
{
public:
    explicit NoHandshake(How how)
    {
        connect(this, &QTcpServer::newConnection, this, [this, how] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                ++m_connections;
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                if (how == How::ClosesBefore)
                    socket->disconnectFromHost();
                else
                    connect(socket, &QTcpSocket::readyRead, this,
                            [this, socket, how] { read(socket, how); });
            }
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port on loopback");
    }

    QString endpoint() const { return u"https://127.0.0.1:%1"_s.arg(serverPort()); }
    int connections() const { return m_connections; }
    const QByteArray &heard() const { return m_heard; }

private:
    void read(QTcpSocket *socket, How how)
    {
        m_heard += socket->readAll();
        if (how == How::Closes) {
            socket->disconnectFromHost();
        } else if (how == How::Resets) {
            const linger hard{.l_onoff = 1, .l_linger = 0};
            setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard,
                       sizeof hard);
            socket->abort();
        }
    }

    QByteArray m_heard;
    int m_connections = 0;
};

/// One request to such a server.
struct Meeting
{
    NoHandshake server;
    Bench bench;
    const Request request;
    Ending ending;

    Meeting(How how, const TransportOptions &options, const Request &asked)
        : server(how)
        , bench(options, server.endpoint())
        , request(asked)
        , ending(bench.send(request))
    {
    }
};

} // namespace

/// Connections that end before TLS is established: no request can have reached the service, so no
/// outcome is unknown.
class TestTransportHandshake : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void ends_data()
    {
        QTest::addColumn<How>("how");
        QTest::newRow("the other side closes") << How::Closes;
        QTest::newRow("the other side resets") << How::Resets;
        QTest::newRow("the other side closes before it begins") << How::ClosesBefore;
    }

    void ends()
    {
        QFETCH(How, how);
        for (const Request &request : {getRooms, createRoom, patchRoom, deleteRoom, newUser}) {
            const Meeting meeting(how, {.firstDelay = atOnce}, request);
            const Error error = meeting.ending.error();
            const bool isOnce = request.delivery == Delivery::AtMostOnce;
            QCOMPARE(error.kind, ErrorKind::Network);
            QVERIFY2(error.message.contains(u"connection was closed"_s), qPrintable(error.message));
            QCOMPARE(error.attempts, isOnce ? 1 : 4);
            QVERIFY(meeting.server.connections() >= error.attempts);
            QVERIFY(meeting.server.connections() <= error.attempts * 4); // Qt retries as well
            QVERIFY(!meeting.server.heard().contains("HTTP/1.1"));
        }
    }

    /// All at the same time, because each waits for its time-outs.
    void timesOut()
    {
        const TransportOptions options{
            .attemptTimeout = 1s, .maxAttempts = 2, .firstDelay = atOnce};
        std::vector<std::unique_ptr<Meeting>> meetings;
        for (const Request &request : {getRooms, createRoom, patchRoom, deleteRoom, newUser})
            meetings.push_back(std::make_unique<Meeting>(How::Silent, options, request));
        for (const auto &meeting : meetings) {
            const bool isOnce = meeting->request.delivery == Delivery::AtMostOnce;
            const Error error = meeting->ending.error();
            QCOMPARE(error.kind, ErrorKind::Timeout);
            QCOMPARE(error.attempts, isOnce ? 1 : 2);
            QCOMPARE(meeting->server.connections(), error.attempts); // each time a new one
            QVERIFY(!meeting->server.heard().contains("HTTP/1.1"));
        }
    }

    /// Qt would let it wait for the handshake that never ends.
    void theNextRequestHasANewConnection()
    {
        const Meeting meeting(How::Silent, {.attemptTimeout = 1s, .maxAttempts = 1}, getRooms);
        QCOMPARE(meeting.ending.error().kind, ErrorKind::Timeout);
        const Ending next(meeting.bench.send(getRooms));
        QTRY_COMPARE(meeting.server.connections(), 2);
        next.cancel();
        QCOMPARE(next.error().kind, ErrorKind::Cancelled);
    }

    void cancelled()
    {
        for (const Request &request : {getRooms, createRoom, patchRoom, deleteRoom, newUser}) {
            const Meeting meeting(How::Silent, waiting, request);
            QTRY_VERIFY(!meeting.server.heard().isEmpty());
            QVERIFY(meeting.server.heard().startsWith('\x16')); // the client's hello
            meeting.ending.cancel();
            QCOMPARE(meeting.ending.error().kind, ErrorKind::Cancelled);
            QCOMPARE(meeting.bench.transport->pending(), 0);
            QCOMPARE(meeting.server.connections(), 1);
        }
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportHandshake);
#include "tst_transporthandshake.moc"
