#include "acs/auth/requestsigner.h"
#include "support/fixture.h"
#include "support/testmain.h"
#include "support/testservice.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

class TestSandboxProtocol : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void usualHeaders()
    {
        TestService test;
        const Response first = test.send("GET", "/rooms");
        QCOMPARE(first.header("api-supported-versions"),
                 "2023-06-14, 2023-10-30-preview, 2024-04-15, 2025-03-13");
        QCOMPARE(first.header("Content-Type"), "application/json; charset=utf-8");
        QCOMPARE(first.header("Date"), "Wed, 11 Jun 2025 08:30:00 GMT");
        static const QRegularExpression vector(u"^[A-Za-z0-9+/]{22}\\.0$"_s);
        QVERIFY(vector.match(QString::fromLatin1(first.header("MS-CV"))).hasMatch());
        QVERIFY(!first.header("x-azure-ref").isEmpty());
        QVERIFY(first.header("x-ms-error-code").isNull());
        test.advance(2);
        const Response second = test.send("GET", "/rooms/1");
        QCOMPARE(second.header("Date"), "Wed, 11 Jun 2025 08:30:02 GMT");
        QVERIFY(second.header("MS-CV") != first.header("MS-CV"));
        QVERIFY(second.header("x-azure-ref") != first.header("x-azure-ref"));
        QCOMPARE(second.header("api-supported-versions"), first.header("api-supported-versions"));
    }

    void routes_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("allow");
        const auto row = [](const char *method, const char *path, int status,
                            const char *allow = nullptr) {
            QTest::addRow("%s %s", method, path)
                << QByteArray(method) << QByteArray(path) << status << QByteArray(allow);
        };
        const char *room = "/rooms/99445276259151407";
        row("GET", "/", 404);
        row("GET", "/nowhere", 404);
        row("GET", "/Rooms", 404);
        row("GET", "rooms", 404);
        row("GET", "x/rooms", 404);
        row("GET", "/rooms/99445276259151407/people", 404);
        row("GET", "/rooms/99445276259151407/participants/1", 404);
        row("POST", "/identities/8:acs:x/:forgetAccessToken", 404);
        row("GET", "/rooms/", 200);
        row("PUT", "/rooms", 405, "POST, GET");
        row("DELETE", "/rooms", 405, "POST, GET");
        row("HEAD", "/rooms", 405, "POST, GET");
        row("POST", room, 405, "GET, PATCH, DELETE");
        row("POST", "/rooms/99445276259151407/participants", 405, "GET, PATCH");
        row("GET", "/identities", 405, "POST");
        row("PUT", "/identities/8:acs:x", 405, "DELETE");
        // What the service has and the sandbox does not.
        row("GET", "/identities/8:acs:x", 404);
        row("POST", "/access/1/:assign", 404);
        row("POST", "/teamsUser/:exchangeAccessToken", 404);
        row("GET", "/identities/8:acs:x/:issueAccessToken", 405, "POST");
    }

    void routes()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QByteArray, allow);
        TestService test;
        const Response response = test.send(method, path);
        QCOMPARE(response.status, status);
        QCOMPARE(response.header("Allow"), allow);
        if (status != 200) {
            QVERIFY(!errorCode(response).isEmpty());
            QCOMPARE(response.header("x-ms-error-code"), path.startsWith("/identities")
                                                             ? QByteArray()
                                                             : errorCode(response).toLatin1());
        }
    }

    void versions_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("code");
        for (const char *good : {"2023-06-14", "2023-10-30-preview", "2024-04-15", "2025-03-13",
                                 "ApiVersion.V2025_03_13"})
            QTest::newRow(good) << QByteArray("?api-version=") + good << QString();
        QTest::newRow("name in capitals") << QByteArray("?API-Version=2025-03-13") << QString();
        QTest::newRow("missing") << QByteArray("?other=1") << u"ApiVersionUnspecified"_s;
        QTest::newRow("empty") << QByteArray("?api-version=") << u"ApiVersionUnspecified"_s;
        for (const char *bad :
             {"2022-02-01", "2025-02-28-preview", "2025-03-13x", "ApiVersion.V2022_02_01", "x"})
            QTest::newRow(bad) << QByteArray("?api-version=") + bad << u"UnsupportedApiVersion"_s;
    }

    void versions()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, code);
        TestService test;
        const Response response = test.send("GET", "/rooms" + query);
        QCOMPARE(response.status, code.isEmpty() ? 200 : 400);
        QCOMPARE(errorCode(response), code);
        QCOMPARE(response.header("x-ms-error-code"),
                 code.isEmpty() ? QByteArray() : code.toLatin1());
        if (code == u"UnsupportedApiVersion"_s) {
            QCOMPARE(
                errorMessage(response),
                u"The HTTP resource that matches the request URI 'http://127.0.0.1:8080/rooms' does not support the API version '%1'."_s
                    .arg(QString::fromLatin1(query.sliced(13))));
        }
    }

    void bodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("good");
        QTest::newRow("object") << QByteArray("{}") << true;
        QTest::newRow("blanks") << QByteArray(" \n{\t}\r\n") << true;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("null") << QByteArray("null") << false;
        QTest::newRow("array") << QByteArray("[]") << false;
        QTest::newRow("text") << QByteArray("\"{}\"") << false;
        QTest::newRow("cut") << QByteArray(R"({"validFrom":)") << false;
        QTest::newRow("single quotes") << QByteArray("{'validFrom':null}") << false;
        QTest::newRow("trailing comma") << QByteArray(R"({"validFrom":null,})") << false;
        QTest::newRow("two") << QByteArray("{}{}") << false;
        QTest::newRow("deep") << QByteArray(100'000, '[') << false;
    }

    void bodies()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, good);
        TestService test;
        const QByteArray room = "/rooms/" + test.createRoom();
        const QList<std::tuple<QByteArray, QByteArray, int>> operations{
            {"POST", "/rooms", 201}, {"PATCH", room, 200}, {"PATCH", room + "/participants", 200}};
        for (const auto &[method, path, status] : operations) {
            Request request = TestService::plain(method, path + "?api-version=2025-03-13", body);
            setHeader(request, "Content-Type",
                      method == "POST" ? "application/json" : "application/merge-patch+json");
            test.sign(request);
            const Response response = test.handle(request);
            QCOMPARE(response.status, good ? status : 400);
            QCOMPARE(errorCode(response), good ? QString() : u"BadRequest"_s);
        }
    }

    void contentTypes_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("post");
        QTest::addColumn<int>("patch");
        QTest::newRow("json") << QByteArray("application/json") << 201 << 415;
        QTest::newRow("merge patch") << QByteArray("application/merge-patch+json") << 415 << 200;
        QTest::newRow("json with charset")
            << QByteArray("application/json; charset=utf-8") << 201 << 415;
        QTest::newRow("capitals") << QByteArray("Application/JSON;charset=UTF-8") << 201 << 415;
        QTest::newRow("text") << QByteArray("text/plain") << 415 << 415;
        QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded") << 415 << 415;
        QTest::newRow("none") << QByteArray() << 415 << 415;
    }

    void contentTypes()
    {
        QFETCH(QByteArray, type);
        QFETCH(int, post);
        QFETCH(int, patch);
        TestService test;
        const QByteArray room = "/rooms/" + test.createRoom();
        const QList<std::tuple<QByteArray, QByteArray, int>> operations{
            {"POST", "/rooms", post},
            {"PATCH", room, patch},
            {"PATCH", room + "/participants", patch}};
        for (const auto &[method, path, status] : operations) {
            Request request = test.request(method, path + "?api-version=2025-03-13", "{}");
            removeHeader(request, "Content-Type");
            if (!type.isNull())
                setHeader(request, "Content-Type", type);
            const Response response = test.handle(request);
            QCOMPARE(response.status, status);
            if (status == 415)
                QCOMPARE(errorCode(response), u"UnsupportedMediaType"_s);
        }
    }

    void largeBodies_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("status");
        QTest::newRow("1 MiB") << 1024 * 1024 << 201;
        QTest::newRow("a byte more") << 1024 * 1024 + 1 << 413;
    }

    void largeBodies()
    {
        QFETCH(int, size);
        QFETCH(int, status);
        TestService test;
        QCOMPARE(test.send("POST", "/rooms", "{}" + QByteArray(size - 2, ' ')).status, status);
    }

    void aBodyThatTheServerDidNotRead()
    {
        TestService test;
        Request request = TestService::plain("POST", "/rooms?api-version=2025-03-13");
        request.defect = Request::Defect::BodyTooLarge;
        const Response response = test.handle(request);
        QCOMPARE(response.status, 413);
        QVERIFY(!errorCode(response).isEmpty());
    }

    void hosts_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status");
        QTest::newRow("name") << QByteArray("localhost") << 200;
        QTest::newRow("IPv6") << QByteArray("[::1]:8080") << 200;
        QTest::newRow("none") << QByteArray() << 401;
        QTest::newRow("quote") << QByteArray("a\"b") << 401;
    }

    void hosts()
    {
        QFETCH(QByteArray, host);
        QFETCH(int, status);
        TestService test;
        Request request = TestService::plain("GET", "/rooms?api-version=2025-03-13");
        setHeader(request, "Host", host);
        test.sign(request);
        QCOMPARE(test.handle(request).status, status);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxProtocol);
#include "tst_sandboxprotocol.moc"
