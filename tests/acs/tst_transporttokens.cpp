#include "support/scriptedtokens.h"
#include "support/transporttest.h"

#include "acs/rooms/roomsclient.h"
#include "admin/explain.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

namespace {

const QByteArray rejection =
    ScriptedServer::answer(401, "{\"error\":{\"code\":\"Denied\",\"message\":\"No.\"}}");
const QByteArray granted = ScriptedServer::answer(200, "{}");

/// A transport that uses tokens.
struct TokenBench
{
    std::shared_ptr<TokenScript> tokens = std::make_shared<TokenScript>();
    Bench bench;

    explicit TokenBench(TransportOptions options = {.firstDelay = atOnce})
        : bench(std::move(options))
    {
        bench.transport->replaceCredentials(std::make_unique<ScriptedTokens>(tokens));
    }

    QDateTime in(int minutes) const { return bench.clock.now().addSecs(minutes * 60LL); }
    QByteArray sent(qsizetype request, const QByteArray &header = "authorization") const
    {
        return bench.server.requests().at(request).headers.value(header);
    }
    static QByteArray bearer(int number) { return "Bearer " + TokenScript::text(number); }
};

} // namespace

/// Tokens instead of a key: fetched before anything is sent, renewed in time, fetched again once
/// after a rejection, and never shown.
class TestTransportTokens : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void requestsWaitForTheFirstToken()
    {
        TokenBench t;
        t.bench.server.enqueue(granted);
        const Ending read(t.bench.send(getRooms));
        const Ending change(t.bench.send(newUser));
        QCOMPARE(t.tokens->fetches, 1);
        QCOMPARE(t.bench.transport->pending(), 2);
        QCOMPARE(t.bench.transport->pendingChanges(), 1);
        t.tokens->give(t.in(60));
        QVERIFY(read.result().has_value());
        QVERIFY(change.result().has_value());
        QVERIFY(t.bench.ask(patchRoom).has_value());
        QCOMPARE(t.tokens->fetches, 1);
        QCOMPARE(t.bench.server.requests().size(), 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(t.sent(i), TokenBench::bearer(1));
            QCOMPARE(t.sent(i, "x-ms-date"), QByteArray()); // nothing of a signature
            QCOMPARE(t.sent(i, "x-ms-content-sha256"), QByteArray());
        }
    }

    void withoutATokenNothingGoesOut()
    {
        TokenBench t;
        const Ending read(t.bench.send(getRooms));
        const Ending change(t.bench.send(patchRoom));
        t.tokens->fail(makeError(ErrorKind::Denied, u"Nobody is signed in."_s));
        for (const Ending *call : {&read, &change}) {
            QCOMPARE(call->error().kind, ErrorKind::Denied);
            QVERIFY(call->error().usedToken);
            QCOMPARE(admin::explain(call->error()).advice, u"Nobody is signed in."_s);
        }
        QCOMPARE(t.bench.server.requests().size(), 0);
        const Ending again(t.bench.send(getRooms)); // a new request fetches again
        QCOMPARE(t.tokens->fetches, 2);
        again.cancel();
        QCOMPARE(again.error().kind, ErrorKind::Cancelled);
    }

    void aTokenThatHasEndedAlreadyIsNone()
    {
        TokenBench t;
        const Ending read(t.bench.send(getRooms));
        t.tokens->give(t.in(0));
        QCOMPARE(read.error().kind, ErrorKind::Denied);
        QVERIFY(read.error().message.contains(u"already expired"_s));
        QCOMPARE(t.bench.server.requests().size(), 0);
    }

    void renewedAheadOfItsEnd()
    {
        TokenBench t;
        t.bench.server.enqueue(granted);
        const Ending first(t.bench.send(getRooms));
        t.tokens->give(t.in(60));
        QVERIFY(first.result().has_value());
        t.bench.clock.advance(std::chrono::minutes(54));
        QVERIFY(t.bench.ask(getRooms).has_value());
        QCOMPARE(t.tokens->fetches, 1);

        // Five minutes before it expires: fetched once, while the present one is still used.
        t.bench.clock.advance(std::chrono::minutes(1));
        QVERIFY(t.bench.ask(getRooms).has_value());
        QVERIFY(t.bench.ask(getRooms).has_value());
        QCOMPARE(t.tokens->fetches, 2);
        QCOMPARE(t.sent(3), TokenBench::bearer(1));
        t.tokens->give(t.in(60));
        QVERIFY(t.bench.ask(getRooms).has_value()); // and lets the result arrive
        QVERIFY(t.bench.ask(getRooms).has_value());
        QCOMPARE(t.sent(5), TokenBench::bearer(2));
        QCOMPARE(t.tokens->fetches, 2);
    }

    void aFailedRenewalIsTriedAgainNotAtEachRequest()
    {
        TokenBench t;
        t.bench.server.enqueue(granted);
        const Ending first(t.bench.send(getRooms));
        t.tokens->give(t.in(4)); // short: renewed at half of it
        QVERIFY(first.result().has_value());
        t.bench.clock.advance(std::chrono::minutes(2));
        const Ending second(t.bench.send(getRooms));
        QCOMPARE(t.tokens->fetches, 2);
        t.tokens->fail(makeError(ErrorKind::Denied, {}));
        QVERIFY(second.result().has_value());
        QVERIFY(t.bench.ask(getRooms).has_value());
        QCOMPARE(t.tokens->fetches, 2);
        t.bench.clock.advance(std::chrono::seconds(31));
        QVERIFY(t.bench.ask(getRooms).has_value());
        QCOMPARE(t.tokens->fetches, 3);
        QCOMPARE(t.sent(3), TokenBench::bearer(1));
    }

    void anEndedTokenNeverGoesOut()
    {
        TokenBench t;
        t.bench.server.enqueue(granted);
        const Ending first(t.bench.send(getRooms));
        t.tokens->give(t.in(60));
        QVERIFY(first.result().has_value());
        t.bench.clock.advance(std::chrono::minutes(60)); // the computer was asleep
        const Ending second(t.bench.send(getRooms));
        QCOMPARE(t.tokens->fetches, 2);
        t.tokens->give(t.in(60));
        QVERIFY(second.result().has_value());
        QCOMPARE(t.bench.server.requests().size(), 2);
        QCOMPARE(t.sent(1), TokenBench::bearer(2));
    }

    /// A 401 was not processed: even requests that may be sent only once are sent again.
    void aRejectedTokenIsFetchedOnceMore()
    {
        TokenBench t;
        for (const QByteArray &answer : {rejection, rejection, rejection, granted})
            t.bench.server.enqueue(answer);
        const Ending once(t.bench.send(newUser));
        const Ending change(t.bench.send(patchRoom));
        const Ending read(t.bench.send(getRooms));
        t.tokens->give(t.in(60));
        QTRY_COMPARE(t.tokens->fetches, 2);
        QTRY_COMPARE(t.bench.server.requests().size(), 3);
        t.tokens->give(t.in(60));
        for (const Ending *call : {&once, &change, &read})
            QVERIFY(call->result().has_value());
        QCOMPARE(t.tokens->fetches, 2);
        QCOMPARE(t.bench.server.requests().size(), 6);
        for (int i = 3; i < 6; ++i)
            QCOMPARE(t.sent(i), TokenBench::bearer(2));

        // After a token was accepted, it may be rejected once again.
        QVERIFY(t.bench.ask(getRooms).has_value());
    }

    void rejectedTwiceItFails()
    {
        TokenBench t;
        t.bench.server.enqueue(rejection);
        QSignalSpy asked(t.bench.transport.get(), &Transport::credentialsRejected);
        const Ending read(t.bench.send(getRooms));
        const Ending change(t.bench.send(patchRoom));
        t.tokens->give(t.in(60));
        QTRY_COMPARE(t.tokens->fetches, 2);
        QTRY_COMPARE(t.bench.server.requests().size(), 2);
        t.tokens->give(t.in(60));
        for (const Ending *call : {&read, &change}) {
            QCOMPARE(call->error().kind, ErrorKind::Denied);
            QCOMPARE(call->error().httpStatus, 401);
            const admin::Explanation words = admin::explain(call->error());
            QVERIFY(words.headline.endsWith(u" rejected the access token."_s));
            QVERIFY(words.advice.contains(u"az login"_s));
        }
        QCOMPARE(t.bench.server.requests().size(), 4);
        QCOMPARE(t.tokens->fetches, 2);
        QCOMPARE(asked.size(), 0); // only for keys

        // As long as none is accepted, each request fetches one more, and fails at once.
        const Ending later(t.bench.send(getRooms));
        QCOMPARE(t.tokens->fetches, 3);
        t.tokens->give(t.in(60));
        QCOMPARE(later.error().httpStatus, 401);
        QCOMPARE(t.bench.server.requests().size(), 5);
        QCOMPARE(t.tokens->fetches, 3);
    }

    void aLackingRoleIsNoMatterOfTheToken()
    {
        TokenBench t;
        t.bench.server.enqueue(ScriptedServer::answer(403, "{}"));
        const Ending read(t.bench.send(getRooms));
        t.tokens->give(t.in(60));
        QCOMPARE(read.error().httpStatus, 403);
        QVERIFY(read.error().usedToken);
        QCOMPARE(t.tokens->fetches, 1);
    }

    void waitingForItCanBeGivenUp()
    {
        TokenBench t;
        t.bench.server.enqueue(granted);
        const Ending change(t.bench.send(patchRoom));
        const Ending read(t.bench.send(getRooms));
        change.cancel();
        QCOMPARE(change.error().kind, ErrorKind::Cancelled);
        t.tokens->give(t.in(60));
        QVERIFY(read.result().has_value());
        QCOMPARE(t.bench.server.requests().size(), 1);
    }

    void theTransportGoesFirst()
    {
        TokenBench t;
        const Ending change(t.bench.send(patchRoom));
        t.bench.transport.reset();
        QCOMPARE(change.error().kind, ErrorKind::Cancelled); // nothing had been sent
        t.tokens->give(moment.addDays(1)); // too late, and nobody waits for it
    }

    /// Replaced with a key: the result of the earlier fetch is ignored.
    void replacedWhileItIsFetched()
    {
        TokenBench t;
        t.bench.server.enqueue(granted);
        const Ending read(t.bench.send(getRooms));
        t.bench.transport->replaceCredentials(std::move(*AccessKey::fromBase64(keyBase64)));
        t.tokens->give(t.in(60));
        QVERIFY(read.result().has_value());
        QVERIFY(t.bench.ask(getRooms).has_value());
        QVERIFY(t.sent(0).startsWith("HMAC-SHA256 "));
        QVERIFY(t.sent(1).startsWith("HMAC-SHA256 "));
    }

    void onlyOverHttpsOrToThisComputer_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<bool>("may");
        QTest::newRow("https") << u"https://contoso.example"_s << true;
        QTest::newRow("http") << u"http://contoso.example"_s << false;
        QTest::newRow("http, an address") << u"http://192.0.2.1:8080"_s << false;
        QTest::newRow("http, named like it") << u"http://localhost.example"_s << false;
        QTest::newRow("this computer") << u"http://127.0.0.1:8080"_s << true;
        QTest::newRow("this computer, IPv6") << u"http://[::1]:8080"_s << true;
        QTest::newRow("this computer by name") << u"http://localhost"_s << true;
    }

    void onlyOverHttpsOrToThisComputer()
    {
        QFETCH(QString, endpoint);
        QFETCH(bool, may);
        const auto tokens = std::make_shared<TokenScript>();
        QNetworkAccessManager network;
        const ManualClock clock{moment};
        SeededRandom random{1};
        Transport transport(Endpoint{.url = QUrl(endpoint)},
                            std::make_unique<ScriptedTokens>(tokens), network, clock, random);
        const Ending call(transport.send(getRooms));
        QCOMPARE(tokens->fetches, may ? 1 : 0); // not even requested
        QCOMPARE(call.isThere() || transport.pending() == 0, !may);
        if (!may)
            QCOMPARE(call.error().kind, ErrorKind::Invalid);
    }

    /// Neither if the service links to another host, nor if it redirects.
    void goesNowhereElse()
    {
        TokenBench t;
        ScriptedServer elsewhere;
        elsewhere.enqueue(granted);
        const QByteArray target = elsewhere.endpoint().toLatin1() + "/rooms";
        t.bench.server.enqueue(ScriptedServer::answer(302, {}, "Location: " + target + "\r\n"));
        t.bench.server.enqueue(ScriptedServer::answer(200, "{\"value\":[],\"nextLink\":\"" + target
                                                               + "?nextLink=a\"}"));
        const Ending moved(t.bench.send(getRooms));
        t.tokens->give(t.in(60));
        QCOMPARE(moved.error().kind, ErrorKind::BadAnswer);

        QObject context;
        std::optional<Result<ListEnd>> end;
        const RoomsClient client(*t.bench.transport, defaultApiVersion);
        client.listRooms(&context, [](const RoomPage &) {})
            .then(&context, [&end](const Result<ListEnd> &result) { end = result; });
        QVERIFY(waitUntil([&end] { return end.has_value(); }));
        QCOMPARE(end->error().kind, ErrorKind::BadAnswer);
        QCOMPARE(t.bench.server.requests().size(), 2);
        QCOMPARE(t.sent(1), TokenBench::bearer(1));
        QCOMPARE(elsewhere.requests().size(), 0);
    }

    /// If a service returns what it was sent, the token does not appear in a message.
    void isNeverTold()
    {
        TokenBench t({.maxAttempts = 1});
        const QByteArray token = TokenScript::text(1);
        t.bench.server.enqueue(ScriptedServer::answer(
            403,
            "{\"error\":{\"code\":\"" + token + "\",\"message\":\"Wrong: Bearer " + token
                + "\",\"details\":[{\"code\":\"a\",\"message\":\"" + token + "\"}]}}",
            "MS-CV: of " + token + "\r\n"));
        QSignalSpy activity(t.bench.transport.get(), &Transport::attemptFinished);
        const Ending read(t.bench.send(getRooms));
        t.tokens->give(t.in(60));
        const Error error = read.error();
        QCOMPARE(error.message, u"Wrong: Bearer …"_s);
        QCOMPARE(error.serviceCode, u"…"_s);
        QCOMPARE(error.requestId, u"of …"_s);
        QVERIFY(!admin::explain(error).details.contains(QString::fromLatin1(token)));
        QCOMPARE(activity.first().first().value<ActivityRecord>().requestId, u"of …"_s);
    }

    /// Only what is allowed in a header; otherwise it could add headers.
    void tokens_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("JWT") << QByteArray("marker-secret.eyJhIjoxfQ.Ab-_c") << true;
        QTest::newRow("opaque") << QByteArray("marker-secret+/~==") << true;
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("blank") << QByteArray("marker-secret a") << false;
        QTest::newRow("line") << QByteArray("marker-secret\r\nX: y") << false;
        QTest::newRow("quote") << QByteArray("\"marker-secret\"") << false;
        QTest::newRow("not ASCII") << QByteArray("marker-secret\xc3\xa4") << false;
        QTest::newRow("zero") << QByteArray("marker-secret\0", 14) << false;
    }

    void tokens()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isOne);
        const auto token = BearerToken::fromText(text, moment);
        QCOMPARE(token.has_value(), isOne);
        if (isOne)
            QCOMPARE(token->authorization(), "Bearer " + text);
        else
            QVERIFY(!token.error().message.contains(u"marker"_s));
        QVERIFY(!BearerToken::fromText("marker-secret", QDateTime()).has_value());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportTokens);
#include "tst_transporttokens.moc"
