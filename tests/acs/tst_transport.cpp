#include "scriptedserver.h"

#include "acs/requestsigner.h"
#include "acs/transport.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray keyBase64 = "c2VjcmV0LWtleS1mb3ItdGVzdHMtb25seS0wMDAwMDA=";
const QDateTime moment(QDate(2024, 5, 6), QTime(7, 8, 9), Qt::UTC);
const Request getRooms{
    .method = Method::Get, .target = "/rooms?api-version=2025-03-13", .operation = u"List rooms"_s};
const Request patchRoom{.method = Method::Patch,
                        .target = "/rooms/99?api-version=2025-03-13",
                        .body = "{}",
                        .contentType = "application/merge-patch+json",
                        .operation = u"Update room"_s,
                        .roomId = u"99"_s};
const Request newUser{.method = Method::Post,
                      .target = "/identities?api-version=2023-10-01",
                      .body = "{}",
                      .contentType = "application/json",
                      .delivery = Delivery::AtMostOnce,
                      .operation = u"Create user"_s};

/// A transport to a scripted server, and what it answered last.
struct Bench
{
    ScriptedServer server;
    QNetworkAccessManager network;
    ManualClock clock{moment};
    SeededRandom random{1};
    Transport transport;
    QObject context;

    explicit Bench(TransportOptions options = {}, const QString &endpoint = {})
        : transport(*parseEndpoint(endpoint.isEmpty() ? server.endpoint() : endpoint),
                    *AccessKey::fromBase64(keyBase64), network, clock, random, options)
    {
        // Another program's proxy settings have no say in a test.
        network.setProxy(QNetworkProxy::NoProxy);
    }

    Result<Response> ask(const Request &request)
    {
        std::optional<Result<Response>> result;
        transport.send(request).then(&context,
                                     [&result](Result<Response> r) { result = std::move(r); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 30'000))
            qFatal("no answer at all");
        return *result;
    }
};

} // namespace

class TestTransport : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void signsWhatItSends()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(200, "{}", "MS-CV: cv123\r\n"));
        QSignalSpy activity(&bench.transport, &Transport::attemptFinished);
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

    void aPostWithoutBodyKeepsItsQuery()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(204));
        QVERIFY(bench
                    .ask({.method = Method::Post,
                          .target = "/identities/x/:revokeAccessTokens?api-version=2023-10-01"})
                    .has_value());
        const SeenRequest seen = bench.server.requests().value(0);
        QCOMPARE(seen.target,
                 QByteArray("/identities/x/:revokeAccessTokens?api-version=2023-10-01"));
        QVERIFY(!seen.headers.contains("content-type"));
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
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(
            status, R"({"error":{"code":"SomeCode","message":"Some words."}})",
            "Retry-After: 7\r\nMS-CV: cv9\r\nDate: Mon, 06 May 2024 07:00:09 GMT\r\n"
            "Location: http://127.0.0.1:1/elsewhere\r\n"));
        for (const Request &request : {getRooms, patchRoom, newUser}) {
            const auto response = bench.ask(request);
            QVERIFY(!response);
            const Error error = response.error();
            QCOMPARE(static_cast<int>(error.kind), kind);
            QCOMPARE(error.httpStatus, status);
            QCOMPARE(error.serviceCode, u"SomeCode"_s);
            QCOMPARE(error.host, u"127.0.0.1"_s);
            QCOMPARE(error.requestId, u"cv9"_s);
            QCOMPARE(error.retryAfter, std::optional(7s));
            QCOMPARE(error.clockSkew, std::optional(480s));
        }
        QCOMPARE(bench.server.requests().size(), 3); // none was sent again or elsewhere
    }

    void refused()
    {
        ScriptedServer other;
        const QString endpoint = other.endpoint();
        other.close();
        Bench bench({}, endpoint);
        for (const Request &request : {getRooms, patchRoom, newUser}) {
            const auto response = bench.ask(request);
            QCOMPARE(response.error().kind, ErrorKind::Network); // a change: surely not made
            QVERIFY(response.error().message.contains(u"refused"_s));
        }
    }

    void unknownName()
    {
        Bench bench({}, u"https://no-such-host.invalid"_s);
        const auto response = bench.ask(getRooms);
        QCOMPARE(response.error().kind, ErrorKind::Network);
        QCOMPARE(response.error().host, u"no-such-host.invalid"_s);
    }

    void noTlsPeer()
    {
        ScriptedServer plain;
        plain.enqueue("HTTP/1.1 200 OK\r\n\r\n", ScriptedServer::Then::Close);
        connect(&plain, &QTcpServer::newConnection, &plain, [&plain] { plain.close(); });
        Bench bench({.attemptTimeout = 3s}, u"https://localhost:%1"_s.arg(plain.serverPort()));
        const auto response = bench.ask(patchRoom);
        QVERIFY(response.error().kind != ErrorKind::OutcomeUnknown); // nothing was sent
    }

    void timesOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no byte") << QByteArray();
        QTest::newRow("in the headers") << QByteArray("HTTP/1.1 200 OK\r\nContent-");
        QTest::newRow("in the body")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                          "Content-Length: 100\r\n\r\n{");
    }

    void timesOut()
    {
        QFETCH(QByteArray, bytes);
        Bench bench({.attemptTimeout = 300ms});
        bench.server.enqueue(bytes);
        QSignalSpy activity(&bench.transport, &Transport::attemptFinished);
        QCOMPARE(bench.ask(getRooms).error().kind, ErrorKind::Timeout);
        QCOMPARE(bench.ask(patchRoom).error().kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(activity.size(), 2);
        QCOMPARE(activity.at(1).first().value<ActivityRecord>().outcome, u"outcome unknown"_s);
    }

    void cutInTheBody()
    {
        Bench bench;
        bench.server.enqueue("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                             "Content-Length: 100\r\n\r\n{\"value\":[",
                             ScriptedServer::Then::Close);
        const auto get = bench.ask(getRooms);
        QCOMPARE(get.error().kind, ErrorKind::Network);
        QVERIFY(get.error().message.contains(u"before the answer was complete"_s));
        QCOMPARE(bench.ask(patchRoom).error().kind, ErrorKind::OutcomeUnknown);
    }

    /// Qt sends a request again, silently, when its connection dies before the answer. What must
    /// happen once does not.
    void droppedBeforeTheAnswer_data()
    {
        QTest::addColumn<bool>("reset");
        QTest::newRow("FIN") << false;
        QTest::newRow("RST") << true;
    }

    void droppedBeforeTheAnswer()
    {
        QFETCH(bool, reset);
        const auto then = reset ? ScriptedServer::Then::Reset : ScriptedServer::Then::Close;
        Bench bench;
        bench.server.enqueue({}, then);
        QCOMPARE(bench.ask(newUser).error().kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(bench.server.requests().size(), 1);

        // What is repeatable may come several times, each time exactly the same.
        const Request createRoom{.method = Method::Post,
                                 .target = "/rooms?api-version=2025-03-13",
                                 .body = "{}",
                                 .contentType = "application/json",
                                 .headers = {{"Repeatability-Request-ID", "an-id"}}};
        QCOMPARE(bench.ask(createRoom).error().kind, ErrorKind::OutcomeUnknown);
        for (const SeenRequest &seen : bench.server.requests().sliced(1)) {
            QCOMPARE(seen.headers.value("repeatability-request-id"), QByteArray("an-id"));
            QCOMPARE(seen.body, QByteArray("{}"));
        }
    }

    void idleConnectionThatDied()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(200, "{}"));
        bench.server.enqueue({}, ScriptedServer::Then::Close);
        QVERIFY(bench.ask(getRooms).has_value());
        QCOMPARE(bench.ask(newUser).error().kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(bench.server.requests().size(), 2);
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
    }

    void unreadableAnswers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, says);
        Bench bench({.largestBody = 4000});
        bench.server.enqueue(answer);
        const auto response = bench.ask(getRooms);
        QCOMPARE(response.error().kind, ErrorKind::BadAnswer);
        QVERIFY2(response.error().message.contains(says), qPrintable(response.error().message));
    }

    void sixAtATimeInOrder()
    {
        Bench bench;
        bench.server.enqueue({}); // never answers
        QList<Call<Response>> calls;
        int ended = 0;
        for (int i = 0; i < 8; ++i) {
            Request request = getRooms;
            request.target = "/rooms/" + QByteArray::number(i);
            calls << bench.transport.send(request);
            calls.last().then(&bench.context, [&ended](const Result<Response> &) { ++ended; });
        }
        QTRY_COMPARE(bench.server.requests().size(), 6);
        QCOMPARE(bench.transport.pending(), 8);
        calls.at(7).cancel(); // waits still: never goes out
        calls.at(0).cancel(); // makes room for the seventh
        QTRY_COMPARE(bench.server.requests().size(), 7);
        QCOMPARE(bench.server.requests().at(6).target, QByteArray("/rooms/6"));
        QTRY_COMPARE(ended, 2);
        QCOMPARE(bench.transport.pending(), 6);
    }

    void cancelledReadsAndChanges()
    {
        Bench bench;
        bench.server.enqueue({});
        std::optional<ErrorKind> read;
        std::optional<ErrorKind> change;
        const auto first = bench.transport.send(getRooms);
        const auto second = bench.transport.send(patchRoom);
        first.then(&bench.context, [&](const Result<Response> &r) { read = r.error().kind; });
        second.then(&bench.context, [&](const Result<Response> &r) { change = r.error().kind; });
        QTRY_COMPARE(bench.server.requests().size(), 2);
        first.cancel();
        second.cancel();
        QVERIFY(!read); // later, never from inside
        QTRY_VERIFY(read && change);
        QCOMPARE(*read, ErrorKind::Cancelled);
        QCOMPARE(*change, ErrorKind::OutcomeUnknown); // it was on its way
    }

    void callsEndWhenTheTransportGoes()
    {
        Bench bench;
        bench.server.enqueue({});
        auto transport = std::make_unique<Transport>(*parseEndpoint(bench.server.endpoint()),
                                                     *AccessKey::fromBase64(keyBase64),
                                                     bench.network, bench.clock, bench.random);
        int cancelled = 0;
        for (int i = 0; i < 9; ++i) {
            transport->send(getRooms).then(&bench.context, [&](const Result<Response> &r) {
                cancelled += r.error().kind == ErrorKind::Cancelled ? 1 : 0;
            });
        }
        QTRY_COMPARE(bench.server.requests().size(), 6);
        transport.reset();
        QTRY_COMPARE(cancelled, 9);
    }

    void changesOnTheWireEndAsUnknownWhenTheTransportGoes()
    {
        Bench bench;
        bench.server.enqueue({});
        auto transport = std::make_unique<Transport>(*parseEndpoint(bench.server.endpoint()),
                                                     *AccessKey::fromBase64(keyBase64),
                                                     bench.network, bench.clock, bench.random);
        std::optional<ErrorKind> kind;
        transport->send(patchRoom).then(&bench.context,
                                        [&](const Result<Response> &r) { kind = r.error().kind; });
        QTRY_COMPARE(bench.server.requests().size(), 1);
        QCOMPARE(transport->pendingChanges(), 1);
        transport.reset();
        QTRY_VERIFY(kind.has_value());
        QCOMPARE(*kind, ErrorKind::OutcomeUnknown);
    }

    /// The service took the change and went; Qt's own second try is refused. Nobody knows.
    void refusedAfterTheChangeWasTaken()
    {
        Bench bench;
        bench.server.enqueue({}, ScriptedServer::Then::Close);
        connect(&bench.server, &QTcpServer::newConnection, &bench.server,
                [&bench] { bench.server.close(); });
        QCOMPARE(bench.ask(patchRoom).error().kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(bench.server.requests().size(), 1);
    }

    void readOnlyRefusesAllButReading()
    {
        Bench bench({.readOnly = true});
        bench.server.enqueue(ScriptedServer::answer(200, "{}"));
        QCOMPARE(bench.ask(patchRoom).error().kind, ErrorKind::ReadOnly);
        QCOMPARE(bench.ask(newUser).error().kind, ErrorKind::ReadOnly);
        QVERIFY(bench.ask(getRooms).has_value());
        QCOMPARE(bench.server.requests().size(), 1);
    }

    /// A service that echoes what it was sent does not bring the signature into a message.
    void signaturesAreRedacted()
    {
        Bench bench;
        const QByteArray host = "127.0.0.1:" + QByteArray::number(bench.server.serverPort());
        const Signature signature = signRequest(*AccessKey::fromBase64(keyBase64), "GET",
                                                getRooms.target, host, {}, moment);
        const QByteArray secret =
            signature.authorization.sliced(signature.authorization.indexOf("Signature=") + 10);
        bench.server.enqueue(
            ScriptedServer::answer(401, R"({"error":{"code":"Denied","message":"Wrong: )" + secret
                                            + R"(","details":[{"code":")" + secret
                                            + R"(","target":")" + secret + R"("}]}})"));
        const auto response = bench.ask(getRooms);
        QCOMPARE(response.error().message, u"Wrong: …"_s);
        QCOMPARE(response.error().details,
                 (QList<ErrorDetail>{{.code = u"…"_s, .message = {}, .target = u"…"_s}}));
    }

    void linksToOthersAreNotFollowed()
    {
        Bench bench({}, u"https://contoso.example"_s);
        QCOMPARE(*bench.transport.targetOfLink(
                     u"https://contoso.example/rooms?nextLink=a%2Fb&api-version=v"_s),
                 QByteArray("/rooms?nextLink=a%2Fb&api-version=v"));
        for (const auto *link : {"https://evil.example/rooms", "http://contoso.example/rooms",
                                 "https://contoso.example:8443/rooms", "/rooms", "string"}) {
            QCOMPARE(bench.transport.targetOfLink(QString::fromLatin1(link)).error().kind,
                     ErrorKind::BadAnswer);
        }
    }
};

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
