#include "support/transporttest.h"

#include "admin/explain.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray otherKeyBase64 = "bWFya2VyLXNlY3JldC1hbm90aGVyLWtleQ==";
const QByteArray rejection =
    ScriptedServer::answer(401, "{\"error\":{\"code\":\"Denied\",\"message\":\"No.\"}}");
const QByteArray granted = ScriptedServer::answer(200, "{}");

/// A transport with a user who can be asked for another key.
struct RotationBench : Bench
{
    QSignalSpy rejected{transport.get(), &Transport::credentialsRejected};

    explicit RotationBench(TransportOptions options = {.firstDelay = atOnce})
        : Bench(std::move(options))
    {
    }

    /// The key has worked; then so many requests are rejected, and later ones accepted.
    void workThenReject(int count)
    {
        server.enqueue(granted);
        for (int i = 0; i < count; ++i)
            server.enqueue(rejection);
        server.enqueue(granted);
        if (!ask(getRooms).has_value())
            qFatal("the first request was not answered");
    }

    void giveOther() const
    {
        transport->replaceCredentials(std::move(*AccessKey::fromBase64(otherKeyBase64)));
    }

    bool isSignedWith(qsizetype index, const QByteArray &base64) const
    {
        const SeenRequest &seen = server.requests().at(index);
        const Signature signature =
            signRequest(*AccessKey::fromBase64(base64), seen.method, seen.target,
                        seen.headers.value("host"), seen.body, moment);
        return seen.headers.value("authorization") == signature.authorization;
    }
};

} // namespace

/// A key that is replaced at the service during use: rejected requests wait for the new one, and
/// are not lost.
class TestTransportRotation : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void theNextRequestUsesTheOtherKey()
    {
        Bench bench;
        bench.server.enqueue(granted);
        QVERIFY(bench.ask(getRooms).has_value());
        bench.transport->replaceCredentials(std::move(*AccessKey::fromBase64(otherKeyBase64)));
        QVERIFY(bench.ask(getRooms).has_value());
        const SeenRequest &seen = bench.server.requests().at(1);
        QCOMPARE(seen.headers.value("authorization"),
                 signRequest(*AccessKey::fromBase64(otherKeyBase64), "GET", seen.target,
                             seen.headers.value("host"), {}, moment)
                     .authorization);
    }

    void whatIsRejectedWaitsForTheNewKey()
    {
        RotationBench t;
        t.workThenReject(4);
        const Ending read(t.send(getRooms));
        const Ending change(t.send(patchRoom));
        const Ending once(t.send(newUser)); // not processed, so it may be sent again
        const Ending creation(t.send(createRoom));
        QTRY_COMPARE(t.server.requests().size(), 5);
        QTRY_COMPARE(t.rejected.size(), 1);
        QCOMPARE(t.rejected.first().first().value<Error>().httpStatus, 401);
        const Ending later(t.send(deleteRoom));
        t.roundTrip();
        QCOMPARE(t.server.requests().size(), 6); // including the round trip
        QCOMPARE(t.transport->pending(), 5);
        QCOMPARE(t.transport->pendingChanges(), 4);
        QVERIFY(t.transport->retries().isEmpty());

        t.giveOther();
        for (const Ending *call : {&read, &change, &once, &creation, &later})
            QVERIFY(call->result().has_value());
        QCOMPARE(t.rejected.size(), 1);
        QCOMPARE(t.server.requests().size(), 11);
        for (int i = 6; i < 11; ++i)
            QVERIFY(t.isSignedWith(i, otherKeyBase64));
    }

    /// The same status, but no other key would help.
    void aUserOfAnotherResourceIsNoRejectedKey()
    {
        RotationBench t;
        t.workThenReject(0);
        t.server.enqueueFor("DELETE /identities",
                            ScriptedServer::answer(401, R"({"error":{"code":"IdentityNotOwned",)"
                                                        R"("message":"Not of this resource."}})"));
        const Ending deletion(t.send({.method = Method::Delete,
                                      .target = "/identities/8%3Aacs%3Ax?api-version=2023-10-01",
                                      .operation = u"Delete user"_s}));
        const Error error = deletion.error();
        QCOMPARE(error.kind, ErrorKind::Denied);
        QCOMPARE(error.serviceCode, u"IdentityNotOwned"_s);
        QCOMPARE(t.rejected.size(), 0);
        QVERIFY(!t.transport->isAskingForCredentials());
        const admin::Explanation words = admin::explain(error);
        QVERIFY(words.headline.contains(u"belongs to another"));
        QVERIFY(!words.canRetry);
        QVERIFY(t.ask(getRooms).has_value());
    }

    /// A rejected attempt does not count as an attempt.
    void aRejectionIsNoLostAttempt()
    {
        RotationBench t(onlyOnce);
        t.workThenReject(1);
        QSignalSpy activity(t.transport.get(), &Transport::attemptFinished);
        const Ending read(t.send(getRooms));
        QTRY_COMPARE(t.rejected.size(), 1);
        t.giveOther();
        QVERIFY(read.result().has_value());
        QCOMPARE(activity.size(), 2); // but it is recorded
        QCOMPARE(activity.first().first().value<ActivityRecord>().status, 401);
        QCOMPARE(activity.last().first().value<ActivityRecord>().attempt, 1);
    }

    void aNewKeyThatIsRejectedIsAskedForAgain()
    {
        RotationBench t;
        t.workThenReject(2);
        const Ending change(t.send(patchRoom));
        QTRY_COMPARE(t.rejected.size(), 1);
        t.giveOther();
        QTRY_COMPARE(t.rejected.size(), 2);
        QVERIFY(!change.isThere());
        t.giveOther();
        QVERIFY(change.result().has_value());
    }

    /// Sent with the old key, rejected when the new one was already in use.
    void aLateRejectionOfTheOldKeyAsksNobody()
    {
        RotationBench t;
        t.server.enqueue(granted);
        t.server.enqueue({}); // no response yet
        t.server.enqueue(granted);
        QVERIFY(t.ask(getRooms).has_value());
        const Ending change(t.send(patchRoom));
        QTRY_COMPARE(t.server.requests().size(), 2);
        t.giveOther();
        t.server.answerLate(1, rejection);
        QVERIFY(change.result().has_value());
        QCOMPARE(t.rejected.size(), 0);
        QVERIFY(t.isSignedWith(2, otherKeyBase64));
    }

    void declined()
    {
        RotationBench t;
        t.workThenReject(3);
        const Ending read(t.send(getRooms));
        const Ending change(t.send(patchRoom));
        QTRY_COMPARE(t.rejected.size(), 1);
        QTRY_COMPARE(t.server.requests().size(), 3);
        const Ending later(t.send(newUser));
        t.transport->declineCredentials();
        for (const Ending *call : {&read, &change, &later}) {
            QCOMPARE(call->error().kind, ErrorKind::Denied); // nothing was changed
            QCOMPARE(call->error().httpStatus, 401);
        }
        QCOMPARE(read.error().attempts, 1);
        QCOMPARE(later.error().attempts, 0);
        QCOMPARE(t.server.requests().size(), 3);

        // The user is not asked again until a request was accepted.
        QCOMPARE(t.failureOf(patchRoom).httpStatus, 401);
        QCOMPARE(t.rejected.size(), 1);
        QVERIFY(t.ask(getRooms).has_value());
        t.server.enqueue(rejection);
        QVERIFY(t.ask(getRooms).has_value());
        const Ending again(t.send(getRooms));
        QTRY_COMPARE(t.rejected.size(), 2);
        t.transport->declineCredentials();
        QCOMPARE(again.error().httpStatus, 401);
    }

    /// Both answers may come from a slot of the signal.
    void answeredAtOnce_data()
    {
        QTest::addColumn<bool>("isGiven");
        QTest::newRow("given") << true;
        QTest::newRow("declined") << false;
    }

    void answeredAtOnce()
    {
        QFETCH(bool, isGiven);
        RotationBench t;
        t.workThenReject(1);
        connect(t.transport.get(), &Transport::credentialsRejected, this, [&t, isGiven] {
            if (isGiven)
                t.giveOther();
            else
                t.transport->declineCredentials();
        });
        QCOMPARE(t.ask(patchRoom).has_value(), isGiven);
        QCOMPARE(t.server.requests().size(), isGiven ? 3 : 2);
    }

    void whereNobodyListensItFails()
    {
        Bench bench;
        for (const QByteArray &answer : {granted, rejection})
            bench.server.enqueue(answer);
        QVERIFY(bench.ask(getRooms).has_value());
        QCOMPARE(bench.failureOf(patchRoom).httpStatus, 401);
        QCOMPARE(bench.server.requests().size(), 2);
    }

    void aKeyThatNeverWorkedFailsAtOnce()
    {
        RotationBench t;
        t.server.enqueue(rejection);
        const Error error = t.failureOf(getRooms);
        QCOMPARE(error.kind, ErrorKind::Denied);
        QVERIFY(admin::explain(error).headline.contains(u"rejected the access key"_s));
        QCOMPARE(t.rejected.size(), 0);
    }

    void whatIsForbiddenDoesNotWait()
    {
        RotationBench t;
        for (const QByteArray &answer : {granted, ScriptedServer::answer(403, "{}")})
            t.server.enqueue(answer);
        QVERIFY(t.ask(getRooms).has_value());
        QCOMPARE(t.failureOf(patchRoom).httpStatus, 403);
        QCOMPARE(t.rejected.size(), 0);
    }

    /// Another key would not help.
    void aWrongClockFailsAtOnce()
    {
        RotationBench t;
        t.server.enqueue(granted);
        t.server.enqueue(
            ScriptedServer::answer(401, "{}", "Date: Mon, 06 May 2024 07:02:09 GMT\r\n"));
        QVERIFY(t.ask(getRooms).has_value());
        const Error error = t.failureOf(patchRoom);
        QVERIFY(admin::explain(error).advice.contains(u"6 minutes ahead"_s));
        QCOMPARE(t.rejected.size(), 0);
    }

    void waitingCanBeGivenUp()
    {
        RotationBench t;
        t.workThenReject(2);
        const Ending change(t.send(patchRoom));
        const Ending once(t.send(newUser));
        QTRY_COMPARE(t.server.requests().size(), 3);
        QTRY_COMPARE(t.rejected.size(), 1);
        QTRY_COMPARE(t.network.findChildren<QNetworkReply *>().size(), 0);
        change.cancel();
        QCOMPARE(change.error().kind, ErrorKind::Cancelled); // it was not processed
        t.giveOther();
        QVERIFY(once.result().has_value());
        QCOMPARE(t.server.requests().size(), 4);
    }

    void theTransportGoesMeanwhile()
    {
        RotationBench t;
        t.workThenReject(1);
        const Ending change(t.send(patchRoom));
        QTRY_COMPARE(t.rejected.size(), 1);
        const Ending later(t.send(newUser));
        t.transport.reset();
        QCOMPARE(change.error().kind, ErrorKind::Cancelled);
        QCOMPARE(later.error().kind, ErrorKind::Cancelled);
    }

    /// A response was lost, then the key was rejected: whether the change was made stays unknown if
    /// there is no other key.
    void whatMayHaveBeenMadeStaysUnknown_data() { answeredAtOnce_data(); }

    void whatMayHaveBeenMadeStaysUnknown()
    {
        QFETCH(bool, isGiven);
        RotationBench t;
        t.server.enqueue(granted);
        t.server.enqueue(cutAnswer, ScriptedServer::Then::Close);
        t.server.enqueue(rejection);
        t.server.enqueue(granted);
        QVERIFY(t.ask(getRooms).has_value());
        const Ending change(t.send(createRoom));
        QTRY_COMPARE(t.rejected.size(), 1);
        QVERIFY(t.transport->retries().isEmpty()); // it waits for the user
        if (!isGiven) {
            t.transport->declineCredentials();
            QCOMPARE(change.error().kind, ErrorKind::OutcomeUnknown);
            return;
        }
        t.giveOther();
        QVERIFY(change.result().has_value());
        // The same request each time, so that it can't create two rooms.
        const QList<SeenRequest> &seen = t.server.requests();
        QCOMPARE(seen.size(), 4);
        for (const char *name : {"repeatability-request-id", "repeatability-first-sent"})
            QCOMPARE(seen.at(3).headers.value(name), seen.at(1).headers.value(name));
    }

    /// Qt lost the first sending of the only attempt, and its own second one was rejected: the time
    /// of the request is that of the first.
    void whatQtSentTwiceIsOneRequest()
    {
        RotationBench t;
        t.server.enqueue(granted);
        t.server.enqueue({}, ScriptedServer::Then::Close);
        t.server.enqueue(rejection);
        t.server.enqueue(granted);
        QVERIFY(t.ask(getRooms).has_value());
        QSignalSpy activity(t.transport.get(), &Transport::attemptFinished);
        const Ending change(t.send(createRoom));
        QTRY_COMPARE(t.rejected.size(), 1);
        QCOMPARE(activity.size(), 1);
        t.clock.set(moment.addSecs(3600));
        t.giveOther();
        QVERIFY(change.result().has_value());
        const QList<SeenRequest> &seen = t.server.requests();
        QCOMPARE(seen.size(), 4);
        for (const char *name : {"repeatability-request-id", "repeatability-first-sent"}) {
            for (int i = 2; i < 4; ++i)
                QCOMPARE(seen.at(i).headers.value(name), seen.at(1).headers.value(name));
        }
    }

    /// The user's time does not count as the request's; but what may have been made is not sent
    /// again after its time limit.
    void aPersonMayTakeHisTime_data()
    {
        QTest::addColumn<bool>("maybeMade");
        QTest::newRow("certainly not made") << false;
        QTest::newRow("perhaps made") << true;
    }

    void aPersonMayTakeHisTime()
    {
        QFETCH(bool, maybeMade);
        // A busy computer needs more time for the attempts themselves.
        for (std::chrono::milliseconds callTimeout{125}; callTimeout < 10s; callTimeout *= 4) {
            const auto ended = whileAPersonTakesLonger(callTimeout, maybeMade);
            if (ended && maybeMade) {
                QVERIFY(!ended->has_value());
                QCOMPARE(ended->error().kind, ErrorKind::OutcomeUnknown);
                return;
            }
            if (ended && ended->has_value())
                return;
        }
        QFAIL("it was not made in any time");
    }

private:
    /// How a change ends if its key is replaced after its time limit. Absent: before it was
    /// rejected.
    static std::optional<Result<Response>>
    whileAPersonTakesLonger(std::chrono::milliseconds callTimeout, bool maybeMade)
    {
        RotationBench t({.callTimeout = callTimeout, .firstDelay = atOnce});
        t.server.enqueue(granted);
        if (maybeMade)
            t.server.enqueue(cutAnswer, ScriptedServer::Then::Close);
        t.server.enqueue(rejection);
        t.server.enqueue(granted);
        if (!t.ask(getRooms))
            return {};
        const Ending change(t.send(createRoom));
        const QDeadlineTimer over(callTimeout, Qt::PreciseTimer);
        if (!waitUntil([&] { return change.isThere() || !t.rejected.isEmpty(); })
            || t.rejected.isEmpty())
            return {};
        waitUntil([&over] { return over.hasExpired(); });
        t.giveOther();
        return change.result();
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportRotation);
#include "tst_transportrotation.moc"
