#include "acs/timestamp.h"
#include "base/qtversions.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

class TestTimestamp : public QObject
{
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("wire");
        QTest::newRow("service") << u"2023-07-05T21:57:36.8098317+00:00"_s
                                 << u"2023-07-05T21:57:36.8098317+00:00"_s;
        QTest::newRow("not rounded up")
            << u"2023-07-05T21:57:36.9999999+00:00"_s << u"2023-07-05T21:57:36.9999999+00:00"_s;
        QTest::newRow("zeros cut")
            << u"2023-07-05T21:57:36.8000000+00:00"_s << u"2023-07-05T21:57:36.8+00:00"_s;
        QTest::newRow("leading zeros")
            << u"2023-07-05T21:57:36.0000001Z"_s << u"2023-07-05T21:57:36.0000001+00:00"_s;
        QTest::newRow("whole") << u"2023-07-05T21:57:36Z"_s << u"2023-07-05T21:57:36+00:00"_s;
        QTest::newRow("no offset is UTC")
            << u"2023-07-05T21:57:36"_s << u"2023-07-05T21:57:36+00:00"_s;
        QTest::newRow("date alone") << u"2023-07-05"_s << u"2023-07-05T00:00:00+00:00"_s;
        QTest::newRow("offset") << u"2023-07-05T21:57:36+05:30"_s << u"2023-07-05T16:27:36+00:00"_s;
        QTest::newRow("negative offset")
            << u"2023-12-31T21:57:36.5-03:30"_s << u"2024-01-01T01:27:36.5+00:00"_s;
        QTest::newRow("before 1970")
            << u"1969-12-31T23:59:59.5Z"_s << u"1969-12-31T23:59:59.5+00:00"_s;
        QTest::newRow("first") << u"0001-01-01"_s << u"0001-01-01T00:00:00+00:00"_s;
        QTest::newRow("last") << u"9999-12-31T23:59:59.9999999Z"_s
                              << u"9999-12-31T23:59:59.9999999+00:00"_s;
        QTest::newRow("without seconds") << u"2023-07-05T10:21"_s << u"2023-07-05T10:21:00+00:00"_s;
        QTest::newRow("without seconds, Z")
            << u"2023-07-05T10:21Z"_s << u"2023-07-05T10:21:00+00:00"_s;
        QTest::newRow("without seconds, offset")
            << u"2023-07-05T10:21-02:30"_s << u"2023-07-05T12:51:00+00:00"_s;
        QTest::newRow("16 fraction digits, of which 7 count")
            << u"2023-07-05T21:57:36.1234567891234567Z"_s << u"2023-07-05T21:57:36.1234567+00:00"_s;
        QTest::newRow("small letters")
            << u"2023-07-05t21:57:36z"_s << u"2023-07-05T21:57:36+00:00"_s;
        QTest::newRow("leap day") << u"2024-02-29T00:00:00Z"_s << u"2024-02-29T00:00:00+00:00"_s;
    }

    void reads()
    {
        QFETCH(QString, text);
        QFETCH(QString, wire);
        const auto instant = Timestamp::fromWire(text);
        QVERIFY(instant.has_value());
        QCOMPARE(instant->toWire(), wire);
        QCOMPARE(Timestamp::fromWire(wire)->ticks, instant->ticks);
    }

    /// Four days in each of the years that have four digits, at another time of the day each.
    void writesWhatQtWrites()
    {
        const Timestamp first = *Timestamp::fromWire(u"0001-01-01"_s);
        const Timestamp last = *Timestamp::fromWire(u"9999-12-31"_s);
        constexpr qint64 step = 91 * qint64{86'400} + 3'607;
        for (Timestamp at = first; at < last; at.ticks += step * Timestamp::ticksPerSecond) {
            const QString expected = at.toUtc().toString(u"yyyy-MM-dd'T'HH:mm:ss") + u"+00:00"_s;
            if (at.toWire() != expected)
                QCOMPARE(at.toWire(), expected);
        }
    }

    void rejects_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto *text : {"",
                                 "yesterday",
                                 "2023-13-01",
                                 "2023-02-29",
                                 "2023-7-5",
                                 "2023-07-05T",
                                 "2023-07-05T21",
                                 "2023-07-05T24:00:00Z",
                                 "2023-07-05T21:60:00Z",
                                 "2023-07-05T21:57:60Z",
                                 "2023-07-05T21:57:36.Z",
                                 "2023-07-05T21:57:36.12345678912345678Z",
                                 "2023-07-05T10:21:",
                                 "2023-07-05T10:21.5Z",
                                 "2023-07-05T1:21",
                                 "2023-07-05T21:57:36+0000",
                                 "2023-07-05T21:57:36+25:00",
                                 "2023-07-05T21:57:36Zz",
                                 "2023-07-05 21:57:36",
                                 "0000-01-01",
                                 "+2023-07-05"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("year 0 by its offset") << u"0001-01-01T00:00:00+00:01"_s;
        QTest::newRow("year 10000 by its offset") << u"9999-12-31T23:59:59-00:01"_s;
    }

    void rejects()
    {
        QFETCH(QString, text);
        QVERIFY(!Timestamp::fromWire(text).has_value());
    }

    void millisecondsRoundDown()
    {
        const auto instant = Timestamp::fromWire(u"2023-07-05T21:57:36.9999999Z"_s);
        QCOMPARE(instant->toUtc(),
                 QDateTime(QDate(2023, 7, 5), QTime(21, 57, 36, 999), roomkeeper::utcZone));
        QCOMPARE(instant->toUtc().timeSpec(), Qt::UTC);
        QCOMPARE(Timestamp::fromWire(u"1969-12-31T23:59:59.5Z"_s)->secondsSinceEpoch(), -1);
    }

    void fromUtcTakesAnyZone()
    {
        const QDateTime moment(QDate(2023, 7, 5), QTime(21, 57, 36, 120), roomkeeper::utcZone);
        QCOMPARE(Timestamp::fromUtc(moment).toWire(), u"2023-07-05T21:57:36.12+00:00"_s);
        QCOMPARE(Timestamp::fromUtc(moment.toOffsetFromUtc(3600)), Timestamp::fromUtc(moment));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTimestamp);
#include "tst_timestamp.moc"
