#include "support/fixture.h"
#include "support/testmain.h"
#include "support/transporttest.h"

#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How often one attempt may reach the service: Qt itself sends up to three times more if a
/// connection is lost before the response.
constexpr qsizetype maxSendings = 4;

constexpr Wire wireOf(bool tls)
{
    return tls ? Wire::Tls : Wire::Plain;
}

QByteArray okAnswer()
{
    return ScriptedServer::answer(200, "{}");
}

/// How often the server received a request with so many attempts. With TLS the first sending of
/// every second attempt may go to a connection that is being closed, and be lost.
void verifyCount(qsizetype seen, int attempts, bool tls)
{
    QVERIFY2(seen >= (tls ? (attempts + 1) / 2 : attempts), qPrintable(QString::number(seen)));
    QVERIFY2(seen <= attempts * maxSendings, qPrintable(QString::number(seen)));
}

/// Each time the same request, with the headers that identify it if it needs them.
void verifySameRequest(const QList<SeenRequest> &seen, const Request &request)
{
    const bool isNamed = !request.repeatabilityId.isNull();
    const QByteArray id = isNamed ? "67c8770b-44f1-410a-ab93-f9b5446f13ee" : "";
    const QByteArray firstSent = isNamed ? "Mon, 06 May 2024 07:08:09 GMT" : "";
    for (const SeenRequest &each : seen) {
        QCOMPARE(each.method, methodName(request.method).toByteArray());
        QCOMPARE(each.target, request.target);
        QCOMPARE(each.body, request.body);
        QCOMPARE(each.headers.value("repeatability-request-id"), id);
        QCOMPARE(each.headers.value("repeatability-first-sent"), firstSent);
    }
}

} // namespace

/// Connections that end at the wrong moment, plain and with TLS: what the service received, what
/// the caller got, and that nothing leaks (Bench).
class TestTransportLost : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void cut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Then>("then");
        QTest::addColumn<bool>("tls");
        const QByteArray inTheHeaders = "HTTP/1.1 200 OK\r\nContent-";
        const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
        const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
        const QByteArray body = "{\"value\":[" + QByteArray(9000, ' ') + "]}";
        const QByteArray packed =
            ScriptedServer::answer(200, qCompress(body).sliced(4), "Content-Encoding: deflate\r\n");
        for (const bool tls : {false, true}) {
            const auto row = [tls](const char *where, const QByteArray &bytes, Then then) {
                const char *const how[] = {"", "FIN", "FIN without a goodbye", "RST"};
                QTest::addRow("%s, %s%s", where, how[static_cast<int>(then)], tls ? ", TLS" : "")
                    << bytes << then << tls;
            };
            for (const Then then : {Then::Close, Then::Break, Then::Reset}) {
                if (then == Then::Break && !tls)
                    continue; // does not exist
                row("in the headers", inTheHeaders, then);
                row("in the body", cutAnswer, then);
                row("between chunks", chunked + "2\r\n{ \r\n", then);
                row("in a chunk", chunked + "9\r\n{ \r\n", then);
                row("packed", packed.chopped(10), then);
                row("without a length", ok + "\r\n{\"value\":[", then);
            }
        }
    }

    void cut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Then, then);
        QFETCH(bool, tls);
        for (const Request &request : {getRooms, createRoom, patchRoom, newUser}) {
            Bench bench({.firstDelay = atOnce}, wireOf(tls));
            bench.server.enqueue(bytes, then);
            const bool isChange = request.method != Method::Get;
            const bool isOnce = request.delivery == Delivery::AtMostOnce;
            const Error error = bench.failureOf(request);
            QCOMPARE(error.kind, isChange ? ErrorKind::OutcomeUnknown : ErrorKind::Network);
            QVERIFY2(error.message.contains(u"before the response was complete"_s),
                     qPrintable(error.message));
            QCOMPARE(error.attempts, isOnce ? 1 : 4);
            const auto seen = bench.server.requests();
            verifyCount(seen.size(), error.attempts, tls);
            if (isOnce)
                QCOMPARE(seen.size(), 1);
            verifySameRequest(seen, request);
        }
    }

    /// Qt silently sends a request again if its connection is lost before the response. Not if it
    /// must happen once.
    void droppedBeforeTheAnswer_data()
    {
        QTest::addColumn<bool>("isIdle");
        QTest::addColumn<Then>("then");
        QTest::addColumn<bool>("tls");
        QTest::newRow("fresh, FIN") << false << Then::Close << false;
        QTest::newRow("fresh, RST") << false << Then::Reset << false;
        QTest::newRow("idle, FIN") << true << Then::Close << false;
        QTest::newRow("idle, RST") << true << Then::Reset << false;
        QTest::newRow("fresh, FIN, TLS") << false << Then::Close << true;
        QTest::newRow("fresh, FIN without a goodbye, TLS") << false << Then::Break << true;
        QTest::newRow("fresh, RST, TLS") << false << Then::Reset << true;
        QTest::newRow("idle, FIN, TLS") << true << Then::Close << true;
        QTest::newRow("idle, FIN without a goodbye, TLS") << true << Then::Break << true;
        QTest::newRow("idle, RST, TLS") << true << Then::Reset << true;
    }

    void droppedBeforeTheAnswer()
    {
        QFETCH(bool, isIdle);
        QFETCH(Then, then);
        QFETCH(bool, tls);
        for (const Request &request : {newUser, createRoom, patchRoom, deleteRoom, getRooms}) {
            Bench bench({.firstDelay = atOnce}, wireOf(tls));
            if (isIdle) {
                bench.server.enqueue(okAnswer());
                bench.server.enqueue({}, then);
                QVERIFY(bench.ask(getRooms).has_value());
            } else {
                bench.server.enqueue({}, then);
            }
            const bool isChange = request.method != Method::Get;
            const Error error = bench.failureOf(request);
            QCOMPARE(error.kind, isChange ? ErrorKind::OutcomeUnknown : ErrorKind::Network);
            const auto seen = bench.server.requests().sliced(isIdle ? 1 : 0);
            const bool isOnce = request.delivery == Delivery::AtMostOnce;
            QCOMPARE(error.attempts, isOnce ? 1 : 4);
            verifyCount(seen.size(), error.attempts, tls);
            if (isOnce)
                QCOMPARE(seen.size(), 1);
            verifySameRequest(seen, request);
        }
    }

    /// A server that closes the connection at the second request on it, and otherwise works: the
    /// caller notices nothing.
    void anIdleConnectionThatDied_data()
    {
        QTest::addColumn<Then>("then");
        QTest::addColumn<bool>("tls");
        QTest::newRow("FIN") << Then::Close << false;
        QTest::newRow("RST") << Then::Reset << false;
        QTest::newRow("FIN, TLS") << Then::Close << true;
        QTest::newRow("FIN without a goodbye, TLS") << Then::Break << true;
        QTest::newRow("RST, TLS") << Then::Reset << true;
    }

    void anIdleConnectionThatDied()
    {
        QFETCH(Then, then);
        QFETCH(bool, tls);
        for (const Request &request : {createRoom, patchRoom, deleteRoom, getRooms}) {
            Bench bench({.firstDelay = atOnce}, wireOf(tls));
            bench.server.enqueue(okAnswer());
            bench.server.enqueue({}, then);
            bench.server.enqueue(okAnswer());
            QVERIFY(bench.ask(getRooms).has_value());
            QVERIFY(bench.ask(request).has_value());
            QCOMPARE(bench.server.requests().size(), 3);
            verifySameRequest(bench.server.requests().sliced(1), request);
        }
    }

    /// Servers close idle connections, and the next request may be on its way at that moment: a
    /// request that must happen once may fail, but is not sent twice. (Requests without a body may
    /// hang in Qt until their time-out if the connection was reset; so all at the same time.)
    void closedWhileIdle_data() { anIdleConnectionThatDied_data(); }

    void closedWhileIdle()
    {
        QFETCH(Then, then);
        QFETCH(bool, tls);
        std::vector<std::unique_ptr<Bench>> benches;
        std::vector<std::unique_ptr<Ending>> endings;
        const QList<Request> requests{newUser, createRoom, patchRoom, deleteRoom, getRooms};
        for (const Request &request : requests) {
            const TransportOptions options{.attemptTimeout = 2s, .firstDelay = atOnce};
            benches.push_back(std::make_unique<Bench>(options, wireOf(tls)));
            Bench &bench = *benches.back();
            bench.server.enqueue(okAnswer());
            QVERIFY(bench.ask(getRooms).has_value());
            bench.server.hangUp(then);
            QVERIFY(waitUntil([&bench] { return bench.server.openConnections() == 0; }));
            endings.push_back(std::make_unique<Ending>(bench.send(request)));
        }
        for (size_t i = 0; i < benches.size(); ++i) {
            const Request &request = requests.at(static_cast<qsizetype>(i));
            const auto result = endings.at(i)->result();
            Bench &bench = *benches.at(i);
            if (request.delivery == Delivery::AtMostOnce && !result) {
                // It was sent on a dead connection, or not sent at all.
                QVERIFY(result.error().kind == ErrorKind::OutcomeUnknown
                        || result.error().kind == ErrorKind::Network);
                QCOMPARE(result.error().attempts, 1);
                bench.roundTrip();
                QCOMPARE(bench.server.requests().size(), 2); // the first one, and this
                continue;
            }
            QVERIFY2(result, qPrintable(result ? QString() : result.error().message));
            const auto seen = bench.server.requests().sliced(1);
            QCOMPARE(seen.size(), 1);
            QVERIFY(seen.first().connection > 1);
            verifySameRequest(seen, request);
        }
    }

    /// The service received the change and stopped; Qt's own second try is rejected. The outcome is
    /// unknown.
    void rejectedAfterTheChangeWasTaken()
    {
        for (const Wire wire : {Wire::Plain, Wire::Tls}) {
            Bench bench({.firstDelay = atOnce}, wire);
            bench.server.enqueue({}, Then::Close);
            connect(&bench.server, &QTcpServer::newConnection, &bench.server,
                    [&bench] { bench.server.close(); });
            QCOMPARE(bench.failureOf(patchRoom).kind, ErrorKind::OutcomeUnknown);
            QCOMPARE(bench.server.requests().size(), 1);
        }
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportLost);
#include "tst_transportlost.moc"
