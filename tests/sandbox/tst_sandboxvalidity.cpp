#include "base/qtversions.h"
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

constexpr int day = 86'400;
const QString endTarget = u"ValidUntil"_s;
const QString startTarget = u"ValidFrom"_s;
const QString past = u"The time range end is in the past."_s;
const QString span = u"The time range is incorrect, or larger than 180 days."_s;
const QString spanOf2025 =
    u"The input provided could not be converted. Please check the input and try again."_s;
const QString ahead = u"Value is incorrect or more than 180 days in the future."_s;
const QString together = u"validFrom and validUntil should be set together."_s;
const QString outer =
    u"The request could not be understood by the server due to malformed syntax."_s;

using Bound = std::optional<int>;

} // namespace

Q_DECLARE_METATYPE(Bound)

class TestSandboxValidity : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    /// Times in seconds from now; an empty message: accepted.
    void ranges_data()
    {
        QTest::addColumn<bool>("update");
        QTest::addColumn<Bound>("from");
        QTest::addColumn<Bound>("until");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("message");
        const Bound none;
        for (const bool update : {false, true}) {
            const auto row = [update](const char *name, Bound from, Bound until,
                                      const QString &target, const QString &message) {
                QTest::addRow("%s: %s", update ? "update" : "create", name)
                    << update << from << until << target << message;
            };
            row("an hour", 0, 3600, {}, {});
            row("180 days", 0, 180 * day, {}, {});
            row("a second over 180 days", 0, 180 * day + 1, endTarget, spanOf2025);
            row("180 days from the last start", 180 * day, 360 * day, {}, {});
            row("end before start", 3600, 1800, endTarget, span);
            row("end at start", 3600, 3600, endTarget, span);
            row("end in the past", -7200, -3600, endTarget, past);
            row("end now", -3600, 0, endTarget, past);
            row("start a minute ago", -60, 3600, {}, {});
            row("start 170 days ago", -170 * day, 10 * day, {}, {});
            row("start 170 days ago, 11 more", -170 * day, 11 * day, endTarget, spanOf2025);
            row("start over 180 days ahead", 180 * day + 1, 181 * day, startTarget, ahead);
            row("past end before far start", 200 * day, -day, endTarget, past);
            row("far start before span", 200 * day, 190 * day, startTarget, ahead);
            row("far start and end", 200 * day, 500 * day, startTarget, ahead);
        }
        QTest::newRow("create: start alone")
            << false << Bound(day) << none << QString() << QString();
        QTest::newRow("create: start alone, far")
            << false << Bound(181 * day) << none << startTarget << ahead;
        QTest::newRow("create: start alone, 5 s ago")
            << false << Bound(-5) << none << QString() << QString();
        QTest::newRow("create: start alone, past")
            << false << Bound(-day) << none << QString() << QString();
        QTest::newRow("create: end alone, past")
            << false << none << Bound(-day) << endTarget << past;
        QTest::newRow("create: end alone, far")
            << false << none << Bound(181 * day) << endTarget << spanOf2025;
        QTest::newRow("update: start alone") << true << Bound(day) << none << QString() << together;
        QTest::newRow("update: end alone") << true << none << Bound(day) << QString() << together;
        QTest::newRow("update: end alone, past")
            << true << none << Bound(-day) << QString() << together;
        QTest::newRow("update: start alone, far")
            << true << Bound(400 * day) << none << QString() << together;
    }

    void ranges()
    {
        QFETCH(bool, update);
        QFETCH(Bound, from);
        QFETCH(Bound, until);
        QFETCH(QString, target);
        QFETCH(QString, message);
        TestService test;
        const QByteArray body = validityJson(from ? test.wire(*from) : QByteArray(),
                                             until ? test.wire(*until) : QByteArray());
        const QByteArray path = update ? "/rooms/" + test.createRoom() : "/rooms";
        const Response before = test.send("GET", path);

        const Response response = test.send(update ? "PATCH" : "POST", path, body);
        if (message.isEmpty()) {
            QCOMPARE(response.status, update ? 200 : 201);
            if (from)
                QCOMPARE(json(response).value("validFrom"_L1),
                         QString::fromLatin1(test.wire(*from)));
            if (!until)
                QCOMPARE(json(response).value("validUntil"_L1),
                         QString::fromLatin1(test.wire(180 * day)));
            return;
        }
        QCOMPARE(response.status, 400);
        QCOMPARE(errorCode(response), u"BadRequest"_s);
        QCOMPARE(errorMessage(response), outer);
        QCOMPARE(json(response).value("error"_L1).toObject().value("details"_L1).toArray().size(),
                 1);
        QCOMPARE(errorDetail(response), QJsonObject({{u"code"_s, u"BadArgument"_s},
                                                     {u"message"_s, message},
                                                     {u"target"_s, target}}));
        QCOMPARE(test.send("GET", path).body, before.body);
    }

    void wordsAndHeadersByVersion_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QByteArray>("codeHeader");
        for (const char *version : {"2023-06-14", "2023-10-30-preview", "2024-04-15"})
            QTest::newRow(version) << QByteArray(version) << span << QByteArray("BadRequest");
        QTest::newRow("2025-03-13") << QByteArray("2025-03-13") << spanOf2025 << QByteArray();
    }

    void wordsAndHeadersByVersion()
    {
        QFETCH(const QByteArray, version);
        QFETCH(const QString, message);
        QFETCH(const QByteArray, codeHeader);
        TestService test;
        const QByteArray room = "/rooms/" + test.createRoom();
        const QByteArray tooLong = validityJson(test.wire(0), test.wire(181 * day));
        const QByteArray inThePast = validityJson(test.wire(-2 * day), test.wire(-day));
        for (const QByteArray &body : {tooLong, inThePast}) {
            for (const Response &response :
                 {test.send("POST", "/rooms?api-version=" + version, body),
                  test.send("PATCH", room + "?api-version=" + version, body)}) {
                QCOMPARE(response.status, 400);
                QCOMPARE(errorCode(response), u"BadRequest"_s);
                QCOMPARE(errorDetail(response).value("message"_L1),
                         body == inThePast ? u"The time range end is in the past."_s : message);
                QCOMPARE(response.header("x-ms-error-code"), codeHeader);
                QVERIFY(response.header("api-supported-versions").isNull());
            }
        }
    }

    void aBoundOfNullCountsAsMissing()
    {
        TestService test;
        const QByteArray path = "/rooms/" + test.createRoom();
        const Response response = test.send(
            "PATCH", path, validityJson({}, test.wire(3600)).replace("{", "{\"validFrom\":null,"));
        QCOMPARE(response.status, 400);
        QCOMPARE(errorDetail(response).value("message"_L1), together);
    }

    void readableTimes_data()
    {
        QTest::addColumn<QString>("format"); // of QDateTime::toString()
        QTest::addColumn<int>("droppedMs");
        QTest::newRow("as az writes it in its help") << u"yyyy-MM-ddTHH:mm"_s << 21'000;
        QTest::newRow("without seconds, Z") << u"yyyy-MM-ddTHH:mmZ"_s << 21'000;
        QTest::newRow("without seconds, offset") << u"yyyy-MM-ddTHH:mm+00:00"_s << 21'000;
        QTest::newRow("16 fraction digits") << u"yyyy-MM-ddTHH:mm:ss.0000000999999999Z"_s << 0;
        QTest::newRow("a fraction digit") << u"yyyy-MM-ddTHH:mm:ss.0Z"_s << 0;
    }

    void readableTimes()
    {
        QFETCH(QString, format);
        QFETCH(int, droppedMs);
        TestService test;
        const QDateTime until =
            acs::Timestamp::fromWire(QString::fromLatin1(test.wire(3600)))->toUtc();
        const QDateTime exact(until.date(), QTime(until.time().hour(), until.time().minute(), 21),
                              utcZone);
        const QByteArray body = "{\"validFrom\":\"" + test.wire(0) + "\",\"validUntil\":\""
                                + exact.toString(format).toLatin1() + "\"}";
        const Response response = test.send("POST", "/rooms", body);
        QCOMPARE(response.status, 201);
        QCOMPARE(json(response).value("validUntil"_L1).toString(),
                 acs::Timestamp::fromUtc(exact.addMSecs(-droppedMs)).toWire());
    }

    void unreadableValues_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("path");
        QTest::newRow("words") << QByteArray(R"({"validFrom":"soon"})") << u"$.validFrom"_s;
        QTest::newRow("number") << QByteArray(R"({"validUntil":12})") << u"$.validUntil"_s;
        QTest::newRow("17 digits")
            << QByteArray(R"({"validUntil":"2025-07-01T10:00:00.12345678912345678Z"})")
            << u"$.validUntil"_s;
        QTest::newRow("small t") << QByteArray(R"({"validUntil":"2025-07-01t10:00:00Z"})")
                                 << u"$.validUntil"_s;
        QTest::newRow("small z") << QByteArray(R"({"validUntil":"2025-07-01T10:00:00z"})")
                                 << u"$.validUntil"_s;
        QTest::newRow("blank for T")
            << QByteArray(R"({"validUntil":"2025-07-01 10:00:00Z"})") << u"$.validUntil"_s;
        QTest::newRow("24:00") << QByteArray(R"({"validUntil":"2025-07-01T24:00:00Z"})")
                               << u"$.validUntil"_s;
        QTest::newRow("a day that does not exist")
            << QByteArray(R"({"validFrom":"2025-02-30T00:00:00Z"})") << u"$.validFrom"_s;
        QTest::newRow("text for a flag")
            << QByteArray(R"({"pstnDialOutEnabled":"yes"})") << u"$.pstnDialOutEnabled"_s;
    }

    void unreadableValues()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, path);
        TestService test;
        for (const bool update : {false, true}) {
            const Response response = update
                                          ? test.send("PATCH", "/rooms/" + test.createRoom(), body)
                                          : test.send("POST", "/rooms", body);
            QCOMPARE(response.status, 400);
            QCOMPARE(errorCode(response), u"BadRequest"_s);
            QCOMPARE(errorDetail(response, 1).value("target"_L1).toString(), path);
        }
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxValidity);
#include "tst_sandboxvalidity.moc"
