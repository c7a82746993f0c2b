#include "support/transporttest.h"

#include "acs/auth/requestsigner.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>

#include <algorithm>
#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray okAnswer()
{
    return ScriptedServer::answer(200, "{}");
}

Request getRoom(const QByteArray &id)
{
    Request request = getRooms;
    request.target = "/rooms/" + id;
    return request;
}

} // namespace

/// Waits that a service requires, measured by the server: sending too early fails the test, sending
/// late on a busy machine does not.
class TestTransportPauses : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    /// All at the same time, because each waits for a second. The date is counted by the response's
    /// own clock, which is two hours ahead of this computer's.
    void retryAfterIsWaitedFor()
    {
        const QDateTime theirs = moment.addSecs(7200);
        const QByteArray date = "Date: " + httpDate(theirs) + "\r\n";
        const QByteArrayList headers{"Retry-After: 1\r\n",
                                     date + "Retry-After: " + httpDate(theirs.addSecs(1)) + "\r\n",
                                     "Retry-After: " + httpDate(moment.addSecs(1)) + "\r\n"};
        std::vector<std::unique_ptr<Bench>> benches;
        std::vector<std::unique_ptr<Ending>> endings;
        for (const QByteArray &header : headers) {
            for (const int status : {429, 503}) {
                for (const Request &request : {getRooms, patchRoom}) {
                    benches.push_back(std::make_unique<Bench>());
                    Bench &bench = *benches.back();
                    bench.server.enqueue(ScriptedServer::answer(status, "{}", header));
                    bench.server.enqueue(okAnswer());
                    endings.push_back(std::make_unique<Ending>(bench.send(request)));
                }
            }
        }
        for (const auto &ending : endings)
            QVERIFY(ending->result().has_value());
        for (const auto &bench : benches) {
            const auto seen = bench->server.requests();
            QCOMPARE(seen.size(), 2);
            QVERIFY2(seen.last().at - seen.first().at >= 1000,
                     qPrintable(u"%1 ms"_s.arg(seen.last().at - seen.first().at)));
        }
    }

    /// New requests, queued ones, and those that back off and would be due earlier.
    void throttlingStopsTheWholeQueue()
    {
        Bench bench;
        std::vector<std::unique_ptr<Ending>> others;
        for (int i = 0; i < 4; ++i) // never answered: four slots are in use
            others.push_back(std::make_unique<Ending>(bench.send(getRoom("silent"))));
        const Ending throttled(bench.send(patchRoom));
        const Ending failing(bench.send(deleteRoom));
        const Ending waitingForASlot(bench.send(getRoom("queued")));
        QTRY_COMPARE(bench.server.requests().size(), 6);
        QCOMPARE(bench.transport->pending(), 7);
        bench.server.enqueueFor("PATCH", okAnswer());
        bench.server.enqueueFor("DELETE", okAnswer());
        bench.server.enqueueFor("GET /rooms/queued", okAnswer());
        bench.server.enqueueFor("GET /rooms/new", okAnswer());

        const auto answerTo = [&](const QByteArray &method, const QByteArray &answer) {
            for (qsizetype i = 0; i < 6; ++i) {
                if (bench.server.requests().at(i).method == method)
                    bench.server.answerLate(i, answer);
            }
        };
        const auto isDelayed = [&bench](const Request &request) {
            const auto notices = bench.transport->retries();
            return std::any_of(notices.begin(), notices.end(), [&](const RetryNotice &notice) {
                return notice.operation == request.operation;
            });
        };
        const qint64 begin = bench.server.elapsed();
        answerTo("PATCH", ScriptedServer::answer(429, "{}", "Retry-After: 1\r\n"));
        QTRY_VERIFY(isDelayed(patchRoom));
        answerTo("DELETE", ScriptedServer::answer(
                               503, R"({"error":{"code":"Busy","message":"Later."}})")); // 1 ms
        QTRY_VERIFY(isDelayed(deleteRoom));
        const Ending fresh(bench.send(getRoom("new")));
        for (const auto &other : others)
            other->cancel(); // it is not for lack of slots that nothing is sent
        QCOMPARE(bench.transport->pending(), 4);

        for (const Ending *call : {&throttled, &failing, &waitingForASlot, &fresh})
            QVERIFY(call->result().has_value());
        QCOMPARE(bench.server.requests().size(), 10);
        for (const SeenRequest &seen : bench.server.requests().sliced(6)) {
            QVERIFY2(seen.at - begin >= 1000, qPrintable(u"%1 ms"_s.arg(seen.at - begin)
                                                         + QString::fromLatin1(seen.target)));
        }
    }

    /// Including requests that back off when the pause begins and would be due before it ends.
    void theNoticesTellOfThePause()
    {
        Bench bench({.callTimeout = 48h, .firstDelay = 10min}); // ±20 %
        bench.server.enqueueFor("DELETE", ScriptedServer::answer(503, "{}"));
        bench.server.enqueueFor("PATCH",
                                ScriptedServer::answer(429, "{}", "Retry-After: 3000\r\n"));
        const Ending failing(bench.send(deleteRoom));
        QTRY_COMPARE(bench.transport->retries().size(), 1);
        QVERIFY(bench.transport->retries().first().at < moment.addSecs(1000));
        const Ending throttled(bench.send(patchRoom));
        QTRY_COMPARE(bench.transport->retries().size(), 2);
        for (const RetryNotice &notice : bench.transport->retries())
            QVERIFY(notice.at > moment.addSecs(2000));
        bench.transport->cancelRetries();
        QVERIFY(failing.result().error().attempts == 1);
        QCOMPARE(throttled.error().attempts, 1);
    }

    /// Whatever a service says: no call waits longer than its time limit.
    void aPauseThatIsTooLongEndsTheCalls()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(429, "{}", "Retry-After: 300\r\n"));
        for (const Request &request : {newUser, getRooms}) {
            const Error error = bench.failureOf(request);
            QCOMPARE(error.kind, ErrorKind::Throttled);
            QVERIFY(error.retryAfter && *error.retryAfter > 0s); // the rest of it
            QVERIFY(*error.retryAfter <= 300s);
            QCOMPARE(error.attempts, request.method == Method::Post ? 1 : 0);
        }
        QCOMPARE(bench.server.requests().size(), 1);
    }

    /// The service requires a pause while the user is being asked: what waits for the user keeps
    /// waiting. With the other key it is sent after that pause, if the call has time for it.
    void aPauseEndsNothingThatWaitsForAPerson_data()
    {
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<bool>("isSent");
        QTest::newRow("short") << QByteArray("1") << true;
        QTest::newRow("too long") << QByteArray("300") << false;
    }

    void aPauseEndsNothingThatWaitsForAPerson()
    {
        QFETCH(QByteArray, rest);
        QFETCH(bool, isSent);
        Bench t(onlyOnce);
        const QSignalSpy rejected(t.transport.get(), &Transport::credentialsRejected);
        t.server.enqueue(okAnswer());
        t.server.enqueueFor("DELETE", {}); // no response yet
        t.server.enqueueFor("POST", ScriptedServer::answer(401, "{}"));
        t.server.enqueueFor("POST", okAnswer());
        QVERIFY(t.ask(getRooms).has_value());
        const Ending throttled(t.send(deleteRoom));
        QTRY_COMPARE(t.server.requests().size(), 2);
        const Ending creation(t.send(createRoom));
        QTRY_COMPARE(rejected.size(), 1);
        t.server.answerLate(1, ScriptedServer::answer(429, "{}", "Retry-After: " + rest + "\r\n"));
        QCOMPARE(throttled.error().kind, ErrorKind::Throttled);
        QVERIFY(!creation.isThere());
        t.transport->replaceCredentials(
            std::move(*AccessKey::fromBase64("bWFya2VyLXNlY3JldC1hbm90aGVyLWtleQ==")));
        QCOMPARE(creation.result().has_value(), isSent);
        if (!isSent)
            QCOMPARE(creation.error().kind, ErrorKind::Throttled); // and not rejected
    }

    /// A queued change is not sent after the connection became read-only; a read still is.
    void readOnlyComesBeforeTheEndOfAPause()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(429, "{}", "Retry-After: 1\r\n"));
        bench.server.enqueue(okAnswer());
        QCOMPARE(bench.failureOf(newUser).kind, ErrorKind::Throttled); // the pause begins
        const Ending change(bench.send(patchRoom));
        const Ending read(bench.send(getRooms));
        bench.transport->setReadOnly(true);
        QVERIFY(read.result().has_value());
        QCOMPARE(change.error().kind, ErrorKind::ReadOnly);
        QCOMPARE(bench.server.requests().size(), 2);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportPauses);
#include "tst_transportpauses.moc"
