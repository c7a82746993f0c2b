#include "support/fixture.h"
#include "support/testmain.h"
#include "support/transporttest.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTcpSocket>

#include <memory>
#include <optional>
#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A service that never sends a complete response, and three calls to it.
struct Silence
{
    Bench bench{{.attemptTimeout = 2s, .maxAttempts = 2, .firstDelay = atOnce}};
    QSignalSpy activity{bench.transport.get(), &Transport::attemptFinished};
    std::optional<Ending> read;
    std::optional<Ending> change;
    std::optional<Ending> once;

    Silence(const QByteArray &bytes, Then then)
    {
        bench.server.enqueue(bytes, then);
        read.emplace(bench.send(getRooms));
        change.emplace(bench.send(patchRoom));
        once.emplace(bench.send(newUser));
    }
};

} // namespace

/// Networks and services that fail, on real sockets: what the service received, what the caller
/// got, and that nothing leaks (Bench).
class TestTransportFaults : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void rejected()
    {
        QTcpSocket place; // bound, not listening: nobody else can use the port
        QVERIFY(place.bind(QHostAddress::LocalHost));
        const QString endpoint = u"http://127.0.0.1:%1"_s.arg(place.localPort());
        for (const Request &request : {getRooms, patchRoom, newUser}) {
            Bench bench({.firstDelay = atOnce}, endpoint);
            const Error error = bench.failureOf(request);
            QCOMPARE(error.kind, ErrorKind::Network); // a change: certainly not made
            QVERIFY(error.message.contains(u"refused"_s));
            QCOMPARE(error.attempts, request.delivery == Delivery::AtMostOnce ? 1 : 4);
        }
    }

    void noTlsPeer()
    {
        QTcpServer plain;
        connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
            plain.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n");
        });
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        Bench bench({.firstDelay = atOnce}, u"https://127.0.0.1:%1"_s.arg(plain.serverPort()));
        const Error error = bench.failureOf(patchRoom);
        QCOMPARE(error.kind, ErrorKind::Tls); // nothing was sent
        QCOMPARE(error.attempts, 1);
    }

    /// All at the same time, so that each may take long enough to be sent on a busy machine.
    void timesOut()
    {
        const QByteArray inTheHeaders = "HTTP/1.1 200 OK\r\nSlow: ";
        const QByteArray inTheBody = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                     "Content-Length: 1000000\r\n\r\n{";
        std::vector<std::unique_ptr<Silence>> silences;
        for (const QByteArray &bytes : {QByteArray(), inTheHeaders, inTheBody})
            silences.push_back(std::make_unique<Silence>(bytes, Then::KeepOpen));
        for (const QByteArray &bytes : {inTheHeaders, inTheBody}) // a byte at a time for ever
            silences.push_back(std::make_unique<Silence>(bytes, Then::Trickle));
        for (const auto &silence : silences) {
            QCOMPARE(silence->read->error().kind, ErrorKind::Timeout);
            QCOMPARE(silence->change->error().kind, ErrorKind::OutcomeUnknown);
            QCOMPARE(silence->once->error().kind, ErrorKind::OutcomeUnknown);
            QCOMPARE(silence->activity.size(), 5);
            for (const auto &signal : silence->activity) {
                const auto record = signal.first().value<ActivityRecord>();
                QCOMPARE(record.outcome,
                         record.method == u"GET"_s ? u"time-out"_s : u"outcome unknown"_s);
            }
            QCOMPARE(silence->bench.server.requests().size(), 5);
        }
    }

    void throttledForAWhile()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(503, "{}"));
        bench.server.enqueue(ScriptedServer::answer(503, "{}"));
        bench.server.enqueue(ScriptedServer::answer(503, "{}"));
        bench.server.enqueue(ScriptedServer::answer(200, "{}"));
        QVERIFY(bench.ask(getRooms).has_value());
        QCOMPARE(bench.server.requests().size(), 4);
    }

    void deniedOnce()
    {
        Bench bench;
        bench.server.enqueue(
            ScriptedServer::answer(401, "{}", "WWW-Authenticate: Basic realm=\"here\"\r\n"));
        for (const Request &request : {getRooms, patchRoom, newUser})
            QCOMPARE(bench.failureOf(request).kind, ErrorKind::Denied);
        QCOMPARE(bench.server.requests().size(), 3); // no other authentication is tried
    }

    void redirectsAreNotFollowed_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("%d", status) << status;
    }

    void redirectsAreNotFollowed()
    {
        QFETCH(int, status);
        ScriptedServer stranger;
        stranger.enqueue(ScriptedServer::answer(200, "{}"));
        QSignalSpy visitors(&stranger, &QTcpServer::newConnection);
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(
            status, {}, "Location: " + stranger.endpoint().toLatin1() + "/rooms\r\n"));
        for (const Request &request : {getRooms, createRoom, patchRoom, deleteRoom, newUser})
            QCOMPARE(bench.failureOf(request).kind, ErrorKind::BadAnswer);
        QCOMPARE(bench.server.requests().size(), 5);
        QCOMPARE(visitors.size(), 0);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportFaults);
#include "tst_transportfaults.moc"
