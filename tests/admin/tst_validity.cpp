#include "admin/rooms/durationtext.h"
#include "admin/rooms/validity.h"
#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/rooms.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;
using tests::utc;

namespace {

const QDateTime now = QDateTime(QDate(2026, 3, 1), QTime(12, 0), utcZone);

/// "From: message" or "Until: message", one a line.
QString inWords(const QList<ValidityProblem> &problems)
{
    QStringList lines;
    for (const ValidityProblem &problem : problems)
        lines << (problem.bound == ValidityBound::From ? u"From: "_s : u"Until: "_s)
                     + problem.message;
    return lines.join(u'\n');
}

} // namespace

class TestValidity : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void durations_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("expected");
        QTest::newRow("none") << qint64{0} << u"0 seconds"_s;
        QTest::newRow("one second") << qint64{1} << u"1 second"_s;
        QTest::newRow("seconds") << qint64{59} << u"59 seconds"_s;
        QTest::newRow("one minute") << qint64{60} << u"1 minute"_s;
        QTest::newRow("two units") << qint64{3'720} << u"1 hour and 2 minutes"_s;
        QTest::newRow("the two largest") << qint64{86'400 + 3'600 + 61} << u"1 day and 1 hour"_s;
        QTest::newRow("a gap between") << qint64{86'400 * 180 + 1} << u"180 days and 1 second"_s;
        QTest::newRow("no sign") << qint64{-7'200} << u"2 hours"_s;
    }

    void durations()
    {
        QFETCH(qint64, seconds);
        QTEST(durationText(std::chrono::seconds(seconds)), "expected");
    }

    void rules_data()
    {
        QTest::addColumn<QDateTime>("validFrom");
        QTest::addColumn<QDateTime>("validUntil");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QDateTime &from, const QDateTime &until,
                            const QString &expected = {}) {
            QTest::newRow(name) << from << until << expected;
        };
        row("an hour from now", now, now.addSecs(3600));
        row("opened long ago", now.addDays(-170), now.addDays(10));
        row("180 days exactly", now, now.addDays(180));
        row("180 days and a millisecond", now, now.addDays(180).addMSecs(1),
            u"Until: That is 180 days and 1 second. A room can be valid for at most 180 days."_s);
        row("181 days", now, now.addDays(181),
            u"Until: That is 181 days. A room can be valid for at most 180 days."_s);
        row("180 days and an hour", now, now.addDays(180).addSecs(3600),
            u"Until: That is 180 days and 1 hour. A room can be valid for at most 180 days."_s);
        row("end before opening", now.addDays(2), now.addDays(1),
            u"Until: “Valid until” is before “Valid from”."_s);
        row("end at the opening", now.addDays(2), now.addDays(2),
            u"Until: “Valid until” is the same as “Valid from”."_s);
        row("end in the past", now.addDays(-2), now.addDays(-1),
            u"Until: “Valid until” is in the past."_s);
        row("end now", now.addDays(-2), now, u"Until: “Valid until” is in the past."_s);
        row("end in the past and before the opening", now.addDays(2), now.addDays(-1),
            u"Until: “Valid until” is in the past."_s);
        row("opening 180 days ahead", now.addDays(180), now.addDays(181));
        row("opening later than that", now.addDays(200), now.addDays(201),
            u"From: “Valid from” is 200 days from now. It can be at most 180 days from now."_s);
        row("both wrong", now.addDays(200), now.addDays(400),
            u"From: “Valid from” is 200 days from now. It can be at most 180 days from now.\n"
            u"Until: That is 200 days. A room can be valid for at most 180 days."_s);
        row("no opening", {}, now.addDays(400));
        row("no opening, end in the past", {}, now.addDays(-1),
            u"Until: “Valid until” is in the past."_s);
        row("no end", now.addDays(200), {},
            u"From: “Valid from” is 200 days from now. It can be at most 180 days from now."_s);
        row("neither", {}, {});
    }

    void rules()
    {
        QFETCH(QDateTime, validFrom);
        QFETCH(QDateTime, validUntil);
        QFETCH(QString, expected);
        QCOMPARE(inWords(validityProblems(validFrom, validUntil, now)), expected);
    }

    void clockChangesDoNotStretchADay()
    {
        // 180 times 24 hours in UTC, although local time in Berlin changes by an hour meanwhile.
        const QTimeZone berlin("Europe/Berlin");
        const QDateTime from(QDate(2026, 3, 2), QTime(10, 0), berlin);
        const QDateTime until(QDate(2026, 8, 29), QTime(11, 0), berlin);
        QVERIFY(validityProblems(from, until, now).isEmpty());
        QCOMPARE(validityProblems(from, until.addSecs(1), now).size(), 1);
    }

    void presets_data()
    {
        QTest::addColumn<int>("preset");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("validFrom");
        QTest::addColumn<QString>("validUntil");
        const auto row = [](const char *name, ValidityPreset preset, const QString &zone,
                            const QString &from, const QString &until) {
            QTest::newRow(name) << static_cast<int>(preset) << zone << from << until;
        };
        const QString utcName = u"UTC"_s;
        const QString berlin = u"Europe/Berlin"_s;
        const QString newYork = u"America/New_York"_s;
        using enum ValidityPreset;
        row("hour", Hour, utcName, u"2026-05-01T10:00:00Z"_s, u"2026-05-01T11:00:00Z"_s);
        row("day", Day, utcName, u"2026-05-01T10:00:00Z"_s, u"2026-05-02T10:00:00Z"_s);
        row("day over the spring change", Day, berlin, u"2026-03-28T10:00:00Z"_s,
            u"2026-03-29T10:00:00Z"_s);
        row("week", Week, utcName, u"2026-05-01T10:00:00Z"_s, u"2026-05-08T10:00:00Z"_s);
        row("180 days", Days180, utcName, u"2026-05-01T10:00:00Z"_s, u"2026-10-28T10:00:00Z"_s);
        row("180 days over the autumn change", Days180, berlin, u"2026-05-01T10:00:00Z"_s,
            u"2026-10-28T10:00:00Z"_s);
        row("month", Month, utcName, u"2026-05-15T10:00:00Z"_s, u"2026-06-15T10:00:00Z"_s);
        row("month from 31 January", Month, utcName, u"2027-01-31T10:00:00Z"_s,
            u"2027-02-28T10:00:00Z"_s);
        row("month from 31 January, leap year", Month, utcName, u"2028-01-31T10:00:00Z"_s,
            u"2028-02-29T10:00:00Z"_s);
        row("month over the year", Month, utcName, u"2026-12-31T23:59:59Z"_s,
            u"2027-01-31T23:59:59Z"_s);
        // The same local time on both sides of a clock change.
        row("month over the spring change", Month, berlin, u"2026-03-15T09:00:00Z"_s,
            u"2026-04-15T08:00:00Z"_s);
        row("month over the autumn change", Month, berlin, u"2026-10-15T08:00:00Z"_s,
            u"2026-11-15T09:00:00Z"_s);
        // It is 1 February there already: a month of 28 days.
        row("month by the calendar of the zone", Month, u"Asia/Kolkata"_s,
            u"2027-01-31T20:00:00Z"_s, u"2027-02-28T20:00:00Z"_s);
        // 14 March 02:30 does not exist in New York: an hour later in local time.
        row("month into the spring gap", Month, newYork, u"2027-02-14T07:30:00Z"_s,
            u"2027-03-14T07:30:00Z"_s);
        row("month to just before the gap", Month, newYork, u"2027-02-14T06:59:59Z"_s,
            u"2027-03-14T06:59:59Z"_s);
        row("month to just after the gap", Month, newYork, u"2027-02-14T08:00:00Z"_s,
            u"2027-03-14T07:00:00Z"_s);
        // 7 November 01:30 occurs twice there: the first.
        row("month into the autumn overlap", Month, newYork, u"2027-10-07T05:30:00Z"_s,
            u"2027-11-07T05:30:00Z"_s);
        row("month to just after the overlap", Month, newYork, u"2027-10-07T06:00:00Z"_s,
            u"2027-11-07T07:00:00Z"_s);
    }

    void presets()
    {
        QFETCH(int, preset);
        QFETCH(QString, zone);
        QFETCH(QString, validFrom);
        QFETCH(QString, validUntil);
        const QDateTime from = utc(validFrom);
        const PresetEnd end = presetEnd(static_cast<ValidityPreset>(preset), {.validFrom = from},
                                        QTimeZone(zone.toLatin1()), from);
        QCOMPARE(end.validUntil, utc(validUntil));
        QCOMPARE(end.validUntil.timeSpec(), Qt::UTC);
        QCOMPARE(end.note, QString());
    }

    void presetsOfAnOpenRoom_data()
    {
        QTest::addColumn<int>("preset");
        QTest::addColumn<PresetRoom>("room");
        QTest::addColumn<QDateTime>("validUntil");
        QTest::addColumn<QString>("note");
        const auto row = [](const char *name, ValidityPreset preset, const PresetRoom &room,
                            const QDateTime &validUntil, const QString &note = {}) {
            QTest::newRow(name) << static_cast<int>(preset) << room << validUntil << note;
        };
        using enum ValidityPreset;
        const QString fromNow = u"Counted from now, because “Valid from” is in the past."_s;
        row("not open yet", Day, {.validFrom = now.addDays(3)}, now.addDays(4));
        row("opened just now", Day, {.validFrom = now.addSecs(-90)}, now.addDays(1).addSecs(-90));
        row("open since an hour", Day, {.validFrom = now.addSecs(-3600)}, now.addDays(1), fromNow);
        row("open since 100 days", Hour, {.validFrom = now.addDays(-100)}, now.addSecs(3600),
            fromNow);
        row("month", Month, {.validFrom = now.addDays(-100)}, now.addMonths(1), fromNow);
        row("open since 170 days", Month, {.validFrom = now.addDays(-170)}, now.addDays(10),
            u"A room can be valid for at most 180 days. This one opened 170 days ago, which leaves "
            u"10 days."_s);
        row("180 days since yesterday", Days180, {.validFrom = now.addDays(-1)}, now.addDays(179),
            u"A room can be valid for at most 180 days. This one opened 1 day ago, which leaves "
            u"179 days."_s);
        row("opened 200 days ago", Hour, {.validFrom = now.addDays(-200)}, now.addDays(-20),
            u"A room can be valid for at most 180 days. This one opened 200 days ago, so it can't "
            u"stay open any longer."_s);
        row("shortened, not open yet", Hour,
            {.validFrom = now.addDays(3), .presentEnd = now.addDays(5)},
            now.addDays(3).addSecs(3600),
            u"The room ends 1 day and 23 hours earlier than before."_s);
        row("shortened, open", Day, {.validFrom = now.addDays(-1), .presentEnd = now.addDays(8)},
            now.addDays(1), fromNow + u" The room ends 7 days earlier than before."_s);
        row("as it is, but for its seconds", Hour,
            {.validFrom = now.addDays(3), .presentEnd = now.addDays(3).addSecs(3630)},
            now.addDays(3).addSecs(3600));
        row("an hour longer, opening moved ahead", PlusHour,
            {.validFrom = now.addDays(1), .validUntil = now.addDays(181)}, now.addDays(181),
            u"A room can be valid for at most 180 days."_s);
        row("an hour longer", PlusHour,
            {.validFrom = now.addDays(-1),
             .validUntil = now.addSecs(600),
             .presentEnd = now.addSecs(600)},
            now.addSecs(4200));
        row("an hour longer again", PlusHour,
            {.validFrom = now.addDays(-1),
             .validUntil = now.addSecs(4200),
             .presentEnd = now.addSecs(600)},
            now.addSecs(7800));
        row("half an hour is left", PlusHour,
            {.validFrom = now.addDays(-179), .validUntil = now.addDays(1).addSecs(-1800)},
            now.addDays(1),
            u"A room can be valid for at most 180 days. This one opened 179 days ago, which leaves "
            u"1 day."_s);
    }

    void presetsOfAnOpenRoom()
    {
        QFETCH(const int, preset);
        QFETCH(const PresetRoom, room);
        QFETCH(const QDateTime, validUntil);
        QFETCH(const QString, note);
        const auto end =
            presetEnd(static_cast<ValidityPreset>(preset), room, QTimeZone::utc(), now);
        QCOMPARE(end.validUntil, validUntil);
        QCOMPARE(end.note, note);
    }

    void fromNowIsTheNextFullMinute()
    {
        const QDateTime late = now.addSecs(12).addMSecs(345);
        const PresetRoom room{.validFrom = now.addDays(-1)};
        QCOMPARE(presetEnd(ValidityPreset::Hour, room, QTimeZone::utc(), late).validUntil,
                 now.addSecs(60 + 3600));
    }

    void withoutAnOpeningThereIsNoEnd()
    {
        QVERIFY(!presetEnd(ValidityPreset::Day, {}, QTimeZone::utc(), now).validUntil.isValid());
        QVERIFY(!presetEnd(ValidityPreset::PlusHour, {.validFrom = now}, QTimeZone::utc(), now)
                     .validUntil.isValid());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestValidity);
#include "tst_validity.moc"
