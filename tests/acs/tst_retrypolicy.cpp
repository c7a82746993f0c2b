#include "acs/auth/requestsigner.h"
#include "acs/http/retrypolicy.h"
#include "acs/rooms/paginator.h"
#include "base/qtversions.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace std::chrono_literals;

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private slots:
    void whatHoldsUnlessSomebodySaysOtherwise()
    {
        const TransportOptions options;
        QCOMPARE(options.attemptTimeout, 30s);
        QCOMPARE(options.callTimeout, 120s);
        QCOMPARE(options.maxAttempts, 4);
        QCOMPARE(options.firstDelay, 800ms);
        QCOMPARE(options.maxDelay, 60s);
        QCOMPARE(options.maxBodySize, 33'554'432); // 32 MiB
        QVERIFY(options.authorities.isEmpty());
        QVERIFY(!options.readOnly);
        const int maxPages = Paginator<Room>::maxPagesOfList;
        QCOMPARE(maxPages, 100'000);
    }

    void waitsDoubleUpToTheLongest()
    {
        const TransportOptions options;
        SeededRandom random{7};
        QSet<qint64> seen;
        for (int draw = 0; draw < 200; ++draw) {
            const std::chrono::milliseconds expected[]{800ms, 1'600ms, 3'200ms, 6'400ms};
            for (int failed = 1; failed <= 4; ++failed) {
                const auto wait = backoff(failed, options, random);
                QVERIFY(wait >= expected[failed - 1] * 8 / 10);
                QVERIFY(wait <= expected[failed - 1] * 12 / 10);
                if (failed == 1)
                    seen.insert(wait.count());
            }
            QVERIFY(backoff(40, options, random) <= 60s);
            QVERIFY(backoff(40, options, random) >= 48s);
        }
        QVERIFY(seen.size() > 10); // not all at the same time
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<int>("seconds"); // -1: none
        const QByteArray noDate;
        QTest::newRow("none") << QByteArray() << noDate << -1;
        QTest::newRow("seconds") << QByteArray("7") << noDate << 7;
        QTest::newRow("now") << QByteArray("0") << noDate << 0;
        QTest::newRow("negative") << QByteArray("-7") << noDate << -1;
        QTest::newRow("words") << QByteArray("soon") << noDate << -1;
        QTest::newRow("half") << QByteArray("1.5") << noDate << -1;
        QTest::newRow("too long for a number")
            << QByteArray("99999999999999999999999") << noDate << -1;
        QTest::newRow("for ever") << QByteArray("999999999999999") << noDate << 365 * 86'400;
        const QByteArray later = "Mon, 06 May 2024 07:08:39 GMT";
        QTest::newRow("date by our clock") << later << noDate << 30;
        QTest::newRow("date by the answer's clock")
            << later << QByteArray("Mon, 06 May 2024 07:08:34 GMT") << 5;
        QTest::newRow("date, unreadable clock of the answer") << later << QByteArray("?") << 30;
        QTest::newRow("date gone by") << QByteArray("Mon, 06 May 2024 07:00:00 GMT") << noDate << 0;
    }

    void retryAfter()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, date);
        QFETCH(int, seconds);
        const QDateTime now(QDate(2024, 5, 6), QTime(7, 8, 9), utcZone);
        const auto wait = readRetryAfter(value, date, now);
        QCOMPARE(wait.has_value(), seconds >= 0);
        if (wait)
            QCOMPARE(wait->count(), seconds);
    }

    void onlyAnEvaluatedRequestSettlesAChange()
    {
        const Request change{.method = Method::Patch};
        for (const int status : {404, 405, 413, 415})
            QVERIFY(settlesChange(change, {.httpStatus = status}));
        for (const int status :
             {0, 302, 400, 401, 403, 407, 408, 409, 412, 429, 500, 502, 503, 504})
            QVERIFY(!settlesChange(change, {.httpStatus = status}));
        // A room that was created gets the earlier response, and is not evaluated by a later clock.
        QVERIFY(settlesChange({.method = Method::Post, .repeatabilityId = QUuid::createUuid()},
                              {.httpStatus = 400}));
    }

    void onlyTheServiceItselfSpeaksForItself()
    {
        for (const int status : {500, 501, 503}) {
            QVERIFY(isGatewayError({.httpStatus = status}));
            QVERIFY(!isGatewayError({.httpStatus = status, .serviceCode = QStringLiteral("x")}));
        }
        for (const int status : {502, 504})
            QVERIFY(isGatewayError({.httpStatus = status, .serviceCode = QStringLiteral("x")}));
        for (const int status : {302, 400, 408, 429})
            QVERIFY(!isGatewayError({.httpStatus = status}));
    }

    void whatMustHappenOnceIsNotRepeated()
    {
        QVERIFY(mayRepeat({.method = Method::Get}));
        QVERIFY(mayRepeat({.method = Method::Patch}));
        QVERIFY(!mayRepeat({.method = Method::Post, .delivery = Delivery::AtMostOnce}));
        QVERIFY(!mayRepeat({.method = Method::Get, .delivery = Delivery::AtMostOnce}));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestRetryPolicy);
#include "tst_retrypolicy.moc"
