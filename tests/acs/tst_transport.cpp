#include "support/transporttest.h"

#include "acs/auth/requestsigner.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>

#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTransport : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void signsWhatItSends()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(200, "{}", "MS-CV: cv123\r\n"));
        QSignalSpy activity(bench.transport.get(), &Transport::attemptFinished);
        const Request request{.method = Method::Get,
                              .target = "/identities/8%3Aacs%3Aa_b/:x?q=%2Fa%20b&api-version=v",
                              .operation = u"Try"_s};
        const auto response = bench.ask(request);
        QVERIFY(response.has_value());
        QCOMPARE(response->status, 200);
        QCOMPARE(response->requestId, u"cv123"_s);

        const SeenRequest seen = bench.server.requests().value(0);
        QCOMPARE(seen.target, request.target);
        const QByteArray host = "127.0.0.1:" + QByteArray::number(bench.server.serverPort());
        QCOMPARE(seen.headers.value("host"), host);
        const Signature expected =
            signRequest(*AccessKey::fromBase64(keyBase64), "GET", seen.target, host, {}, moment);
        QCOMPARE(seen.headers.value("authorization"), expected.authorization);
        QCOMPARE(seen.headers.value("x-ms-date"), expected.date);
        QCOMPARE(seen.headers.value("x-ms-content-sha256"), expected.contentSha256);
        QVERIFY(seen.headers.value("user-agent").startsWith("Roomkeeper/"));
        QVERIFY(!seen.headers.contains("cookie"));

        QCOMPARE(activity.size(), 1);
        const auto record = activity.first().first().value<ActivityRecord>();
        QCOMPARE(record.operation, u"Try"_s);
        QCOMPARE(record.method, u"GET"_s);
        QVERIFY(!record.path.contains(u'?'));
        QCOMPARE(record.status, 200);
        QCOMPARE(record.attempt, 1);
        QCOMPARE(record.requestId, u"cv123"_s);
        QCOMPARE(record.startedAt, moment);
    }

    void sendsBodiesAsTheyAre()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(200, "{}"));
        QVERIFY(bench.ask(patchRoom).has_value());
        QVERIFY(bench.ask(newUser).has_value());
        const SeenRequest patch = bench.server.requests().at(0);
        QCOMPARE(patch.method, QByteArray("PATCH"));
        QCOMPARE(patch.body, QByteArray("{}"));
        QCOMPARE(patch.headers.value("content-type"), QByteArray("application/merge-patch+json"));
        const SeenRequest post = bench.server.requests().at(1);
        QCOMPARE(post.method, QByteArray("POST"));
        QCOMPARE(post.body, QByteArray("{}"));
        QCOMPARE(post.headers.value("content-length"), QByteArray("2"));
        QCOMPARE(post.headers.value("x-ms-content-sha256"), contentHash("{}"));
    }

    void aPostWithoutBody()
    {
        const Request revoke{.method = Method::Post,
                             .target = "/identities/x/:revokeAccessTokens?api-version=2023-10-01"};
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(204));
        QVERIFY(bench.ask(revoke).has_value());
        const SeenRequest seen = bench.server.requests().value(0);
        QCOMPARE(seen.target,
                 QByteArray("/identities/x/:revokeAccessTokens?api-version=2023-10-01"));
        QVERIFY(!seen.headers.contains("content-type"));
        QCOMPARE(seen.headers.value("content-length"), QByteArray("0"));

        Bench lost(onlyOnce);
        lost.server.enqueue(cutAnswer, ScriptedServer::Then::Close);
        QCOMPARE(lost.failureOf(revoke).kind, ErrorKind::OutcomeUnknown);
    }

    void statuses_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("kind");
        const auto row = [](int status, ErrorKind kind) {
            QTest::addRow("%d", status) << status << static_cast<int>(kind);
        };
        row(301, ErrorKind::BadAnswer);
        row(302, ErrorKind::BadAnswer);
        row(307, ErrorKind::BadAnswer);
        row(400, ErrorKind::Invalid);
        row(401, ErrorKind::Denied);
        row(403, ErrorKind::Denied);
        row(404, ErrorKind::NotFound);
        row(408, ErrorKind::Timeout);
        row(409, ErrorKind::Conflict);
        row(412, ErrorKind::Conflict);
        row(413, ErrorKind::Invalid);
        row(415, ErrorKind::Invalid);
        row(429, ErrorKind::Throttled);
        row(500, ErrorKind::Server);
        row(503, ErrorKind::Server);
    }

    void statuses()
    {
        QFETCH(int, status);
        QFETCH(int, kind);
        for (const Request &request : {getRooms, patchRoom, newUser}) {
            Bench bench(onlyOnce);
            bench.server.enqueue(ScriptedServer::answer(
                status, R"({"error":{"code":"SomeCode","message":"Some words."}})",
                "Retry-After: 7\r\nMS-CV: cv9\r\nDate: Mon, 06 May 2024 07:00:09 GMT\r\n"
                "Location: http://127.0.0.1:1/elsewhere\r\n"));
            const Error error = bench.failureOf(request);
            QCOMPARE(static_cast<int>(error.kind), kind);
            QCOMPARE(error.httpStatus, status);
            QCOMPARE(error.serviceCode, u"SomeCode"_s);
            QCOMPARE(error.host, u"127.0.0.1:%1"_s.arg(bench.server.serverPort()));
            QCOMPARE(error.requestId, u"cv9"_s);
            QCOMPARE(error.retryAfter, std::optional(7s));
            QCOMPARE(error.clockSkew, std::optional(480s));
            QCOMPARE(error.attempts, 1);
            QCOMPARE(bench.server.requests().size(), 1); // it was not sent again or elsewhere
        }
    }

    void aNameThatIsNotFoundFailsAtOnce()
    {
        // Longer than a name can be: rejected on this computer, whatever its name server says.
        const QString host = (QString(60, u'a') + u'.').repeated(5) + u"invalid:8443"_s;
        Bench bench({}, u"https://"_s + host);
        QSignalSpy waits(bench.transport.get(), &Transport::retriesChanged);
        const Error error = bench.failureOf(getRooms);
        QCOMPARE(error.kind, ErrorKind::Network);
        QCOMPARE(error.host, host);
        QCOMPARE(error.attempts, 1);
        QCOMPARE(waits.size(), 0);
    }

    void sixAtATimeInOrder()
    {
        Bench bench;
        bench.server.enqueue({}); // never answers
        std::vector<std::unique_ptr<Ending>> calls;
        for (int i = 0; i < 8; ++i) {
            Request request = getRooms;
            request.target = "/rooms/" + QByteArray::number(i);
            calls.push_back(std::make_unique<Ending>(bench.send(request)));
        }
        QTRY_COMPARE(bench.server.requests().size(), 6);
        QCOMPARE(bench.transport->pending(), 8);
        calls.at(7)->cancel(); // still queued: never sent
        calls.at(0)->cancel(); // frees a slot for the seventh
        QTRY_COMPARE(bench.server.requests().size(), 7);
        QCOMPARE(bench.server.requests().at(6).target, QByteArray("/rooms/6"));
        QTRY_VERIFY(calls.at(0)->isThere() && calls.at(7)->isThere());
        QCOMPARE(bench.transport->pending(), 6);
        for (const auto &call : calls)
            call->cancel();
        QCOMPARE(bench.transport->pending(), 0);
        QCOMPARE(bench.server.requests().size(), 7);
    }

    void readOnlyRejectsAllButReading()
    {
        Bench bench({.readOnly = true});
        bench.server.enqueue(ScriptedServer::answer(200, "{}"));
        QCOMPARE(bench.ask(patchRoom).error().kind, ErrorKind::ReadOnly);
        QCOMPARE(bench.ask(newUser).error().kind, ErrorKind::ReadOnly);
        QVERIFY(bench.ask(getRooms).has_value());
        QCOMPARE(bench.server.requests().size(), 1);
    }

    /// A 429 also delays requests that were never sent; this is reported and can be cancelled.
    void aPauseIsTold()
    {
        Bench bench(waiting);
        bench.server.enqueue(ScriptedServer::answer(429, "{}", "Retry-After: 40\r\n"));
        QCOMPARE(bench.failureOf(newUser).kind, ErrorKind::Throttled);
        QVERIFY(bench.transport->retries().isEmpty());

        QSignalSpy changed(bench.transport.get(), &Transport::retriesChanged);
        const auto call = std::make_unique<Ending>(bench.send(getRooms));
        QCOMPARE(changed.size(), 1);
        const auto notices = bench.transport->retries();
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.first().operation, getRooms.operation);
        QCOMPARE(notices.first().attempt, 1);
        QCOMPARE(notices.first().why.httpStatus, 429);
        QVERIFY(!notices.first().isUnderWay);
        QVERIFY(notices.first().at > moment);

        bench.transport->cancelRetries();
        QCOMPARE(changed.size(), 2);
        QVERIFY(bench.transport->retries().isEmpty());
        QCOMPARE(call->error().kind, ErrorKind::Cancelled);
        QCOMPARE(bench.server.requests().size(), 1);
    }

    /// The service remembers a request for some minutes from then, by its own clock.
    void firstSentGoesByTheServicesClock()
    {
        Bench bench;
        bench.server.enqueue(
            ScriptedServer::answer(200, "{}", "Date: Mon, 06 May 2024 07:01:09 GMT\r\n"));
        QVERIFY(bench.ask(createRoom).has_value());
        QVERIFY(bench.ask(createRoom).has_value());
        const auto header = [&bench](int request, const QByteArray &name) {
            return bench.server.requests().at(request).headers.value(name);
        };
        QCOMPARE(header(0, "repeatability-first-sent"), httpDate(moment)); // not known yet
        QCOMPARE(header(1, "repeatability-first-sent"), httpDate(moment.addSecs(-420)));
        QCOMPARE(header(1, "x-ms-date"), httpDate(moment));
    }

    /// If a service returns what it was sent, the signature does not appear in a message.
    void signaturesAreRedacted()
    {
        Bench bench;
        const QByteArray host = "127.0.0.1:" + QByteArray::number(bench.server.serverPort());
        const Signature signature = signRequest(*AccessKey::fromBase64(keyBase64), "GET",
                                                getRooms.target, host, {}, moment);
        const QByteArray secret =
            signature.authorization.sliced(signature.authorization.indexOf("Signature=") + 10);
        bench.server.enqueue(ScriptedServer::answer(
            401,
            R"({"error":{"code":"Denied","message":"Wrong: )" + secret + R"(","details":[{"code":")"
                + secret + R"(","target":")" + secret + R"("}]}})",
            "MS-CV: of " + secret + "\r\n"));
        QSignalSpy activity(bench.transport.get(), &Transport::attemptFinished);
        const auto response = bench.ask(getRooms);
        QCOMPARE(response.error().requestId, u"of …"_s);
        QCOMPARE(activity.first().first().value<ActivityRecord>().requestId, u"of …"_s);
        QCOMPARE(response.error().message, u"Wrong: …"_s);
        QCOMPARE(response.error().details,
                 (QList<ErrorDetail>{{.code = u"…"_s, .message = {}, .target = u"…"_s}}));
    }

    void linksToOthersAreNotFollowed()
    {
        Bench bench({}, u"https://contoso.example"_s);
        QCOMPARE(*bench.transport->targetOfLink(
                     u"https://contoso.example/rooms?nextLink=a%2Fb&api-version=v"_s),
                 QByteArray("/rooms?nextLink=a%2Fb&api-version=v"));
        for (const auto *link : {"https://evil.example/rooms", "http://contoso.example/rooms",
                                 "https://contoso.example:8443/rooms", "/rooms", "string"}) {
            QCOMPARE(bench.transport->targetOfLink(QString::fromLatin1(link)).error().kind,
                     ErrorKind::BadAnswer);
        }
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransport);
#include "tst_transport.moc"
