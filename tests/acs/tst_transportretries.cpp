#include "support/transporttest.h"

#include "acs/auth/requestsigner.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTcpSocket>

#include <sys/socket.h>
#include <unistd.h>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray okAnswer()
{
    return ScriptedServer::answer(200, "{}");
}

/// The service's own response, recognisable by its code: it did nothing.
QByteArray rejection(int status, const QByteArray &headers = {})
{
    return ScriptedServer::answer(status, "{}", "x-ms-error-code: Unavailable\r\n" + headers);
}

} // namespace

/// What is sent again, when, and what the end means after all attempts.
class TestTransportRetries : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void whatPassesIsSentAgain_data()
    {
        QTest::addColumn<QByteArray>("failure");
        QTest::addColumn<bool>("closes");
        for (const int status : {408, 429, 500, 502, 503, 504})
            QTest::addRow("%d", status) << ScriptedServer::answer(status, "{}") << false;
        QTest::newRow("connection lost") << cutAnswer << true;
    }

    void whatPassesIsSentAgain()
    {
        QFETCH(QByteArray, failure);
        QFETCH(bool, closes);
        for (const Request &request : {getRooms, createRoom, patchRoom, deleteRoom}) {
            Bench bench;
            QSignalSpy activity(bench.transport.get(), &Transport::attemptFinished);
            connect(bench.transport.get(), &Transport::attemptFinished, &bench.server,
                    [&bench] { bench.clock.advance(10s); });
            bench.server.enqueue(failure, closes ? Then::Close : Then::KeepOpen);
            bench.server.enqueue(failure, closes ? Then::Close : Then::KeepOpen);
            bench.server.enqueue(okAnswer());
            QVERIFY(bench.ask(request).has_value());

            QCOMPARE(bench.server.requests().size(), 3);
            QCOMPARE(activity.size(), 3);
            for (int i = 0; i < 3; ++i) {
                const SeenRequest seen = bench.server.requests().at(i);
                QCOMPARE(seen.body, request.body);
                const Signature expected =
                    signRequest(*AccessKey::fromBase64(keyBase64), seen.method, seen.target,
                                seen.headers.value("host"), seen.body, moment.addSecs(10 * i));
                QCOMPARE(seen.headers.value("x-ms-date"), expected.date);
                QCOMPARE(seen.headers.value("authorization"), expected.authorization);
                QCOMPARE(activity.at(i).first().value<ActivityRecord>().attempt, i + 1);
                // One request: the same ID and time in each attempt.
                const bool isCreation = request.method == Method::Post;
                QCOMPARE(seen.headers.value("repeatability-request-id"),
                         isCreation ? QByteArray("67c8770b-44f1-410a-ab93-f9b5446f13ee")
                                    : QByteArray());
                QCOMPARE(seen.headers.value("repeatability-first-sent"),
                         isCreation ? httpDate(moment) : QByteArray());
            }
            QVERIFY(bench.transport->retries().isEmpty());
        }
    }

    void firstSentIsWhenItWent()
    {
        Bench bench;
        bench.server.enqueue({}); // uses all slots
        std::vector<std::unique_ptr<Ending>> calls;
        for (int i = 0; i < 7; ++i)
            calls.push_back(std::make_unique<Ending>(bench.send(createRoom)));
        QTRY_COMPARE(bench.server.requests().size(), 6);
        bench.clock.advance(600s);
        calls.front()->cancel();
        QTRY_COMPARE(bench.server.requests().size(), 7);
        QCOMPARE(bench.server.requests().last().headers.value("repeatability-first-sent"),
                 httpDate(moment.addSecs(600)));
        for (const auto &call : calls)
            call->cancel();
    }

    void notForEver()
    {
        Bench bench;
        bench.server.enqueue(rejection(503));
        for (const Request &request : {getRooms, patchRoom}) {
            const Error error = bench.failureOf(request);
            // its own response to each: nothing was changed
            QCOMPARE(error.kind, ErrorKind::Server);
            QCOMPARE(error.httpStatus, 503);
            QCOMPARE(error.attempts, 4);
        }
        QCOMPARE(bench.server.requests().size(), 8);
    }

    void whatMustHappenOnceIsSentOnce_data()
    {
        QTest::addColumn<QByteArray>("failure");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<int>("kind");
        const auto row = [](int status, ErrorKind kind) {
            QTest::addRow("%d", status)
                << ScriptedServer::answer(status, "{}") << false << static_cast<int>(kind);
        };
        row(408, ErrorKind::Timeout);
        row(429, ErrorKind::Throttled);
        row(500, ErrorKind::OutcomeUnknown);
        row(502, ErrorKind::OutcomeUnknown);
        row(503, ErrorKind::OutcomeUnknown);
        row(504, ErrorKind::OutcomeUnknown);
        for (const int status : {500, 503}) {
            QTest::addRow("the service's own %d", status)
                << rejection(status) << false << static_cast<int>(ErrorKind::Server);
        }
        QTest::newRow("cut") << cutAnswer << true << static_cast<int>(ErrorKind::OutcomeUnknown);
    }

    void whatMustHappenOnceIsSentOnce()
    {
        QFETCH(QByteArray, failure);
        QFETCH(bool, closes);
        QFETCH(int, kind);
        Bench bench;
        bench.server.enqueue(failure, closes ? Then::Close : Then::KeepOpen);
        const Error error = bench.failureOf(newUser);
        QCOMPARE(static_cast<int>(error.kind), kind);
        QCOMPARE(error.attempts, 1);
        QCOMPARE(bench.server.requests().size(), 1);
    }

    void whatDoesNotPassIsNotSentAgain()
    {
        for (const int status : {301, 302, 307, 400, 401, 403, 404, 409, 412, 413, 501, 505}) {
            Bench bench;
            bench.server.enqueue(ScriptedServer::answer(status, "{}"));
            QCOMPARE(bench.failureOf(getRooms).attempts, 1);
            QCOMPARE(bench.failureOf(patchRoom).attempts, 1);
            QCOMPARE(bench.server.requests().size(), 2);
        }
    }

    void rejectedUntilTheServiceIsBack()
    {
        QTcpSocket place; // bound, not listening: rejects, and nobody else can use the port
        QVERIFY(place.bind(QHostAddress::LocalHost));
        Bench bench({.firstDelay = atOnce}, u"http://127.0.0.1:%1"_s.arg(place.localPort()));
        bench.server.enqueue(okAnswer());
        connect(bench.transport.get(), &Transport::retriesChanged, &bench.server, [&] {
            const int there = dup(static_cast<int>(place.socketDescriptor()));
            bench.server.close();
            QCOMPARE(listen(there, 10), 0);
            QVERIFY(bench.server.setSocketDescriptor(there));
            bench.transport->disconnect(&bench.server);
        });
        QVERIFY(bench.ask(patchRoom).has_value());
        QCOMPARE(bench.server.requests().size(), 1);
    }

    /// An error from a gateway does not say whether the service made the change.
    void gatewaysDontAnswerForTheService()
    {
        for (const int status : {500, 502, 503, 504}) {
            Bench bench;
            bench.server.enqueue(ScriptedServer::answer(status, "{}"));
            QCOMPARE(bench.failureOf(getRooms).kind, ErrorKind::Server);
            const Error error = bench.failureOf(patchRoom);
            QCOMPARE(error.kind, ErrorKind::OutcomeUnknown);
            QCOMPARE(error.httpStatus, status);
            QCOMPARE(error.attempts, 4);
        }
    }

    void aLostAnswerStaysUnknown_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("kind");
        const auto row = [](int status, ErrorKind kind) {
            QTest::addRow("then %d", status) << status << static_cast<int>(kind);
        };
        row(404, ErrorKind::NotFound); // evaluated: so was the first
        row(409, ErrorKind::OutcomeUnknown); // the first may still be running
        row(412, ErrorKind::OutcomeUnknown);
        row(302, ErrorKind::OutcomeUnknown);
        row(401, ErrorKind::OutcomeUnknown); // not evaluated: says nothing about the first
        row(429, ErrorKind::OutcomeUnknown);
        row(500, ErrorKind::OutcomeUnknown);
        row(502, ErrorKind::OutcomeUnknown);
        row(503, ErrorKind::OutcomeUnknown);
    }

    void aLostAnswerStaysUnknown()
    {
        QFETCH(int, status);
        QFETCH(int, kind);
        for (const Request &request : {createRoom, patchRoom}) {
            Bench bench;
            bench.server.enqueue(cutAnswer, Then::Close);
            bench.server.enqueue(ScriptedServer::answer(status, "{}"));
            const Error error = bench.failureOf(request);
            QCOMPARE(static_cast<int>(error.kind), kind);
            QCOMPARE(error.httpStatus, status);
            QVERIFY(error.attempts > 1);
        }
    }

    void aLostAnswerAndThenNobodyThere()
    {
        Bench bench;
        bench.server.enqueue(cutAnswer, Then::Close);
        connect(&bench.server, &QTcpServer::newConnection, &bench.server,
                [&bench] { bench.server.close(); });
        const Error error = bench.failureOf(patchRoom);
        QCOMPARE(error.kind, ErrorKind::OutcomeUnknown);
        QVERIFY(error.message.contains(u"refused"_s));
        QCOMPARE(error.attempts, 4);
        QCOMPARE(bench.server.requests().size(), 1);
    }

    /// A room that our first DELETE may have deleted was not deleted by somebody else.
    void aDeletionThatFindsNothingTheSecondTimeWasDone_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<int>("attempts");
        QTest::newRow("sent again by us") << cutAnswer << 2;
        QTest::newRow("sent again by Qt") << QByteArray() << 1;
    }

    void aDeletionThatFindsNothingTheSecondTimeWasDone()
    {
        QFETCH(QByteArray, first);
        QFETCH(int, attempts);
        Bench bench;
        QSignalSpy activity(bench.transport.get(), &Transport::attemptFinished);
        bench.server.enqueue(first, Then::Close);
        bench.server.enqueue(ScriptedServer::answer(404, "{}"));
        QVERIFY(bench.ask(deleteRoom).has_value());
        QCOMPARE(bench.server.requests().size(), 2);
        QCOMPARE(activity.size(), attempts);

        Bench other;
        other.server.enqueue(rejection(503)); // certainly not made
        other.server.enqueue(ScriptedServer::answer(404, "{}"));
        QCOMPARE(other.failureOf(deleteRoom).kind, ErrorKind::NotFound);
    }

    void theNoticeTellsWhatIsToCome_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("seconds");
        QTest::newRow("seconds") << QByteArray("Retry-After: 40\r\n") << 40;
        QTest::newRow("date, with a clock that is off")
            << QByteArray("Retry-After: Mon, 06 May 2024 09:01:10 GMT\r\n"
                          "Date: Mon, 06 May 2024 09:00:00 GMT\r\n")
            << 70;
        QTest::newRow("date by this clock")
            << QByteArray("Retry-After: Mon, 06 May 2024 07:09:09 GMT\r\n") << 60;
    }

    void theNoticeTellsWhatIsToCome()
    {
        QFETCH(QByteArray, headers);
        QFETCH(int, seconds);
        for (const int status : {429, 503}) {
            Bench bench(waiting);
            QSignalSpy changed(bench.transport.get(), &Transport::retriesChanged);
            bench.server.enqueue(rejection(status, headers));
            const Ending call(bench.send(patchRoom));
            QTRY_COMPARE(changed.size(), 1);
            const auto notices = bench.transport->retries();
            QCOMPARE(notices.size(), 1);
            const RetryNotice notice = notices.first();
            QCOMPARE(notice.operation, patchRoom.operation);
            QCOMPARE(notice.roomId, patchRoom.roomId);
            QCOMPARE(notice.attempt, 2);
            QCOMPARE(notice.maxAttempts, 4);
            QCOMPARE(notice.why.httpStatus, status);
            // The clock stands still, real time passes.
            QVERIFY(notice.at <= moment.addSecs(seconds));
            QVERIFY(notice.at > moment.addSecs(seconds - 30));
            QCOMPARE(bench.transport->pending(), 1);
            QCOMPARE(bench.transport->pendingChanges(), 1);
            QVERIFY(!call.isThere());

            bench.transport->cancelRetries();
            QCOMPARE(changed.size(), 2);
            QVERIFY(bench.transport->retries().isEmpty());
            QCOMPARE(bench.transport->pending(), 0);
            QCOMPARE(call.error().kind, ErrorKind::Cancelled); // the response: nothing was done
            QCOMPARE(bench.server.requests().size(), 1);
        }
    }

    void waitingCallsCanBeGivenUp()
    {
        Bench bench(waiting);
        bench.server.enqueue(cutAnswer, Then::Close);
        const Ending read(bench.send(getRooms));
        const Ending change(bench.send(patchRoom));
        const Ending other(bench.send(createRoom));
        QTRY_COMPARE(bench.transport->retries().size(), 3);
        read.cancel();
        change.cancel();
        QCOMPARE(bench.transport->retries().size(), 1);
        QCOMPARE(read.error().kind, ErrorKind::Cancelled);
        QCOMPARE(change.error().kind, ErrorKind::OutcomeUnknown);
        bench.transport.reset();
        QCOMPARE(other.error().kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(bench.server.requests().size(), 3);
    }

    void aWaitThatIsTooLongEndsTheCall()
    {
        Bench bench({.callTimeout = 5s, .firstDelay = 1h, .maxDelay = 1h});
        bench.server.enqueue(ScriptedServer::answer(503, "{}"));
        const Error error = bench.failureOf(getRooms);
        QCOMPARE(error.httpStatus, 503);
        QCOMPARE(error.attempts, 1);
    }

    void theWholeCallHasItsTime()
    {
        Bench bench({.attemptTimeout = 30s, .callTimeout = 300ms});
        bench.server.enqueue({});
        const Error error = bench.failureOf(getRooms);
        QCOMPARE(error.kind, ErrorKind::Timeout);
        // or the time that was left
        static const QRegularExpression words(u"within 0(\\.[0-3]\\d*)? s"_s);
        QVERIFY2(error.message.contains(words), qPrintable(error.message));
    }

    void theClockIsMeasuredByEveryAnswer()
    {
        Bench bench(onlyOnce);
        QVERIFY(!bench.transport->clockSkew());
        bench.server.enqueue(
            ScriptedServer::answer(200, "{}", "Date: Mon, 06 May 2024 07:00:09 GMT\r\n"));
        bench.server.enqueue(ScriptedServer::answer(401, "{}"));
        QVERIFY(bench.ask(getRooms).has_value());
        QCOMPARE(bench.transport->clockSkew(), std::optional(480s));
        QCOMPARE(bench.failureOf(getRooms).clockSkew, std::optional(480s)); // known from before
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportRetries);
#include "tst_transportretries.moc"
