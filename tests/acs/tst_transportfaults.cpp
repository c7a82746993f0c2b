#include "transporttest.h"

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

using Then = ScriptedServer::Then;

/// A service that never answers in full, and three calls to it.
struct Silence
{
    Bench bench{{.attemptTimeout = 2s, .mostAttempts = 2, .firstDelay = atOnce}};
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

/// Networks and services that fail, on real sockets: what the service saw, what the caller got,
/// and that nothing is left over (Bench).
class TestTransportFaults : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void refused()
    {
        ScriptedServer other;
        const QString endpoint = other.endpoint();
        other.close();
        for (const Request &request : {getRooms, patchRoom, newUser}) {
            Bench bench({.firstDelay = atOnce}, endpoint);
            const Error error = bench.failureOf(request);
            QCOMPARE(error.kind, ErrorKind::Network); // a change: surely not made
            QVERIFY(error.message.contains(u"refused"_s));
            QCOMPARE(error.attempts, request.delivery == Delivery::AtMostOnce ? 1 : 4);
        }
        QCOMPARE(other.requests().size(), 0);
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

    /// All at once, so that each may take long enough to be sent on a busy machine.
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

    void cut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("resets");
        const QByteArray inTheHeaders = "HTTP/1.1 200 OK\r\nContent-";
        QTest::newRow("in the headers, FIN") << inTheHeaders << false;
        QTest::newRow("in the headers, RST") << inTheHeaders << true;
        QTest::newRow("in the body, FIN") << cutAnswer << false;
        QTest::newRow("in the body, RST") << cutAnswer << true;
        const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
        QTest::newRow("between chunks") << ok + "Transfer-Encoding: chunked\r\n\r\n2\r\n{ \r\n"
                                        << false;
        QTest::newRow("in a chunk") << ok + "Transfer-Encoding: chunked\r\n\r\n9\r\n{ \r\n"
                                    << false;
        const QByteArray packed = packedAnswer("{\"value\":[" + QByteArray(9000, ' ') + "]}");
        QTest::newRow("packed") << packed.chopped(10) << false;
        QTest::newRow("without a length") << ok + "\r\n{\"value\":[" << false;
    }

    void cut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, resets);
        Bench bench;
        bench.server.enqueue(bytes, resets ? Then::Reset : Then::Close);
        const Error read = bench.failureOf(getRooms);
        QCOMPARE(read.kind, ErrorKind::Network);
        QVERIFY2(read.message.contains(u"before the answer was complete"_s),
                 qPrintable(read.message));
        QCOMPARE(read.attempts, 4);
        QVERIFY(bench.server.requests().size() >= 4);
        const Error change = bench.failureOf(patchRoom);
        QCOMPARE(change.kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(change.attempts, 4);

        const qsizetype before = bench.server.requests().size();
        QCOMPARE(bench.failureOf(newUser).kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(bench.server.requests().size(), before + 1);
    }

    /// Qt sends a request again, silently, when its connection dies before the answer. What must
    /// happen once does not.
    void droppedBeforeTheAnswer_data()
    {
        QTest::addColumn<bool>("isIdle");
        QTest::addColumn<bool>("resets");
        QTest::newRow("fresh, FIN") << false << false;
        QTest::newRow("fresh, RST") << false << true;
        QTest::newRow("idle, FIN") << true << false;
        QTest::newRow("idle, RST") << true << true;
    }

    void droppedBeforeTheAnswer()
    {
        QFETCH(bool, isIdle);
        QFETCH(bool, resets);
        const auto then = resets ? Then::Reset : Then::Close;
        for (const Request &request : {newUser, createRoom, patchRoom, deleteRoom, getRooms}) {
            Bench bench;
            if (isIdle) {
                bench.server.enqueue(ScriptedServer::answer(200, "{}"));
                bench.server.enqueue({}, then);
                QVERIFY(bench.ask(getRooms).has_value());
            } else {
                bench.server.enqueue({}, then);
            }
            const bool isChange = request.method != Method::Get;
            QCOMPARE(bench.failureOf(request).kind,
                     isChange ? ErrorKind::OutcomeUnknown : ErrorKind::Network);
            const auto seen = bench.server.requests().sliced(isIdle ? 1 : 0);
            if (request.delivery == Delivery::AtMostOnce)
                QCOMPARE(seen.size(), 1);
            else
                QVERIFY(seen.size() >= 4);
            // What is repeatable comes several times, each time as the same wish.
            for (const SeenRequest &each : seen) {
                QCOMPARE(each.body, request.body);
                QCOMPARE(each.headers.value("repeatability-request-id"),
                         seen.first().headers.value("repeatability-request-id"));
            }
        }
    }

    /// A server that closes the idle connection and is fine otherwise: nobody notices.
    void anIdleConnectionThatDied()
    {
        for (const Request &request : {createRoom, patchRoom, deleteRoom, getRooms}) {
            Bench bench;
            bench.server.enqueue(ScriptedServer::answer(200, "{}"));
            bench.server.enqueue({}, Then::Close);
            bench.server.enqueue(ScriptedServer::answer(200, "{}"));
            QVERIFY(bench.ask(getRooms).has_value());
            QVERIFY(bench.ask(request).has_value());
            QCOMPARE(bench.server.requests().size(), 3);
        }
    }

    /// The service took the change and went; Qt's own second try is refused. Nobody knows.
    void refusedAfterTheChangeWasTaken()
    {
        Bench bench;
        bench.server.enqueue({}, Then::Close);
        connect(&bench.server, &QTcpServer::newConnection, &bench.server,
                [&bench] { bench.server.close(); });
        QCOMPARE(bench.failureOf(patchRoom).kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(bench.server.requests().size(), 1);
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
        QCOMPARE(bench.server.requests().size(), 3); // no other way of signing in is tried
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

    void unreadableAnswers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("says");
        QTest::newRow("HTML") << ScriptedServer::answer(200, "<html>", {}, "text/html")
                              << u"text/html"_s;
        QTest::newRow("no type") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                                 << u"not JSON"_s;
        QTest::newRow("too large")
            << ScriptedServer::answer(200, QByteArray(5000, ' ')) << u"too large"_s;
        QTest::newRow("not what was packed")
            << ScriptedServer::answer(200, "this is no gzip", "Content-Encoding: gzip\r\n")
            << u"damaged"_s;
    }

    void unreadableAnswers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, says);
        Bench bench({.firstDelay = atOnce, .largestBody = 4000});
        bench.server.enqueue(answer);
        const Error error = bench.failureOf(getRooms);
        QCOMPARE(error.kind, ErrorKind::BadAnswer);
        QVERIFY2(error.message.contains(says), qPrintable(error.message));
        QCOMPARE(bench.server.requests().size(), 1);
    }

    void justFits()
    {
        Bench bench({.firstDelay = atOnce, .largestBody = 4000});
        bench.server.enqueue(ScriptedServer::answer(200, QByteArray(4000, ' ')));
        QCOMPARE(bench.ask(getRooms)->body.size(), 4000);
    }

    /// 50 MB packed into 50 KB. The limit counts what it unpacks to, and bites before the memory
    /// is used.
    void packedBomb_data()
    {
        QTest::addColumn<QByteArray>("bomb");
        const QByteArray body(50'000'000, ' ');
        QTest::newRow("deflate") << packedAnswer(body);
        // The same blocks between other ends: CRC-32 and size of that body.
        QTest::newRow("gzip") << ScriptedServer::answer(
            200,
            QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10) + zlib(body).sliced(2).chopped(4)
                + "\x4d\x39\x6d\x09\x80\xf0\xfa\x02",
            "Content-Encoding: gzip\r\n");
    }

    void packedBomb()
    {
        QFETCH(QByteArray, bomb);
        QVERIFY(bomb.size() < 100'000);
        for (const Request &request : {getRooms, patchRoom}) {
            Bench bench({.firstDelay = atOnce, .largestBody = 1'000'000});
            bench.server.enqueue(bomb);
            const Error error = bench.failureOf(request);
            QCOMPARE(error.kind, request.method == Method::Get ? ErrorKind::BadAnswer
                                                               : ErrorKind::OutcomeUnknown);
            QVERIFY2(error.message.contains(u"too large"_s), qPrintable(error.message));
            QCOMPARE(bench.server.requests().size(), 1);
        }
    }

    void packedAnswersAreUnpacked()
    {
        Bench bench;
        const QByteArray body = QByteArray(20'000'000, ' ') + "{}";
        bench.server.enqueue(packedAnswer(body));
        QCOMPARE(bench.ask(getRooms)->body, body);
    }

private:
    /// qCompress() without its own four bytes.
    static QByteArray zlib(const QByteArray &body) { return qCompress(body, 9).sliced(4); }

    /// As HTTP's deflate packs it, which is zlib's format.
    static QByteArray packedAnswer(const QByteArray &body)
    {
        return ScriptedServer::answer(200, zlib(body), "Content-Encoding: deflate\r\n");
    }
};

QTEST_GUILESS_MAIN(TestTransportFaults)
#include "tst_transportfaults.moc"
