#include "support/testmain.h"
#include "ui/outcomes/draftreport.h"
#include "ui/participants/rostertext.h"

#include <QApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using admin::DraftOutcome;

namespace {

const QString id = u"99460161060023207"_s;

admin::RosterPartOutcome part(int people, const std::optional<Error> &error = {})
{
    admin::RosterPartOutcome outcome;
    for (int each = 0; each < people; ++each)
        outcome.part.removed << QString::number(each);
    outcome.error = error;
    return outcome;
}

Error rejected()
{
    Error error = makeError(ErrorKind::Invalid, u"Invalid value for the Participants."_s);
    error.httpStatus = 400;
    return error;
}

Error notSent()
{
    return makeError(ErrorKind::Cancelled, {});
}

} // namespace

/// The reports about applying a draft.
class TestDraftReport : public QObject
{
    Q_OBJECT

private slots:
    void outcomes_data()
    {
        QTest::addColumn<DraftOutcome>("outcome");
        QTest::addColumn<Severity>("severity");
        QTest::addColumn<QString>("text");

        const Result<acs::Room> room = acs::Room{.id = id};
        QTest::newRow("own fields only")
            << DraftOutcome{.room = room} << Severity::Info << u"Room %1 was changed."_s.arg(id);
        QTest::newRow("done by others already")
            << DraftOutcome{} << Severity::Info
            << u"Room %1 is already up to date. Nothing was sent."_s.arg(id);
        QTest::newRow("roster only")
            << DraftOutcome{.parts = {part(4)}, .done = {.added = 2, .changed = 1, .removed = 1}}
            << Severity::Info
            << u"Room %1 was changed: 2 participants added, 1 role changed, 1 removed."_s.arg(id);
        QTest::newRow("one removed")
            << DraftOutcome{.parts = {part(1)}, .done = {.removed = 1}} << Severity::Info
            << u"Room %1 was changed: 1 participant removed."_s.arg(id);
        QTest::newRow("both") << DraftOutcome{.room = room,
                                              .parts = {part(1)},
                                              .done = {.added = 1}}
                              << Severity::Info
                              << u"Room %1 was changed: settings, 1 participant added."_s.arg(id);
        QTest::newRow("part rejected")
            << DraftOutcome{.parts = {part(500), part(20, rejected())}, .done = {.removed = 500}}
            << Severity::Error
            << u"Room %1 was changed: 500 participants removed. The remaining "
               u"changes are still pending. The service rejected the request. "
               u"Invalid value for the Participants."_s.arg(id);
        QTest::newRow("all rejected")
            << DraftOutcome{.parts = {part(2, rejected())}} << Severity::Error
            << u"The changes to room %1 were not applied. They are still "
               u"pending. The service rejected the request. Invalid value for "
               u"the Participants."_s.arg(id);
        QTest::newRow("difference")
            << DraftOutcome{.difference = admin::RosterDifference{.added = {u"a"_s, u"b"_s},
                                                                  .removed = {u"c"_s}}}
            << Severity::Warning
            << u"Someone else changed the participants since you loaded them: "
               u"2 added, 1 removed. The list is now current; your changes are "
               u"still pending."_s;
    }
    void outcomes()
    {
        QFETCH(const DraftOutcome, outcome);
        const DraftReport report = reportOf(outcome, id, {});
        QTEST(report.severity, "severity");
        QTEST(report.text, "text");
    }

    void eachPartIsInTheDetails()
    {
        const DraftReport report =
            reportOf({.parts = {part(500), part(500, rejected()), part(1, notSent())}}, id, {});
        const QStringList lines = report.details.split(u'\n');
        QCOMPARE(lines.at(0), u"Participants, part 1 of 3 (500 participants): done"_s);
        QVERIFY(lines.at(1).startsWith(u"Participants, part 2 of 3 (500 participants): The"));
        QCOMPARE(lines.at(2), u"Participants, part 3 of 3 (1 participant): not sent"_s);
        QVERIFY(report.details.contains(u"Status: 400"));
    }

    void whoIsTouchedComesFirst()
    {
        const DraftReport report =
            reportOf({.difference = admin::RosterDifference{.added = {u"a"_s, u"b"_s},
                                                            .changed = {u"c"_s},
                                                            .touched = {u"c"_s}}},
                     id, {{u"a"_s, u"Ada"_s}});
        QCOMPARE(report.details, u"Role changed: c (also in your changes)\nAdded: Ada "
                                 u"(a)\nAdded: b"_s);
    }

    void anUnknownOutcomeIsNoFailure()
    {
        const DraftReport report =
            reportOf({.parts = {part(1, makeError(ErrorKind::OutcomeUnknown, {}))}}, id, {});
        QCOMPARE(report.severity, Severity::Warning);
        QVERIFY(report.text.contains(u"may or may not have been made"));
        QVERIFY(!report.text.contains(u"not applied"));
    }

    void whatCouldNotBeReadBackIsSaid()
    {
        const DraftReport report = reportOf({.parts = {part(1)},
                                             .done = {.removed = 1},
                                             .rosterError = makeError(ErrorKind::Timeout, {})},
                                            id, {});
        QCOMPARE(report.severity, Severity::Warning);
        QVERIFY(report.text.contains(u"1 participant removed"));
        QVERIFY(report.text.contains(u"could not be loaded afterwards"));
    }

    void aDraftIsPlainText()
    {
        admin::RoomDraft draft;
        draft.validUntil = {.text = u"next tuesday"_s};
        draft.pstnDialOutEnabled = true;
        draft.roster.changes = {
            {u"a"_s, {.wanted = acs::Role::attendee()}},
            {u"b"_s, {.before = acs::Role::consumer(), .wanted = acs::Role::presenter()}},
            {u"c"_s, {.before = acs::Role::consumer()}}};
        QCOMPARE(draftText(id, draft, {{u"b"_s, u"Berg"_s}}),
                 u"Changes to room %1\nValid until: next tuesday\nPSTN dial-out: "
                 u"on\nAdd a as Attendee\nSet role of Berg (b) to Presenter (was "
                 u"Consumer)\nRemove c"_s.arg(id));
    }

    void countsInWords_data()
    {
        QTest::addColumn<admin::RosterCounts>("counts");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << admin::RosterCounts{} << QString();
        QTest::newRow("all") << admin::RosterCounts{.added = 1, .changed = 1, .removed = 1}
                             << u"+1 ~1 −1 pending"_s;
        QTest::newRow("one kind") << admin::RosterCounts{.removed = 12} << u"−12 pending"_s;
        QTest::newRow("rejected") << admin::RosterCounts{.added = 3, .rejected = 2}
                                  << u"+3 pending, 2 rejected"_s;
    }
    void countsInWords()
    {
        QFETCH(const admin::RosterCounts, counts);
        QTEST(pendingText(counts), "text");
    }
};

ROOMKEEPER_TEST(QApplication, TestDraftReport);
#include "tst_draftreport.moc"
