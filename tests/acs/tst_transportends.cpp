#include "support/fixture.h"
#include "support/testmain.h"
#include "support/transporttest.h"

#include <QCoreApplication>
#include <QSignalSpy>

#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum class Stage {
    Queued,
    Paused, ///< queued, because the service is rate-limiting
    Connecting,
    Sent,
    InTheHeaders,
    InTheBody,
    WaitingForRetry,
    Throttled, ///< waiting for a retry after a 429
};

/// A bench with six requests that never end, so that the next one is queued.
struct BusyBench : Bench
{
    explicit BusyBench(Wire wire)
        : Bench(waiting, wire)
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

/// Calls that end at every stage, because they are cancelled or the transport is destroyed.
class TestTransportEnds : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void cancelled_data() { stages(); }

    void cancelled()
    {
        QFETCH(Stage, stage);
        QFETCH(Wire, wire);
        for (const Request &request : {getRooms, createRoom, patchRoom, deleteRoom, newUser}) {
            if (neverComesTo(stage, request))
                continue;
            BusyBench bench(wire);
            const Ending call = reach(bench, stage, request);
            const qsizetype seen = bench.server.requests().size();
            const qsizetype pending = bench.transport->pending();
            call.cancel();
            QCOMPARE(bench.transport->pending(), pending - 1);
            QVERIFY(!call.isThere()); // later, not before cancel() returns
            const ErrorKind kind = call.error().kind;
            // While it connects, Qt may be faster than the test.
            if (stage != Stage::Connecting || kind != ErrorKind::OutcomeUnknown)
                QCOMPARE(kind, expected(stage, request));
            for (const auto &other : bench.others)
                other->cancel();
            QCOMPARE(bench.transport->pending(), 0);
            QVERIFY(bench.transport->retries().isEmpty());
            verifyNothingWentOut(bench, stage, seen);
        }
    }

    /// A repeated request that hangs is reported, and can be cancelled as well.
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
        QFETCH(Stage, stage);
        QFETCH(Wire, wire);
        for (const Request &request : {getRooms, createRoom, patchRoom, deleteRoom, newUser}) {
            if (neverComesTo(stage, request))
                continue;
            BusyBench bench(wire);
            const Ending call = reach(bench, stage, request);
            const qsizetype seen = bench.server.requests().size();
            QCOMPARE(bench.transport->pendingChanges(), request.method == Method::Get ? 0 : 1);
            bench.transport.reset();
            QVERIFY(!call.isThere());
            // While it connects, it is not known whether it was still sent.
            const bool isChange = request.method != Method::Get;
            const bool isUnsure = isChange && stage == Stage::Connecting;
            QCOMPARE(call.error().kind,
                     isUnsure ? ErrorKind::OutcomeUnknown : expected(stage, request));
            for (const auto &other : bench.others)
                QCOMPARE(other->error().kind, ErrorKind::Cancelled);
            verifyNothingWentOut(bench, stage, seen);
        }
    }

    /// The answer came, and the slot it makes free goes to a retry. A slot of the signal that
    /// reports the retry comes too late to cancel the answered call.
    void cancelledWhenTheAnswerIsThere()
    {
        Bench bench;
        bench.server.enqueueFor("GET", {}); // never answers
        bench.server.enqueueFor("DELETE", ScriptedServer::answer(503, "{}"));
        bench.server.enqueueFor("DELETE", ScriptedServer::answer(200, "{}"));
        bench.server.enqueueFor("POST", {}); // no answer yet
        std::vector<std::unique_ptr<Ending>> others;
        for (int i = 0; i < 5; ++i)
            others.push_back(std::make_unique<Ending>(bench.send(getRooms)));
        const Ending again(bench.send(deleteRoom));
        const Ending change(bench.send(createRoom)); // takes the slot of the one that failed
        QTRY_COMPARE(bench.server.requests().size(), 7);
        QCOMPARE(bench.server.requests().last().method, QByteArray("POST"));
        QCOMPARE(bench.transport->retries().size(), 1);
        QSignalSpy changed(bench.transport.get(), &Transport::retriesChanged);
        connect(bench.transport.get(), &Transport::retriesChanged, this,
                [&change] { change.cancel(); });
        bench.roundTrip();
        bench.server.answerLate(6, ScriptedServer::answer(201, "{}"));
        QCOMPARE(change.result().value_or(Response()).status, 201);
        QVERIFY(again.result().has_value());
        QVERIFY(!changed.isEmpty());
        for (const auto &other : others)
            other->cancel();
    }

    /// A retry that is rejected is no longer reported as a retry: when that is told, it waits for
    /// credentials and can be cancelled there.
    void cancelledWhenTheRejectionIsTold()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(200, "{}"));
        bench.server.enqueue(ScriptedServer::answer(503, "{}"));
        bench.server.enqueue(ScriptedServer::answer(401, "{}"));
        bench.server.enqueue(ScriptedServer::answer(200, "{}"));
        const QSignalSpy rejected(bench.transport.get(), &Transport::credentialsRejected);
        QVERIFY(bench.ask(getRooms).has_value());
        const Ending call(bench.send(getRooms));
        qsizetype pending = 0;
        connect(bench.transport.get(), &Transport::retriesChanged, this, [&] {
            if (!bench.transport->retries().isEmpty())
                return;
            pending = bench.transport->pending();
            call.cancel();
        });
        QCOMPARE(call.error().kind, ErrorKind::Cancelled);
        QCOMPARE(pending, 1);
        QCOMPARE(bench.transport->pending(), 0);
        QCOMPARE(rejected.size(), 1);
        bench.transport->replaceCredentials(std::move(*AccessKey::fromBase64(keyBase64)));
        bench.roundTrip();
        QCOMPARE(bench.server.requests().size(), 4); // the last one is the round trip's
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
        roundTrip(*network, server);
        call.cancel();
        QCOMPARE(call.error().kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(transport.pending(), 0);
    }

private:
    static void stages()
    {
        QTest::addColumn<Stage>("stage");
        QTest::addColumn<Wire>("wire");
        const auto row = [](const char *name, Stage stage) {
            QTest::newRow(name) << stage << Wire::Plain;
            QTest::addRow("%s, TLS", name) << stage << Wire::Tls;
        };
        row("queued", Stage::Queued);
        row("paused by a 429", Stage::Paused);
        row("connecting", Stage::Connecting);
        row("sent", Stage::Sent);
        row("in the headers", Stage::InTheHeaders);
        row("in the body", Stage::InTheBody);
        row("waiting for a retry", Stage::WaitingForRetry);
        row("waiting for a retry after a 429", Stage::Throttled);
    }

    /// Nothing was sent after the cancellation; while it connected, something may have been.
    static void verifyNothingWentOut(BusyBench &bench, Stage stage, qsizetype seen)
    {
        bench.roundTrip();
        const qsizetype more = bench.server.requests().size() - seen - 1;
        QVERIFY(more == 0 || (stage == Stage::Connecting && more == 1));
    }

    /// What must happen once is not retried.
    static bool neverComesTo(Stage stage, const Request &request)
    {
        return request.delivery == Delivery::AtMostOnce
               && (stage == Stage::WaitingForRetry || stage == Stage::Throttled);
    }

    static Ending reach(BusyBench &bench, Stage stage, const Request &request)
    {
        const QByteArray throttled = ScriptedServer::answer(429, "{}", "Retry-After: 3600\r\n");
        switch (stage) {
        case Stage::Queued:
            bench.server.enqueue({});
            bench.takeAllSlots();
            if (!waitUntil([&] { return bench.server.requests().size() == 6; }))
                qFatal("six requests did not arrive");
            return Ending(bench.send(request));
        case Stage::Paused:
            bench.server.enqueue(throttled);
            bench.others.push_back(std::make_unique<Ending>(bench.send(getRooms)));
            if (!waitUntil([&] { return bench.transport->retries().size() == 1; }))
                qFatal("the pause did not begin");
            return Ending(bench.send(request));
        case Stage::Connecting:
            return Ending(bench.send(request)); // the event loop has not run since
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
        case Stage::Throttled:
            bench.server.enqueue(throttled);
            break;
        }
        const bool isWait = stage == Stage::WaitingForRetry || stage == Stage::Throttled;
        Ending call(bench.send(request));
        const bool isThere = waitUntil([&] {
            return isWait ? bench.transport->retries().size() == 1
                          : bench.server.requests().size() == 1;
        });
        if (!isThere)
            qFatal("the stage was not reached");
        if (!isWait)
            bench.roundTrip();
        return call;
    }

    static ErrorKind expected(Stage stage, const Request &request)
    {
        const bool wentOut = stage != Stage::Queued && stage != Stage::Paused
                             && stage != Stage::Connecting && stage != Stage::Throttled;
        return wentOut && request.method != Method::Get ? ErrorKind::OutcomeUnknown
                                                        : ErrorKind::Cancelled;
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportEnds);
#include "tst_transportends.moc"
