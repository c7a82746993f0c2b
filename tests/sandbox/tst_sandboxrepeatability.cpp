#include "acs/auth/requestsigner.h"
#include "support/fixture.h"
#include "support/testmain.h"
#include "support/testservice.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

const QByteArray firstId = "11111111-2222-4333-8444-555555555555";
const QByteArray secondId = "66666666-7777-4888-9999-aaaaaaaaaaaa";

/// A create request that was first sent this many seconds before the service's time.
Request create(const TestService &test, const QByteArray &id, int age = 0,
               const QByteArray &body = "{}")
{
    Request request = test.request("POST", "/rooms?api-version=2025-03-13", body);
    request.headers.append(Header{"Repeatability-Request-ID", id});
    request.headers.append(
        {"Repeatability-First-Sent", acs::httpDate(test.now.toUtc().addSecs(-age))});
    return request;
}

qsizetype roomCount(TestService &test)
{
    return json(test.send("GET", "/rooms")).value("value"_L1).toArray().size();
}

} // namespace

class TestSandboxRepeatability : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void oneRequestOneRoom()
    {
        TestService test;
        const Request request = create(test, firstId);
        const Response first = test.handle(request);
        QCOMPARE(first.status, 201);
        QCOMPARE(first.header("Repeatability-Result"), "accepted");
        test.advance(30);
        const Response again = test.handle(request);
        QCOMPARE(again.status, 201);
        QCOMPARE(again.header("Repeatability-Result"), "accepted");
        QCOMPARE(again.body, first.body);
        QCOMPARE(again.header("Location"), first.header("Location"));
        QCOMPARE(roomCount(test), 1);
        QCOMPARE(test.handle(create(test, secondId)).status, 201);
        QCOMPARE(roomCount(test), 2);
    }

    void theFirstAnswerComesAlsoWhenTheRoomIsGone()
    {
        TestService test;
        const Request request = create(test, firstId);
        const Response first = test.handle(request);
        test.send("DELETE", "/rooms/" + first.header("Location"));
        QCOMPARE(test.handle(request).body, first.body);
        QCOMPARE(roomCount(test), 0);
    }

    void anotherBodyIsRejected()
    {
        TestService test;
        QCOMPARE(test.handle(create(test, firstId)).status, 201);
        const Response other =
            test.handle(create(test, firstId, 0, R"({"pstnDialOutEnabled":true})"));
        QCOMPARE(other.status, 400);
        QCOMPARE(errorCode(other), u"BadRequest"_s);
        QCOMPARE(roomCount(test), 1);
    }

    void itIsRememberedForFiveMinutesAfterFirstSent_data()
    {
        QTest::addColumn<int>("ageAtFirst");
        QTest::addColumn<int>("later");
        QTest::addColumn<int>("rooms");
        QTest::newRow("at once") << 0 << 0 << 1;
        QTest::newRow("4 minutes") << 0 << 240 << 1;
        QTest::newRow("5 minutes") << 0 << 299 << 1;
        QTest::newRow("2 minutes, first sent 2 before") << 120 << 120 << 1;
        QTest::newRow("first sent almost 5 minutes ago") << 299 << 0 << 1;
        QTest::newRow("first sent in an hour") << -3600 << 290 << 1;
        QTest::newRow("first sent in an hour, later") << -3600 << 302 << 2;
    }

    void itIsRememberedForFiveMinutesAfterFirstSent()
    {
        QFETCH(int, ageAtFirst);
        QFETCH(int, later);
        QFETCH(int, rooms);
        TestService test;
        QCOMPARE(test.handle(create(test, firstId, ageAtFirst)).status, 201);
        test.advance(later);
        QCOMPARE(test.handle(create(test, firstId, ageAtFirst + later)).status, 201);
        QCOMPARE(roomCount(test), rooms);
    }

    void laterItIsRejected_data()
    {
        QTest::addColumn<int>("ageAtFirst");
        QTest::addColumn<int>("later");
        QTest::newRow("over 5 minutes") << 0 << 302;
        QTest::newRow("4 minutes, first sent 2 before") << 120 << 240;
        QTest::newRow("a day") << 0 << 86'400;
    }

    /// It is not known any more whether it was handled before: so it gets neither the earlier
    /// response nor a new room.
    void laterItIsRejected()
    {
        QFETCH(int, ageAtFirst);
        QFETCH(int, later);
        TestService test;
        QCOMPARE(test.handle(create(test, firstId, ageAtFirst)).status, 201);
        test.advance(later);
        for (const QByteArray &id : {firstId, secondId}) {
            const Response late = test.handle(create(test, id, ageAtFirst + later));
            QCOMPARE(late.status, 412);
            QCOMPARE(errorCode(late), u"PreconditionFailed"_s);
            QVERIFY(errorMessage(late).contains(u"Repeatability-First-Sent"_s));
            QVERIFY(late.header("Repeatability-Result").isNull());
        }
        QCOMPARE(roomCount(test), 1);
    }

    void aRejectedCreateIsEvaluatedAgain()
    {
        TestService test;
        const QByteArray bad = validityJson({}, test.wire(-60));
        const Response rejected = test.handle(create(test, firstId, 0, bad));
        QCOMPARE(rejected.status, 400);
        QCOMPARE(test.handle(create(test, firstId, 0, bad)).status, 400);
        QCOMPARE(roomCount(test), 0);
    }

    void withoutTheHeaders()
    {
        TestService test;
        const Request request = test.request("POST", "/rooms?api-version=2025-03-13", "{}");
        const Response response = test.handle(request);
        QCOMPARE(response.status, 201);
        QVERIFY(response.header("Repeatability-Result").isNull());
        test.handle(request);
        QCOMPARE(roomCount(test), 2);
    }

    void unreadableHeaders_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        const QByteArray id = "Repeatability-Request-ID";
        const QByteArray sent = "Repeatability-First-Sent";
        QTest::newRow("no id") << id << QByteArray();
        QTest::newRow("no UUID") << id << QByteArray("abc");
        QTest::newRow("no date") << sent << QByteArray();
        QTest::newRow("ISO date") << sent << QByteArray("2025-06-11T08:30:00Z");
    }

    void unreadableHeaders()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        TestService test;
        Request request = create(test, firstId);
        removeHeader(request, name);
        if (!value.isNull())
            setHeader(request, name, value);
        QCOMPARE(test.handle(request).status, 400);
        QCOMPARE(roomCount(test), 0);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxRepeatability);
#include "tst_sandboxrepeatability.moc"
