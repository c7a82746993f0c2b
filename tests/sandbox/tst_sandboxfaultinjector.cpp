#include "sandbox/faults/faultinjector.h"
#include "support/fixture.h"
#include "support/testmain.h"
#include "support/testservice.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>
#include <QUrl>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

/// A fault injector in front of a TestService.
struct Desk
{
    explicit Desk(const QByteArray &faults = {}, bool control = false,
                  const TestSettings &settings = {})
        : test(settings)
        , desk(test.service,
               {.faults = *parseFaultRules(faults), .seed = 1, .takesControl = control})
    {
    }

    Reply send(const QByteArray &method, const QByteArray &path, const QByteArray &body = {})
    {
        const QByteArray target = path.contains('?') ? path : path + "?api-version=2025-03-13";
        return desk.handle(test.request(method, target, body), test.now);
    }

    Response order(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                   const QByteArray &contentType = "text/plain")
    {
        Request request = TestService::plain(method, path, body);
        setHeader(request, "Content-Type", contentType);
        return desk.handle(request, test.now).response;
    }

    QJsonArray log() { return json(order("GET", "/sandbox/log")).value("requests"_L1).toArray(); }

    /// The sizes of the pages of a list, and all its entries' `key` in order.
    QList<qsizetype> walk(const QByteArray &path, QLatin1StringView key, QStringList *entries)
    {
        QList<qsizetype> sizes;
        QSet<QByteArray> asked;
        QByteArray target = path + "?api-version=2025-03-13";
        while (!target.isEmpty() && !asked.contains(target)) {
            asked.insert(target);
            const QJsonObject page = json(send("GET", target).response);
            const QJsonArray values = page.value("value"_L1).toArray();
            sizes.append(values.size());
            for (const auto value : values)
                entries->append(value.toObject().value(key).toString());
            const QUrl next(page.value("nextLink"_L1).toString());
            target = next.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
        }
        return sizes;
    }

    TestService test;
    FaultInjector desk;
};

} // namespace

class TestSandboxFaultInjector : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void pages_data()
    {
        QTest::addColumn<QByteArray>("faults");
        QTest::addColumn<QList<qsizetype>>("sizes");
        QTest::newRow("as they are") << QByteArray() << QList<qsizetype>{4, 4, 2};
        QTest::newRow("the first empty")
            << QByteArray("empty-page@GET *?count=1") << QList<qsizetype>{0, 4, 4, 2};
        QTest::newRow("two empty ones in the middle")
            << QByteArray("empty-page@GET *?after=1,count=2") << QList<qsizetype>{4, 0, 0, 4, 2};
        QTest::newRow("the last empty")
            << QByteArray("empty-page@GET *?after=2,count=1") << QList<qsizetype>{4, 4, 0, 2};
        QTest::newRow("short") << QByteArray("short-page@GET *")
                               << QList<qsizetype>{2, 2, 2, 2, 1, 1};
        QTest::newRow("one short")
            << QByteArray("short-page@GET *?after=1,count=1") << QList<qsizetype>{4, 2, 4};
    }

    void pages()
    {
        QFETCH(QByteArray, faults);
        QFETCH(QList<qsizetype>, sizes);
        const TestSettings settings{.pageSize = 4, .participantsPageSize = 4};
        Desk desk(faults, false, settings);
        for (int i = 0; i < 10; ++i)
            desk.test.createRoom();

        QStringList rooms;
        QCOMPARE(desk.walk("/rooms", "id"_L1, &rooms), sizes);
        QCOMPARE(QSet<QString>(rooms.begin(), rooms.end()).size(), 10);
        QCOMPARE(rooms.size(), 10);
    }

    void pagesOfParticipants()
    {
        for (const int pageSize : {0, 4}) {
            Desk desk("empty-page@GET *?after=1,count=1;short-page@GET *?count=1", false,
                      {.participantsPageSize = pageSize});
            QByteArrayList members;
            for (int i = 0; i < 8; ++i)
                members.append('"' + TestService::rawId(i) + "\":{}");
            const QByteArray room =
                desk.test.createRoom("{\"participants\":{" + members.join(',') + "}}");
            QStringList ids;
            QCOMPARE(desk.walk("/rooms/" + room + "/participants", "rawId"_L1, &ids),
                     pageSize == 0 ? QList<qsizetype>({4, 0, 4}) : QList<qsizetype>({2, 0, 4, 2}));
            QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), 8);
        }
    }

    /// A token must be valid also for an injected empty page, and an empty token is invalid.
    void tokensAreChecked()
    {
        Desk desk("empty-page@GET /rooms");
        QCOMPARE(desk.send("GET", "/rooms?nextLink=abc&api-version=2025-03-13").response.status,
                 400);
        Desk plain;
        QCOMPARE(plain.send("GET", "/rooms?nextLink=&api-version=2025-03-13").response.status, 400);
    }

    void pageFaultsLeaveOthersAlone()
    {
        Desk desk("empty-page@* *");
        QCOMPARE(desk.send("POST", "/rooms", "{}").response.status, 201);
    }

    void aStatusKeepsTheServiceOut()
    {
        Desk desk("status=503@POST /rooms?count=1;drop@POST /rooms?after=1");
        QCOMPARE(desk.send("POST", "/rooms", "{}").response.status, 503);
        // Other faults are applied to a response that exists.
        const Reply dropped = desk.send("POST", "/rooms", "{}");
        QCOMPARE(dropped.response.status, 201);
        QVERIFY(dropped.fault.action == Fault::Action::Drop);
        QCOMPARE(json(desk.test.send("GET", "/rooms")).value("value"_L1).toArray().size(), 1);
    }

    void pathsAreComparedDecoded()
    {
        Desk desk("status=418@POST /identities/8:acs:*/:issueAccessToken");
        QCOMPARE(
            desk.send("POST", "/identities/8%3Aacs%3Ax/%3AissueAccessToken", "{}").response.status,
            418);
    }

    void log()
    {
        Desk desk("status=429/retry-after=3@GET /rooms/*", true);
        Request create = desk.test.request("POST", "/rooms?api-version=2025-03-13", "{}");
        create.connection = 7;
        setHeader(create, "Repeatability-Request-ID", "5a6b0b1c-0e7b-4d5f-8c3a-2b1d0e9f8a7b");
        setHeader(create, "Repeatability-First-Sent", "Wed, 11 Jun 2025 08:30:00 GMT");
        const Response created = desk.desk.handle(create, desk.test.now).response;
        QCOMPARE(created.status, 201);
        desk.send("GET", "/rooms/99000000000000001");
        const QJsonArray log = desk.log();
        QCOMPARE(log.size(), 2);
        QCOMPARE(
            log[0].toObject(),
            QJsonObject({{u"number"_s, 1},
                         {u"at"_s, u"2025-06-11T08:30:00.1234567+00:00"_s},
                         {u"connection"_s, 7},
                         {u"method"_s, u"POST"_s},
                         {u"path"_s, u"/rooms"_s},
                         {u"query"_s, u"api-version=2025-03-13"_s},
                         {u"bodySize"_s, 2},
                         {u"repeatabilityRequestId"_s, u"5a6b0b1c-0e7b-4d5f-8c3a-2b1d0e9f8a7b"_s},
                         {u"repeatabilityFirstSent"_s, u"Wed, 11 Jun 2025 08:30:00 GMT"_s},
                         {u"status"_s, 201},
                         {u"requestId"_s, QString::fromLatin1(created.header("MS-CV"))},
                         {u"fault"_s, u""_s}}));
        QCOMPARE(log[1].toObject().value("status"_L1).toInt(), 429);
        QCOMPARE(log[1].toObject().value("fault"_L1).toString(), u"status=429/retry-after=3"_s);
    }

    /// No keys, signatures or tokens, wherever a client puts them.
    void theLogHoldsNoSecret()
    {
        Desk desk({}, true);
        Request request =
            desk.test.request("GET", "/rooms?api-version=2025-03-13&sig=marker-secret-in-query");
        setHeader(request, "X-Other", "marker-secret-in-header");
        const QByteArray authorization = request.header("Authorization");
        desk.desk.handle(request, desk.test.now);
        Request bearer = TestService::plain("POST", "/rooms?api-version=2025-03-13",
                                            R"({"marker-secret-in-body":1})");
        setHeader(bearer, "Authorization", "Bearer marker-secret-in-token");
        desk.desk.handle(bearer, desk.test.now);
        const QByteArray log = desk.order("GET", "/sandbox/log").body;
        QVERIFY(log.contains("sig=***"));
        QVERIFY(!log.contains("marker"));
        QVERIFY(!log.contains(authorization.sliced(authorization.lastIndexOf('=', -3) + 1)));
    }

    void theLogIsBoundedAndCleared()
    {
        Desk desk({}, true);
        const Request request = TestService::plain("GET", "/");
        for (size_t i = 0; i < RequestLog::capacity + 5; ++i)
            desk.desk.handle(request, desk.test.now);
        QJsonArray log = desk.log();
        QCOMPARE(log.size(), static_cast<qsizetype>(RequestLog::capacity));
        QCOMPARE(log.first().toObject().value("number"_L1).toInt(), 6);
        QCOMPARE(desk.order("DELETE", "/sandbox/log").status, 204);
        QVERIFY(desk.log().isEmpty());
        desk.desk.handle(request, desk.test.now);
        log = desk.log();
        QCOMPARE(log.size(), 1);
        QCOMPARE(log.first().toObject().value("number"_L1).toInt(),
                 static_cast<int>(RequestLog::capacity) + 6);
    }

    void theLogKeepsTheBeginningOfLongTexts()
    {
        Desk desk({}, true);
        const QByteArray many(40'000, 'a');
        Request request =
            TestService::plain(many, '/' + many + "?api-version=" + many + "&x=" + many);
        setHeader(request, "Repeatability-Request-ID", many);
        setHeader(request, "Repeatability-First-Sent", many);
        desk.desk.handle(request, desk.test.now);
        const QByteArray text = desk.order("GET", "/sandbox/log").body;
        QVERIFY2(text.size() < 10'000, qPrintable(QString::number(text.size())));
        const QJsonObject entry = desk.log()[0].toObject();
        const auto length = [&entry](QLatin1StringView name) {
            return entry.value(name).toString().size();
        };
        QCOMPARE(length("path"_L1), RequestLog::maxTextLength);
        QCOMPARE(length("query"_L1), RequestLog::maxTextLength);
        QVERIFY(entry.value("path"_L1).toString().startsWith("/aaa"_L1));
        QVERIFY(entry.value("query"_L1).toString().startsWith("api-version=aaa"_L1));
        for (const auto name :
             {"method"_L1, "repeatabilityRequestId"_L1, "repeatabilityFirstSent"_L1})
            QCOMPARE(length(name), RequestLog::maxWordLength);

        // Nothing is removed unnecessarily.
        desk.send("GET", "/rooms?nextLink=x&api-version=2025-03-13");
        QCOMPARE(desk.log()[1].toObject().value("query"_L1).toString(),
                 u"nextLink=x&api-version=2025-03-13"_s);
    }

    void theLogTellsTheSeed()
    {
        Desk desk({}, true);
        QCOMPARE(json(desk.order("GET", "/sandbox/log")).value("seed"_L1).toInt(), 1);
    }

    void faultsAreChanged()
    {
        Desk desk("status=500@* *", true);
        QCOMPARE(desk.send("GET", "/rooms").response.status, 500);
        QCOMPARE(desk.order("PUT", "/sandbox/faults", "status=503@GET /rooms?count=1\n").status,
                 204);
        QCOMPARE(desk.send("GET", "/rooms").response.status, 503);
        QCOMPARE(desk.send("GET", "/rooms").response.status, 200);
        QCOMPARE(desk.order("PUT", "/sandbox/faults", R"({"rules":"status=504@* *"})",
                            "application/json; charset=utf-8")
                     .status,
                 204);
        QCOMPARE(desk.send("GET", "/rooms").response.status, 504);
        QCOMPARE(desk.order("PUT", "/sandbox/faults").status, 204);
        QCOMPARE(desk.send("GET", "/rooms").response.status, 200);
    }

    void wrongRulesChangeNothing()
    {
        Desk desk("status=500@* *", true);
        const Response rejected = desk.order("PUT", "/sandbox/faults", "drop@*");
        QCOMPARE(rejected.status, 400);
        QCOMPARE(errorCode(rejected), u"BadRequest"_s);
        QCOMPARE(errorMessage(rejected),
                 u"The fault rule \"drop@*\" is not valid. The path after the "
                 "method must begin with / or *."_s);
        for (const QByteArray &body : {QByteArray("{}"), QByteArray("[1]"), QByteArray("{")})
            QCOMPARE(desk.order("PUT", "/sandbox/faults", body, "application/json").status, 400);
        QCOMPARE(desk.send("GET", "/rooms").response.status, 500);
    }

    void controlMethodsAndPaths()
    {
        Desk desk({}, true);
        QCOMPARE(desk.order("POST", "/sandbox/log").status, 405);
        QCOMPARE(desk.order("POST", "/sandbox/log").header("Allow"), "GET, DELETE");
        QCOMPARE(desk.order("GET", "/sandbox/faults").header("Allow"), "PUT");
        QCOMPARE(desk.order("GET", "/sandbox").status, 404);
        QCOMPARE(desk.order("GET", "/sandbox/others").status, 404);
        // They are not counted for faults and not logged.
        QCOMPARE(desk.log().size(), 0);
        QCOMPARE(desk.order("GET", "/sandboxes").status, 401);
        QCOMPARE(desk.log().size(), 1);
    }

    void withoutControlThePathsAreUnknown()
    {
        Desk desk;
        QCOMPARE(desk.order("GET", "/sandbox/log").status, 401);
        QCOMPARE(desk.order("PUT", "/sandbox/faults", "status=500@* *").status, 401);
        QCOMPARE(desk.send("GET", "/sandbox/log").response.status, 404);
        QCOMPARE(desk.send("GET", "/rooms").response.status, 200);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxFaultInjector);
#include "tst_sandboxfaultinjector.moc"
