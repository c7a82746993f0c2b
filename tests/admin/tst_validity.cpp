#include "admin/rooms/durationtext.h"
#include "admin/rooms/validity.h"
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

const QDateTime now = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

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
        const QString utcZone = u"UTC"_s;
        const QString berlin = u"Europe/Berlin"_s;
        const QString newYork = u"America/New_York"_s;
        using enum ValidityPreset;
        row("hour", Hour, utcZone, u"2026-05-01T10:00:00Z"_s, u"2026-05-01T11:00:00Z"_s);
        row("day", Day, utcZone, u"2026-05-01T10:00:00Z"_s, u"2026-05-02T10:00:00Z"_s);
        row("day over the spring change", Day, berlin, u"2026-03-28T10:00:00Z"_s,
            u"2026-03-29T10:00:00Z"_s);
        row("week", Week, utcZone, u"2026-05-01T10:00:00Z"_s, u"2026-05-08T10:00:00Z"_s);
        row("180 days", Days180, utcZone, u"2026-05-01T10:00:00Z"_s, u"2026-10-28T10:00:00Z"_s);
        row("180 days over the autumn change", Days180, berlin, u"2026-05-01T10:00:00Z"_s,
            u"2026-10-28T10:00:00Z"_s);
        row("month", Month, utcZone, u"2026-05-15T10:00:00Z"_s, u"2026-06-15T10:00:00Z"_s);
        row("month from 31 January", Month, utcZone, u"2027-01-31T10:00:00Z"_s,
            u"2027-02-28T10:00:00Z"_s);
        row("month from 31 January, leap year", Month, utcZone, u"2028-01-31T10:00:00Z"_s,
            u"2028-02-29T10:00:00Z"_s);
        row("month over the year", Month, utcZone, u"2026-12-31T23:59:59Z"_s,
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
        const PresetEnd end =
            presetEnd(static_cast<ValidityPreset>(preset), from, QTimeZone(zone.toLatin1()), from);
        QCOMPARE(end.validUntil, utc(validUntil));
        QCOMPARE(end.validUntil.timeSpec(), Qt::UTC);
        QCOMPARE(end.note, QString());
    }

    void notes_data()
    {
        QTest::addColumn<int>("preset");
        QTest::addColumn<QDateTime>("validFrom");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, ValidityPreset preset, const QDateTime &from,
                            const QString &expected = {}) {
            QTest::newRow(name) << static_cast<int>(preset) << from << expected;
        };
        using enum ValidityPreset;
        row("ahead", Day, now.addDays(3));
        row("just now", Day, now.addSecs(-90));
        row("open since 170 days", Days180, now.addDays(-170),
            u"Counted from “Valid from” (170 days ago), this leaves 10 days."_s);
        row("open since an hour", Day, now.addSecs(-3600),
            u"Counted from “Valid from” (1 hour ago), this leaves 23 hours."_s);
        row("over already", Week, now.addDays(-170),
            u"Counted from “Valid from” (170 days ago), this is in the past."_s);
    }

    void notes()
    {
        QFETCH(int, preset);
        QFETCH(QDateTime, validFrom);
        QFETCH(QString, expected);
        const auto end =
            presetEnd(static_cast<ValidityPreset>(preset), validFrom, QTimeZone::utc(), now);
        QCOMPARE(end.note, expected);
        QVERIFY(validFrom.secsTo(end.validUntil) <= 180 * 86'400);
    }

    void withoutAnOpeningThereIsNoEnd()
    {
        QVERIFY(!presetEnd(ValidityPreset::Day, {}, QTimeZone::utc(), now).validUntil.isValid());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestValidity);
#include "tst_validity.moc"
