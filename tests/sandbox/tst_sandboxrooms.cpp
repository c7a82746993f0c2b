#include "support/fixture.h"
#include "support/testmain.h"
#include "support/testservice.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

qint64 ticksOf(const QJsonObject &room, QLatin1StringView key)
{
    return acs::Timestamp::fromWire(room.value(key).toString()).value().ticks;
}

constexpr qint64 second = acs::Timestamp::ticksPerSecond;
constexpr qint64 day = 86'400 * second;

} // namespace

class TestSandboxRooms : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void createWithDefaults_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("no participants") << QByteArray(R"({"participants":{}})");
        QTest::newRow("nulls") << QByteArray(
            R"({"validFrom":null,"validUntil":null,"pstnDialOutEnabled":null,)"
            R"("participants":null})");
        QTest::newRow("unknown keys") << QByteArray(R"({"name":"ward 7"})");
    }

    void createWithDefaults()
    {
        QFETCH(QByteArray, body);
        TestService test;
        const Response response = test.send("POST", "/rooms", body);
        QCOMPARE(response.status, 201);
        QCOMPARE(response.header("Content-Type"), "application/json; charset=utf-8");
        const QJsonObject room = json(response);
        QCOMPARE(room.keys(), QStringList({u"createdAt"_s, u"id"_s, u"pstnDialOutEnabled"_s,
                                           u"validFrom"_s, u"validUntil"_s}));
        static const QRegularExpression id(u"^99[0-9]{14,16}$"_s);
        QVERIFY(id.match(room.value("id"_L1).toString()).hasMatch());
        QCOMPARE(response.header("Location"), room.value("id"_L1).toString().toLatin1());
        QCOMPARE(room.value("validFrom"_L1), u"2025-06-11T08:30:00.1234567+00:00"_s);
        QCOMPARE(room.value("validUntil"_L1), u"2025-12-08T08:30:00.1234567+00:00"_s);
        QCOMPARE(room.value("pstnDialOutEnabled"_L1), false);
        const qint64 late = ticksOf(room, "createdAt"_L1) - ticksOf(room, "validFrom"_L1);
        QVERIFY(late > 0 && late < second);
    }

    void timesAsTheServiceWritesThem_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QString>("answered");
        QTest::newRow("Z") << QByteArray("2025-07-01T10:00:00Z") << u"2025-07-01T10:00:00+00:00"_s;
        QTest::newRow("offset") << QByteArray("2025-07-01T10:00:00+00:00")
                                << u"2025-07-01T10:00:00+00:00"_s;
        QTest::newRow("7 digits") << QByteArray("2025-07-01T10:00:00.9999999Z")
                                  << u"2025-07-01T10:00:00.9999999+00:00"_s;
        QTest::newRow("trailing zeros")
            << QByteArray("2025-07-01T10:00:00.1200000Z") << u"2025-07-01T10:00:00.12+00:00"_s;
        QTest::newRow("milliseconds")
            << QByteArray("2025-07-01T10:00:00.000Z") << u"2025-07-01T10:00:00+00:00"_s;
        QTest::newRow("no offset")
            << QByteArray("2025-07-01T10:00:00") << u"2025-07-01T10:00:00+00:00"_s;
        QTest::newRow("a date alone") << QByteArray("2025-07-01") << u"2025-07-01T00:00:00+00:00"_s;
    }

    void timesAsTheServiceWritesThem()
    {
        QFETCH(QByteArray, given);
        QFETCH(QString, answered);
        TestService test;
        const Response response = test.send("POST", "/rooms", validityJson(given, {}));
        QCOMPARE(response.status, 201);
        QCOMPARE(json(response).value("validFrom"_L1).toString(), answered);
    }

    void aValidFromAloneDoesNotMoveTheDefaultEnd()
    {
        TestService test;
        const QJsonObject room =
            json(test.send("POST", "/rooms", validityJson(test.wire(10 * 86'400), {})));
        QCOMPARE(ticksOf(room, "validFrom"_L1), test.now.ticks + 10 * day);
        QCOMPARE(ticksOf(room, "validUntil"_L1), test.now.ticks + 180 * day);
    }

    void aValidUntilAloneOpensNow()
    {
        TestService test;
        const QJsonObject room = json(test.send("POST", "/rooms", validityJson({}, test.wire(60))));
        QCOMPARE(ticksOf(room, "validFrom"_L1), test.now.ticks);
        QCOMPARE(ticksOf(room, "validUntil"_L1), test.now.ticks + 60 * second);
    }

    void getGivesWhatCreateGave()
    {
        TestService test;
        const Response created =
            test.send("POST", "/rooms",
                      "{\"pstnDialOutEnabled\":true,\"participants\":{\"" + TestService::rawId(1)
                          + "\":{\"role\":\"Presenter\"}}}");
        QCOMPARE(created.status, 201);
        const Response got = test.send("GET", "/rooms/" + created.header("Location"));
        QCOMPARE(got.status, 200);
        QCOMPARE(got.body, created.body);
        QCOMPARE(json(got).value("pstnDialOutEnabled"_L1), true);
    }

    void pstnDialOutByVersion_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<bool>("known");
        QTest::newRow("2023-06-14") << QByteArray("2023-06-14") << false;
        QTest::newRow("2023-10-30-preview") << QByteArray("2023-10-30-preview") << true;
        QTest::newRow("2024-04-15") << QByteArray("2024-04-15") << true;
        QTest::newRow("2025-03-13") << QByteArray("2025-03-13") << true;
        QTest::newRow("as Python spells it") << QByteArray("ApiVersion.V2025_03_13") << true;
    }

    void pstnDialOutByVersion()
    {
        QFETCH(QByteArray, version);
        QFETCH(bool, known);
        TestService test;
        const QByteArray query = "?api-version=" + version;
        const Response created =
            test.send("POST", "/rooms" + query, R"({"pstnDialOutEnabled":true})");
        QCOMPARE(created.status, 201);
        const QByteArray path = "/rooms/" + created.header("Location");
        QCOMPARE(json(created).contains("pstnDialOutEnabled"_L1), known);
        QCOMPARE(json(test.send("GET", path + query)).contains("pstnDialOutEnabled"_L1), known);
        QCOMPARE(json(test.send("GET", "/rooms" + query))
                     .value("value"_L1)
                     .toArray()
                     .first()
                     .toObject()
                     .contains("pstnDialOutEnabled"_L1),
                 known);
        // An old client does not change fields that it does not know.
        QCOMPARE(json(test.send("GET", path)).value("pstnDialOutEnabled"_L1).toBool(), known);
        QCOMPARE(test.send("PATCH", path, R"({"pstnDialOutEnabled":true})").status, 200);
        test.send("PATCH", path + query, R"({"pstnDialOutEnabled":false})");
        QCOMPARE(json(test.send("GET", path)).value("pstnDialOutEnabled"_L1).toBool(), !known);
    }

    void updateThatChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("nulls") << QByteArray(
            R"({"validFrom":null,"validUntil":null,"pstnDialOutEnabled":null})");
    }

    void updateThatChangesNothing()
    {
        QFETCH(QByteArray, body);
        TestService test;
        const QByteArray path = "/rooms/" + test.createRoom(R"({"pstnDialOutEnabled":true})");
        const Response before = test.send("GET", path);
        test.advance(60);
        const Response updated = test.send("PATCH", path, body);
        QCOMPARE(updated.status, 200);
        QCOMPARE(updated.body, before.body);
    }

    void timesAndPstnAreChangedApart()
    {
        TestService test;
        const QByteArray path = "/rooms/" + test.createRoom();
        QJsonObject room = json(test.send("PATCH", path, R"({"pstnDialOutEnabled":true})"));
        QCOMPARE(room.value("pstnDialOutEnabled"_L1), true);
        QCOMPARE(ticksOf(room, "validFrom"_L1), test.now.ticks);
        room = json(test.send("PATCH", path, validityJson(test.wire(60), test.wire(120))));
        QCOMPARE(room.value("pstnDialOutEnabled"_L1), true);
        QCOMPARE(ticksOf(room, "validFrom"_L1), test.now.ticks + 60 * second);
        QCOMPARE(ticksOf(room, "validUntil"_L1), test.now.ticks + 120 * second);
        QCOMPARE(json(test.send("GET", path)), room);
    }

    void roomIds_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        const QString length = u"Invalid room ID length."_s;
        const QString form = u"Invalid room ID."_s;
        const QString gone = u"The server cannot find the requested resource."_s;
        QTest::newRow("short") << QByteArray("99123") << 400 << length;
        QTest::newRow("15 digits") << QByteArray("991234567890123") << 400 << length;
        QTest::newRow("19 digits") << QByteArray("9912345678901234567") << 400 << length;
        QTest::newRow("short and no digits") << QByteArray("abc") << 400 << length;
        QTest::newRow("16 letters") << QByteArray("99aaaaaaaaaaaaaa") << 400 << form;
        QTest::newRow("17 with a dash") << QByteArray("9944527625915140-") << 400 << form;
        QTest::newRow("encoded") << QByteArray("994452762591514%30%20") << 400 << form;
        QTest::newRow("unknown, 16") << QByteArray("9944527625915140") << 404 << gone;
        QTest::newRow("unknown, 17") << QByteArray("99445276259151407") << 404 << gone;
        QTest::newRow("unknown, 18") << QByteArray("999058871389949120") << 404 << gone;
        QTest::newRow("leading zero") << QByteArray("00445276259151407") << 404 << gone;
    }

    void roomIds()
    {
        QFETCH(QByteArray, id);
        QFETCH(int, status);
        QFETCH(QString, message);
        TestService test;
        const QList<std::pair<QByteArray, QByteArray>> operations{
            {"GET", {}}, {"PATCH", "{}"}, {"DELETE", {}}};
        for (const auto &[method, body] : operations) {
            const Response response = test.send(method, "/rooms/" + id, body);
            QCOMPARE(response.status, status);
            QCOMPARE(errorCode(response), status == 404 ? u"NotFound"_s : u"BadRequest"_s);
            QCOMPARE(response.header("x-ms-error-code"), errorCode(response).toLatin1());
            QCOMPARE(errorMessage(response), message);
        }
        QCOMPARE(test.send("GET", "/rooms/" + id + "/participants").status, status);
        QCOMPARE(
            test.send("PATCH", "/rooms/" + id + "/participants", R"({"participants":{}})").status,
            status);
    }

    void anUnknownRoomComesBeforeItsRanges()
    {
        TestService test;
        const QByteArray body = validityJson({}, test.wire(-60));
        QCOMPARE(test.send("PATCH", "/rooms/99445276259151407", body).status, 404);
    }

    void deletedRooms()
    {
        TestService test;
        const QByteArray path = "/rooms/" + test.createRoom();
        const Response deleted = test.send("DELETE", path);
        QCOMPARE(deleted.status, 204);
        QVERIFY(deleted.body.isEmpty());
        QVERIFY(deleted.header("Content-Type").isNull());
        QCOMPARE(test.send("GET", path).status, 404);
        QCOMPARE(test.send("PATCH", path, "{}").status, 404);
        QCOMPARE(test.send("GET", path + "/participants").status, 404);
        QCOMPARE(test.send("DELETE", path).status, 204);
        QCOMPARE(json(test.send("GET", "/rooms")).value("value"_L1).toArray().size(), 0);
    }

    void endedRoomsCanBeReadForAMonth()
    {
        TestService test;
        const QByteArray path = "/rooms/" + test.createRoom(validityJson({}, test.wire(60)));
        const auto listed = [&] {
            return json(test.send("GET", "/rooms")).value("value"_L1).toArray().size();
        };
        test.advance(59);
        QCOMPARE(listed(), 1);
        test.advance(1);
        QCOMPARE(listed(), 0);
        QCOMPARE(test.send("GET", path).status, 200);
        QCOMPARE(test.send("PATCH", path, R"({"pstnDialOutEnabled":true})").status, 200);
        test.advance(29 * 86'400);
        QCOMPARE(test.send("GET", path).status, 200);
        test.advance(86'400);
        QCOMPARE(test.send("GET", path).status, 404);
    }

    void anEndedRoomThatIsExtendedIsListedAgain()
    {
        TestService test;
        const QByteArray from = test.wire(0);
        const QByteArray path = "/rooms/" + test.createRoom(validityJson({}, test.wire(60)));
        test.advance(3600);
        const Response extended = test.send("PATCH", path, validityJson(from, test.wire(60)));
        QCOMPARE(extended.status, 200);
        QCOMPARE(json(test.send("GET", "/rooms")).value("value"_L1).toArray().size(), 1);
        test.advance(60);
        QCOMPARE(json(test.send("GET", "/rooms")).value("value"_L1).toArray().size(), 0);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxRooms);
#include "tst_sandboxrooms.moc"
