#include "transporttest.h"

#include <QSignalSpy>

#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum class Stage { Queued, Connecting, Sent, InTheHeaders, InTheBody, WaitingForRetry };

/// A bench with six requests that never end, so that the next one is queued.
struct BusyBench : Bench
{
    explicit BusyBench(TransportOptions options)
        : Bench(std::move(options))
    {
    }

    void takeAllSlots()
    {
        for (int i = 0; i < 6; ++i)
            others.push_back(std::make_unique<Ending>(send(getRooms)));
    }

    std::vector<std::unique_ptr<Ending>> others;
};

} // namespace

/// Calls that are given up, by their owner or since the transport goes, at every stage.
class TestTransportEnds : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void cancelled_data() { stages(); }

    void cancelled()
    {
        QFETCH(int, stage);
        for (const Request &request : {getRooms, patchRoom, newUser}) {
            if (request.delivery == Delivery::AtMostOnce && Stage(stage) == Stage::WaitingForRetry)
                continue; // it never does
            BusyBench bench(waiting);
            const Ending call = reach(bench, Stage(stage), request);
            const qsizetype seen = bench.server.requests().size();
            const qsizetype pending = bench.transport->pending();
            call.cancel();
            QCOMPARE(bench.transport->pending(), pending - 1);
            QVERIFY(!call.isThere()); // later, never from inside
            QCOMPARE(call.error().kind, expected(Stage(stage), request));
            for (const auto &other : bench.others)
                other->cancel();
            QCOMPARE(bench.transport->pending(), 0);
            QVERIFY(bench.transport->retries().isEmpty());
            QCOMPARE(bench.server.requests().size(), seen);
        }
    }

    /// What went out again may hang: it is told of and can be given up as well.
    void whatIsUnderWayAgainCanBeGivenUp()
    {
        for (const Request &request : {getRooms, patchRoom}) {
            Bench bench;
            bench.server.enqueue(ScriptedServer::answer(503, "{}"));
            bench.server.enqueue({}); // never answers
            const Ending call(bench.send(request));
            QTRY_COMPARE(bench.server.requests().size(), 2);
            const auto notices = bench.transport->retries();
            QCOMPARE(notices.size(), 1);
            QVERIFY(notices.first().isUnderWay);
            QCOMPARE(notices.first().attempt, 2);
            QCOMPARE(notices.first().at, moment);

            QSignalSpy changed(bench.transport.get(), &Transport::retriesChanged);
            bench.transport->cancelRetries();
            QCOMPARE(changed.size(), 1);
            QVERIFY(bench.transport->retries().isEmpty());
            QCOMPARE(bench.transport->pending(), 0);
            QCOMPARE(call.error().kind, request.method == Method::Get ? ErrorKind::Cancelled
                                                                      : ErrorKind::OutcomeUnknown);
            QCOMPARE(bench.server.requests().size(), 2);
        }
    }

    void transportGoes_data() { stages(); }

    void transportGoes()
    {
        QFETCH(int, stage);
        for (const Request &request : {getRooms, patchRoom, newUser}) {
            if (request.delivery == Delivery::AtMostOnce && Stage(stage) == Stage::WaitingForRetry)
                continue;
            BusyBench bench(waiting);
            const Ending call = reach(bench, Stage(stage), request);
            QCOMPARE(bench.transport->pendingChanges(), request.method == Method::Get ? 0 : 1);
            bench.transport.reset();
            QVERIFY(!call.isThere());
            // While it connects nobody will hear any more whether it still went out.
            const bool isChange = request.method != Method::Get;
            const bool isUnsure = isChange && Stage(stage) == Stage::Connecting;
            QCOMPARE(call.error().kind,
                     isUnsure ? ErrorKind::OutcomeUnknown : expected(Stage(stage), request));
            for (const auto &other : bench.others)
                QCOMPARE(other->error().kind, ErrorKind::Cancelled);
        }
    }

    void networkGoesFirst()
    {
        ScriptedServer server;
        server.enqueue({});
        auto network = std::make_unique<QNetworkAccessManager>();
        network->setProxy(QNetworkProxy::NoProxy);
        const ManualClock clock{moment};
        SeededRandom random{1};
        Transport transport(*parseEndpoint(server.endpoint()), *AccessKey::fromBase64(keyBase64),
                            *network, clock, random, onlyOnce);
        const Ending call(transport.send(patchRoom));
        QTRY_COMPARE(server.requests().size(), 1);
        call.cancel();
        QCOMPARE(call.error().kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(transport.pending(), 0);
    }

private:
    static void stages()
    {
        QTest::addColumn<int>("stage");
        const auto row = [](const char *name, Stage stage) {
            QTest::newRow(name) << static_cast<int>(stage);
        };
        row("queued", Stage::Queued);
        row("connecting", Stage::Connecting);
        row("sent", Stage::Sent);
        row("in the headers", Stage::InTheHeaders);
        row("in the body", Stage::InTheBody);
        row("waiting for a retry", Stage::WaitingForRetry);
    }

    static Ending reach(BusyBench &bench, Stage stage, const Request &request)
    {
        switch (stage) {
        case Stage::Queued:
            bench.server.enqueue({});
            bench.takeAllSlots();
            if (!QTest::qWaitFor([&] { return bench.server.requests().size() == 6; }, 30'000))
                qFatal("six requests did not arrive");
            return Ending(bench.send(request));
        case Stage::Connecting:
            return Ending(bench.send(request)); // the event loop has not turned since
        case Stage::Sent:
            bench.server.enqueue({});
            break;
        case Stage::InTheHeaders:
            bench.server.enqueue("HTTP/1.1 200 OK\r\nContent-");
            break;
        case Stage::InTheBody:
            bench.server.enqueue("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                 "Content-Length: 100\r\n\r\n{");
            break;
        case Stage::WaitingForRetry:
            bench.server.enqueue(cutAnswer, ScriptedServer::Then::Close);
            break;
        }
        Ending call(bench.send(request));
        const bool isThere = QTest::qWaitFor(
            [&] {
                return stage == Stage::WaitingForRetry ? bench.transport->retries().size() == 1
                                                       : bench.server.requests().size() == 1;
            },
            30'000);
        if (!isThere)
            qFatal("the stage was not reached");
        return call;
    }

    static ErrorKind expected(Stage stage, const Request &request)
    {
        const bool wentOut = stage != Stage::Queued && stage != Stage::Connecting;
        return wentOut && request.method != Method::Get ? ErrorKind::OutcomeUnknown
                                                        : ErrorKind::Cancelled;
    }
};

QTEST_GUILESS_MAIN(TestTransportEnds)
#include "tst_transportends.moc"
