#include "support/fixture.h"
#include "support/testmain.h"
#include "ui/common/datetimetext.h"
#include "ui/common/durationtext.h"
#include "ui/common/timedisplay.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

class TestDateTimeText : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void offersBothOfAnOverlap_data();
    void offersBothOfAnOverlap();
    void readsBackWhatItWrites_data();
    void readsBackWhatItWrites();
    void displaySwitchesZones();
    void displayNamesZones_data();
    void displayNamesZones();
    void shortDateTimeLeavesOutThisYear();
    void durations_data();
    void durations();
    void timeLeft_data();
    void timeLeft();
};

namespace {

QDateTime utc(const QString &iso)
{
    return QDateTime::fromString(iso, Qt::ISODate);
}

} // namespace

void TestDateTimeText::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDateTime>("moment");

    const QByteArray berlin("Europe/Berlin");
    const QByteArray johns("America/St_Johns");
    QTest::newRow("winter") << u"2026-11-22 14:03"_s << berlin << utc(u"2026-11-22T13:03:00Z"_s);
    QTest::newRow("summer") << u"2026-07-22 14:03"_s << berlin << utc(u"2026-07-22T12:03:00Z"_s);
    QTest::newRow("seconds") << u"2026-11-22 14:03:09"_s << berlin
                             << utc(u"2026-11-22T13:03:09Z"_s);
    QTest::newRow("blanks around")
        << u"  2026-11-22   14:03 "_s << berlin << utc(u"2026-11-22T13:03:00Z"_s);
    QTest::newRow("T") << u"2026-11-22T14:03"_s << berlin << utc(u"2026-11-22T13:03:00Z"_s);
    QTest::newRow("Z") << u"2026-11-22T14:03:00Z"_s << berlin << utc(u"2026-11-22T14:03:00Z"_s);
    QTest::newRow("UTC") << u"2026-11-22 14:03 UTC"_s << berlin << utc(u"2026-11-22T14:03:00Z"_s);
    QTest::newRow("offset") << u"2026-11-22T14:03+05:30"_s << berlin
                            << utc(u"2026-11-22T08:33:00Z"_s);
    QTest::newRow("negative offset")
        << u"2026-11-22 14:03 -0330"_s << berlin << utc(u"2026-11-22T17:33:00Z"_s);
    QTest::newRow("printed minus")
        << u"2026-11-22 14:03 −03:30"_s << berlin << utc(u"2026-11-22T17:33:00Z"_s);
    QTest::newRow("hour offset") << u"2026-11-22 14:03+01"_s << johns
                                 << utc(u"2026-11-22T13:03:00Z"_s);
    QTest::newRow("fraction, as the service writes it")
        << u"2026-11-22T14:03:36.8098317+00:00"_s << berlin << utc(u"2026-11-22T14:03:36Z"_s);
    const QDateTime afternoon = utc(u"2026-11-22T13:03:00Z"_s);
    QTest::newRow("full width") << u"２０２６－１１－２２　１４：０３"_s << berlin << afternoon;
    QTest::newRow("other hyphens") << u"2026‑11–22 14:03"_s << berlin << afternoon;
    QTest::newRow("no-break space") << u"2026-11-22\u00A014:03\u200E"_s << berlin << afternoon;
    QTest::newRow("slashes") << u"2026/11/22 14:03"_s << berlin << afternoon;
    QTest::newRow("dots") << u"2026.11.22 14.03"_s << berlin << afternoon;
    QTest::newRow("a comma between") << u"2026-11-22, 14:03"_s << berlin << afternoon;
    QTest::newRow("quoted") << u"\"2026-11-22 14:03\","_s << berlin << afternoon;
    QTest::newRow("named") << u"\"validFrom\": \"2026-11-22T14:03:00+01:00\","_s << berlin
                           << afternoon;
    QTest::newRow("Arabic digits") << u"٢٠٢٦-١١-٢٢ ١٤:٠٣"_s << berlin << afternoon;
    QTest::newRow("date alone") << u"2026-11-22"_s << berlin << utc(u"2026-11-21T23:00:00Z"_s);
    QTest::newRow("half-hour zone")
        << u"2026-11-22 14:03"_s << johns << utc(u"2026-11-22T17:33:00Z"_s);
    QTest::newRow("half-hour zone, summer")
        << u"2026-07-22 14:03"_s << johns << utc(u"2026-07-22T16:33:00Z"_s);
    QTest::newRow("last minute before the gap")
        << u"2026-03-29 01:59"_s << berlin << utc(u"2026-03-29T00:59:00Z"_s);
    QTest::newRow("first minute after the gap")
        << u"2026-03-29 03:00"_s << berlin << utc(u"2026-03-29T01:00:00Z"_s);
    QTest::newRow("last minute before the overlap")
        << u"2026-10-25 01:59"_s << berlin << utc(u"2026-10-24T23:59:00Z"_s);
    QTest::newRow("first minute after the overlap")
        << u"2026-10-25 03:00"_s << berlin << utc(u"2026-10-25T02:00:00Z"_s);
    QTest::newRow("an offset settles the overlap")
        << u"2026-10-25 02:30 +02:00"_s << berlin << utc(u"2026-10-25T00:30:00Z"_s);
    QTest::newRow("a day whose midnight the clocks skip")
        << u"2026-04-24"_s << QByteArray("Africa/Cairo") << utc(u"2026-04-23T22:00:00Z"_s);
    QTest::newRow("UTC has no clock changes")
        << u"2026-03-29 02:30"_s << QByteArray("UTC") << utc(u"2026-03-29T02:30:00Z"_s);
}

void TestDateTimeText::reads()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, zone);
    QFETCH(QDateTime, moment);

    const DateTimeReading reading = readDateTime(text, QTimeZone(zone));
    QCOMPARE(reading.problem, QString());
    QCOMPARE(reading.utc, moment);
    QCOMPARE(reading.utc.timeSpec(), Qt::UTC);
    QVERIFY(reading.choices.isEmpty());
}

void TestDateTimeText::namesWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("said");

    const QByteArray berlin("Europe/Berlin");
    QTest::newRow("empty") << QString() << berlin << u"Enter a date"_s;
    QTest::newRow("words") << u"tomorrow"_s << berlin << u"2026-11-22 14:30"_s;
    QTest::newRow("German") << u"22.11.2026 14:03"_s << berlin << u"2026-11-22 14:30"_s;
    QTest::newRow("the date of another form")
        << u"22.11.2026 14:03"_s << berlin << u"“22.11.2026” is not a date"_s;
    QTest::newRow("two separators")
        << u"2026-11/22 14:03"_s << berlin << u"“2026-11/22” is not a date"_s;
    QTest::newRow("only the time") << u"2026-11-22 14h"_s << berlin << u"“14h” is not a time"_s;
    QTest::newRow("words for a time")
        << u"2026-11-22 noon"_s << berlin << u"“noon” is not a time"_s;
    QTest::newRow("only the offset")
        << u"2026-11-22 14:03 CET"_s << berlin << u"“CET” after the time"_s;
    QTest::newRow("a character") << u"2026年11月22日"_s << berlin << u"“年” (U+5E74)"_s;
    QTest::newRow("no such day") << u"2026-02-30 14:03"_s << berlin << u"date does not exist"_s;
    QTest::newRow("no such time") << u"2026-02-20 24:00"_s << berlin << u"time does not exist"_s;
    QTest::newRow("an offset of no zone") << u"2026-02-20 14:00 +15:00"_s << berlin << u"14:30"_s;
    QTest::newRow("minutes of no offset") << u"2026-02-20 14:00 +01:60"_s << berlin << u"14:30"_s;
    QTest::newRow("year 0 by the offset")
        << u"0001-01-01 00:00 +14:00"_s << berlin << u"date does not exist"_s;
    QTest::newRow("year 10000 by the offset")
        << u"9999-12-31 23:59 -14:00"_s << berlin << u"date does not exist"_s;
    QTest::newRow("trailing words")
        << u"2026-02-20 14:00 or so"_s << berlin << u"2026-11-22 14:30"_s;
    QTest::newRow("gap") << u"2026-03-29 02:30"_s << berlin
                         << u"2026-03-29 02:30 does not exist in Berlin, because clocks go "
                            u"forward."_s;
    QTest::newRow("beginning of the gap")
        << u"2026-03-29 02:00"_s << berlin << u"does not exist in Berlin"_s;
    QTest::newRow("gap, west") << u"2026-03-08 02:15"_s << QByteArray("America/St_Johns")
                               << u"does not exist in St Johns"_s;
    QTest::newRow("a skipped day")
        << u"2011-12-30 12:00"_s << QByteArray("Pacific/Apia") << u"does not exist in Apia"_s;
}

void TestDateTimeText::namesWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, zone);
    QFETCH(QString, said);

    const DateTimeReading reading = readDateTime(text, QTimeZone(zone));
    QVERIFY(!reading.utc.isValid());
    QVERIFY2(reading.problem.contains(said), qPrintable(reading.problem));
    QVERIFY(reading.choices.isEmpty());
}

void TestDateTimeText::offersBothOfAnOverlap_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDateTime>("first");
    QTest::addColumn<QDateTime>("second");

    QTest::newRow("Berlin") << u"2026-10-25 02:30"_s << QByteArray("Europe/Berlin")
                            << utc(u"2026-10-25T00:30:00Z"_s) << utc(u"2026-10-25T01:30:00Z"_s);
    QTest::newRow("its beginning")
        << u"2026-10-25 02:00"_s << QByteArray("Europe/Berlin") << utc(u"2026-10-25T00:00:00Z"_s)
        << utc(u"2026-10-25T01:00:00Z"_s);
    QTest::newRow("St John's") << u"2026-11-01 01:15"_s << QByteArray("America/St_Johns")
                               << utc(u"2026-11-01T03:45:00Z"_s) << utc(u"2026-11-01T04:45:00Z"_s);
    QTest::newRow("half an hour") << u"2026-04-05 01:45"_s << QByteArray("Australia/Lord_Howe")
                                  << utc(u"2026-04-04T14:45:00Z"_s)
                                  << utc(u"2026-04-04T15:15:00Z"_s);
}

void TestDateTimeText::offersBothOfAnOverlap()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, zone);
    QFETCH(QDateTime, first);
    QFETCH(QDateTime, second);

    const QTimeZone place(zone);
    const DateTimeReading reading = readDateTime(text, place);
    QVERIFY(!reading.utc.isValid());
    QVERIFY2(reading.problem.contains(u"twice"_s), qPrintable(reading.problem));
    QCOMPARE(reading.choices, (QList<QDateTime>{first, second}));
    for (const QDateTime &choice : reading.choices) {
        const QString shown = dateTimeText(choice, place);
        QVERIFY2(shown.startsWith(text), qPrintable(shown));
        QCOMPARE(readDateTime(shown, place).utc, choice);
    }
}

void TestDateTimeText::readsBackWhatItWrites_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *zone : {"UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata",
                             "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo"}) {
        QTest::newRow(zone) << QByteArray(zone);
    }
}

void TestDateTimeText::readsBackWhatItWrites()
{
    QFETCH(QByteArray, zone);
    const QTimeZone place(zone);
    // More than a year in steps that cover all minutes of the hour, including clock changes.
    const QDateTime end = utc(u"2027-04-30T00:00:00Z"_s);
    for (QDateTime at = utc(u"2026-01-01T00:00:00Z"_s); at < end; at = at.addSecs(23 * 60)) {
        const QString text = dateTimeText(at, place);
        const DateTimeReading reading = readDateTime(text, place);
        QVERIFY2(reading.utc == at, qPrintable(text + u' ' + at.toString(Qt::ISODate)));
    }
}

void TestDateTimeText::displaySwitchesZones()
{
    TimeDisplay display(QTimeZone("Europe/Berlin"));
    const QSignalSpy changes(&display, &TimeDisplay::changed);
    const QDateTime at = utc(u"2026-11-22T23:03:11Z"_s);

    QCOMPARE(display.dateTime(at), u"2026-11-23 00:03"_s);
    QCOMPARE(display.clockTime(at), u"00:03"_s);
    QCOMPARE(display.clockTimeWithSeconds(at), u"00:03:11"_s);

    display.setMode(TimeDisplay::Mode::Utc);
    display.setMode(TimeDisplay::Mode::Utc);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(display.dateTime(at), u"2026-11-22 23:03"_s);
    QCOMPARE(display.zoneName(at), u"UTC"_s);
    QCOMPARE(display.zone(), QTimeZone::utc());
}

void TestDateTimeText::displayNamesZones_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("atWinter");
    QTest::newRow("Berlin") << QByteArray("Europe/Berlin") << u"Berlin (UTC+1)"_s;
    QTest::newRow("St John's") << QByteArray("America/St_Johns") << u"St Johns (UTC−3:30)"_s;
    QTest::newRow("Kolkata") << QByteArray("Asia/Kolkata") << u"Kolkata (UTC+5:30)"_s;
    QTest::newRow("UTC") << QByteArray("Etc/UTC") << u"UTC"_s;
    QTest::newRow("London in winter") << QByteArray("Europe/London") << u"London (UTC)"_s;
    QTest::newRow("a bare offset") << QByteArray("UTC+03:00") << u"UTC+3"_s;
}

void TestDateTimeText::displayNamesZones()
{
    QFETCH(QByteArray, zone);
    const TimeDisplay display{QTimeZone(zone)};
    QTEST(display.zoneName(utc(u"2026-11-22T12:00:00Z"_s)), "atWinter");
}

void TestDateTimeText::shortDateTimeLeavesOutThisYear()
{
    QLocale::setDefault(QLocale::c());
    const TimeDisplay display(QTimeZone("Europe/Berlin"));
    const QDateTime now = utc(u"2026-11-22T13:00:00Z"_s);
    QCOMPARE(display.shortDateTime(utc(u"2026-11-22T12:30:00Z"_s), now), u"22 Nov 13:30"_s);
    QCOMPARE(display.shortDateTime(utc(u"2027-06-01T16:00:00Z"_s), now), u"1 Jun 2027 18:00"_s);
    // The year in the displayed zone counts.
    QCOMPARE(display.shortDateTime(utc(u"2026-12-31T23:30:00Z"_s), now), u"1 Jan 2027 00:30"_s);
}

void TestDateTimeText::durations_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64{0} << u"less than 1 min"_s;
    QTest::newRow("59 s") << qint64{59} << u"less than 1 min"_s;
    QTest::newRow("42 min") << qint64{42 * 60 + 59} << u"42 min"_s;
    QTest::newRow("whole hour") << qint64{3600} << u"1 h"_s;
    QTest::newRow("1 h 15") << qint64{4500} << u"1 h 15 min"_s;
    QTest::newRow("1 d 18 h") << qint64{42 * 3600} << u"1 d 18 h"_s;
    QTest::newRow("whole days") << qint64{2 * 86400 + 59} << u"2 d"_s;
    QTest::newRow("hours fade") << qint64{10 * 86400 + 7200} << u"10 d"_s;
    QTest::newRow("180 days") << qint64{180 * 86400} << u"180 d"_s;
    QTest::newRow("without sign") << qint64{-4500} << u"1 h 15 min"_s;
}

void TestDateTimeText::durations()
{
    QFETCH(qint64, seconds);
    QTEST(durationText(std::chrono::seconds(seconds)), "text");
}

void TestDateTimeText::timeLeft_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("text");
    QTest::newRow("open") << int(admin::RoomState::Open) << u"42 min left"_s;
    QTest::newRow("ending soon") << int(admin::RoomState::EndingSoon) << u"42 min left"_s;
    QTest::newRow("upcoming") << int(admin::RoomState::Upcoming) << u"in 19 h"_s;
    QTest::newRow("ended") << int(admin::RoomState::Ended) << u"ended 2 d ago"_s;
}

void TestDateTimeText::timeLeft()
{
    QFETCH(int, state);
    const QDateTime now = utc(u"2026-11-22T13:00:00Z"_s);
    const auto at = [&now](qint64 seconds) {
        return acs::Timestamp::fromUtc(now.addSecs(seconds));
    };
    acs::Room room;
    switch (static_cast<admin::RoomState>(state)) {
    case admin::RoomState::Upcoming:
        room.validFrom = at(19 * 3600 + 48 * 60); // minutes do not matter yet
        room.validUntil = at(20 * 3600);
        break;
    case admin::RoomState::Ended:
        room.validUntil = at(-2 * 86400);
        break;
    default:
        room.validUntil = at(42 * 60);
        break;
    }
    QTEST(timeLeftText(static_cast<admin::RoomState>(state), room, acs::Timestamp::fromUtc(now)),
          "text");
}

ROOMKEEPER_TEST(QCoreApplication, TestDateTimeText);
#include "tst_datetimetext.moc"
