#include "admin/drafts/draftoutcome.h"
#include "admin/drafts/rosterdraft.h"
#include "support/fixture.h"
#include "support/rosters.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

namespace {

const acs::Role butler{.name = u"Butler"_s};
const QString anna = u"anna"_s;
const QString bert = u"bert"_s;
const QString cora = u"cora"_s;

RosterIndex annaAndBert()
{
    return {{anna, attendee}, {bert, butler}};
}

RosterDraft draftOf(const QMap<QString, RosterChange> &changes)
{
    return {.changes = changes};
}

} // namespace

Q_DECLARE_METATYPE(roomkeeper::admin::RosterDraft)
Q_DECLARE_METATYPE(roomkeeper::admin::RosterDifference)

class TestRosterDraft : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void requestedChanges_data()
    {
        QTest::addColumn<RosterDraft>("draft");
        QTest::addColumn<RosterDraft>("expected");
        const RosterIndex roster = annaAndBert();
        const RosterDraft none;
        const RosterDraft annaPresents =
            draftOf({{anna, {.before = attendee, .wanted = presenter}}});
        const RosterDraft annaGoes = draftOf({{anna, {.before = attendee}}});
        const RosterDraft coraComes = draftOf({{cora, {.wanted = attendee}}});

        QTest::newRow("one on the list gets another role")
            << withRole(none, roster, {anna}, presenter) << annaPresents;
        QTest::newRow("one not on it is added")
            << withRole(none, roster, {cora}, attendee) << coraComes;
        QTest::newRow("the present role is no change")
            << withRole(none, roster, {anna}, attendee) << none;
        QTest::newRow("the former role reverts the change")
            << withRole(annaPresents, roster, {anna}, attendee) << none;
        QTest::newRow("an unknown role that was there, too") << withRole(
            draftOf({{bert, {.before = butler, .wanted = consumer}}}), roster, {bert}, butler)
                                                             << none;
        QTest::newRow("a role takes a removal back")
            << withRole(annaGoes, roster, {anna}, attendee) << none;
        QTest::newRow("another role instead of a removal")
            << withRole(annaGoes, roster, {anna}, presenter) << annaPresents;
        QTest::newRow("removal") << withRemoved(none, roster, {anna}) << annaGoes;
        QTest::newRow("removal of one to be added")
            << withRemoved(coraComes, roster, {cora}) << none;
        QTest::newRow("removal of one with a pending role")
            << withRemoved(annaPresents, roster, {anna}) << annaGoes;
        QTest::newRow("removal of nobody known") << withRemoved(none, roster, {cora}) << none;
        QTest::newRow("many") << withRole(none, roster, {anna, bert, cora, cora}, consumer)
                              << draftOf({{anna, {.before = attendee, .wanted = consumer}},
                                          {bert, {.before = butler, .wanted = consumer}},
                                          {cora, {.wanted = consumer}}});
        QTest::newRow("without changes") << withoutChanges(annaPresents, {anna, cora}) << none;
        QTest::newRow("a new change clears the rejection") << withRole(
            draftOf({{cora, {.wanted = consumer, .rejection = u"no"_s}}}), roster, {cora}, attendee)
                                                           << coraComes;
        QTest::newRow("the same change does not")
            << withRole(draftOf({{cora, {.wanted = attendee, .rejection = u"no"_s}}}), roster,
                        {cora}, attendee)
            << draftOf({{cora, {.wanted = attendee, .rejection = u"no"_s}}});
        QTest::newRow("normalized: what the roster fulfils goes, in order")
            << normalized(draftOf({{anna, {.before = presenter, .wanted = attendee}},
                                   {bert, {.before = butler, .wanted = consumer}},
                                   {cora, {.before = attendee}}}),
                          roster)
            << draftOf({{bert, {.before = butler, .wanted = consumer}}});
        QTest::newRow("rebased") << rebased(
            draftOf({{anna, {.before = presenter, .wanted = consumer}},
                     {bert, {.wanted = consumer}},
                     {cora, {.before = attendee, .wanted = presenter}}}),
            roster)
                                 << draftOf({{anna, {.before = attendee, .wanted = consumer}},
                                             {bert, {.before = butler, .wanted = consumer}},
                                             {cora, {.wanted = presenter}}});
    }

    void requestedChanges()
    {
        QFETCH(RosterDraft, draft);
        QTEST(draft, "expected");
    }

    void theWantedRoster()
    {
        const RosterIndex roster = annaAndBert();
        const RosterDraft draft =
            withRole(withRemoved({}, roster, {anna}), roster, {cora}, presenter);
        QCOMPARE(wantedRole(draft, roster, anna), std::nullopt);
        QCOMPARE(wantedRole(draft, roster, bert), std::optional(butler));
        QCOMPARE(wantedRole(draft, roster, cora), std::optional(presenter));
        QCOMPARE(wantedRole(draft, roster, u"nobody"_s), std::nullopt);
        QCOMPARE(wantedRoster(draft, roster), (RosterIndex{{bert, butler}, {cora, presenter}}));
    }

    void countsAreSeenFromTheRoster()
    {
        const RosterIndex roster = annaAndBert();
        const RosterDraft draft =
            draftOf({{anna, {.before = attendee, .wanted = presenter, .rejection = u"no"_s}},
                     {bert, {.before = butler}},
                     {cora, {.wanted = attendee}},
                     {u"dora"_s, {.wanted = consumer, .rejection = u"no"_s}}});
        const RosterCounts counts = countsOf(draft, roster);
        QCOMPARE(counts, (RosterCounts{.added = 2, .changed = 1, .removed = 1, .rejected = 2}));
        QCOMPARE(counts.all(), 4);
        // Somebody else removed Anna, and added Cora with the requested role.
        QCOMPARE(countsOf(draft, {{bert, butler}, {cora, attendee}}),
                 (RosterCounts{.added = 2, .removed = 1, .rejected = 2}));
        QCOMPARE(countsOf({}, roster), RosterCounts());
    }

    void parts_data()
    {
        QTest::addColumn<int>("changes");
        QTest::addColumn<QList<int>>("sizes");
        QTest::newRow("none") << 0 << QList<int>{};
        QTest::newRow("one") << 1 << QList<int>{1};
        QTest::newRow("just full") << 500 << QList<int>{500};
        QTest::newRow("one over") << 501 << QList<int>{500, 1};
        QTest::newRow("many") << 1'200 << QList<int>{500, 500, 200};
    }

    void parts()
    {
        QFETCH(int, changes);
        RosterDraft draft;
        for (int number = 0; number < changes; ++number) {
            draft.changes.insert(person(number), number % 3 == 0 ? RosterChange{.before = attendee}
                                                                 : RosterChange{.wanted = butler});
        }
        QList<int> sizes;
        QStringList named;
        for (const acs::RosterUpdate &part : partsOf(draft)) {
            sizes << static_cast<int>(part.set.size() + part.removed.size());
            named << part.removed;
            for (const acs::Participant &participant : part.set) {
                QCOMPARE(participant.role, butler);
                named << participant.rawId;
            }
        }
        QTEST(sizes, "sizes");
        named.sort();
        QCOMPARE(named, draft.changes.keys());
    }

    void differences_data()
    {
        QTest::addColumn<RosterIndex>("shown");
        QTest::addColumn<RosterIndex>("now");
        QTest::addColumn<RosterDraft>("draft");
        QTest::addColumn<RosterDifference>("expected");
        const RosterIndex both = annaAndBert();
        const RosterDraft none;
        const RosterDraft annaPresents =
            draftOf({{anna, {.before = attendee, .wanted = presenter}}});
        const RosterDraft annaGoes = draftOf({{anna, {.before = attendee}}});
        const RosterDraft coraComes = draftOf({{cora, {.wanted = attendee}}});
        const RosterIndex withCora{{anna, attendee}, {bert, butler}, {cora, attendee}};

        QTest::newRow("none") << both << both << annaPresents << RosterDifference();
        QTest::newRow("somebody added, removed and changed others")
            << RosterIndex{{anna, attendee}, {bert, butler}, {u"emil"_s, consumer}}
            << RosterIndex{{anna, attendee},
                           {bert, consumer},
                           {u"zoe"_s, attendee},
                           {cora, attendee}}
            << annaPresents
            << RosterDifference{
                   .added = {cora, u"zoe"_s}, .removed = {u"emil"_s}, .changed = {bert}};
        QTest::newRow("the one with a pending role has another")
            << both << RosterIndex{{anna, consumer}, {bert, butler}} << annaPresents
            << RosterDifference{.changed = {anna}, .touched = {anna}};
        QTest::newRow("removed by somebody else")
            << both << RosterIndex{{bert, butler}} << annaPresents
            << RosterDifference{.removed = {anna}, .touched = {anna}};
        QTest::newRow("the one to be added is there with a different role")
            << both << withCora << draftOf({{cora, {.wanted = presenter}}})
            << RosterDifference{.added = {cora}, .touched = {cora}};
        QTest::newRow("the change was made: added")
            << both << withCora << coraComes << RosterDifference();
        QTest::newRow("the change was made: role")
            << both << RosterIndex{{anna, presenter}, {bert, butler}} << annaPresents
            << RosterDifference();
        QTest::newRow("the change was made: removed")
            << both << RosterIndex{{bert, butler}} << annaGoes << RosterDifference();
        // The participants were loaded again since, and shown; the change was entered before that.
        QTest::newRow("changed when the role was another")
            << both << both << draftOf({{anna, {.before = consumer, .wanted = presenter}}})
            << RosterDifference{.changed = {anna}, .touched = {anna}};
        QTest::newRow("changed when not a participant")
            << both << both << draftOf({{anna, {.wanted = presenter}}})
            << RosterDifference{.added = {anna}, .touched = {anna}};
        QTest::newRow("changed when still a participant")
            << both << both << draftOf({{cora, {.before = attendee, .wanted = presenter}}})
            << RosterDifference{.removed = {cora}, .touched = {cora}};
        QTest::newRow("nobody pending")
            << both << withCora << none << RosterDifference{.added = {cora}};
    }

    void differences()
    {
        QFETCH(RosterIndex, shown);
        QFETCH(RosterIndex, now);
        QFETCH(RosterDraft, draft);
        const RosterDifference difference = differenceOf(shown, now, draft);
        QTEST(difference, "expected");
        // After rebasing, there is no difference.
        QVERIFY(differenceOf(now, now, rebased(draft, now)).isEmpty());
    }

    void anOutcomeIsCompleteWhenNothingFailed()
    {
        DraftOutcome outcome;
        QVERIFY(outcome.isComplete());
        outcome.parts = {{.part = {}, .error = {}}};
        outcome.rosterError = makeError(ErrorKind::Server, {}); // of loading afterwards
        QVERIFY(outcome.isComplete());
        outcome.parts.first().error = makeError(ErrorKind::NotFound, {});
        QVERIFY(!outcome.isComplete());
        QVERIFY(outcome.isRoomGone());
        outcome.parts.clear();
        QVERIFY(!outcome.isComplete());
        QVERIFY(!outcome.isRoomGone());
        QVERIFY(!DraftOutcome{.difference = RosterDifference{}}.isComplete());
        QVERIFY(!DraftOutcome{.room = failure(ErrorKind::Denied, {})}.isComplete());
        QVERIFY(DraftOutcome{.room = acs::Room()}.isComplete());
        QVERIFY(DraftOutcome{.room = failure(ErrorKind::NotFound, {})}.isRoomGone());
    }

    /// Not a benchmark, but a quadratic algorithm would be noticed.
    void manyPeopleAreFast()
    {
        const int count = 20'000;
        const QStringList rawIds = people(0, count);
        const RosterIndex roster = indexOf(tests::withRoleFor(rawIds, attendee));
        RosterDraft draft = withRole({}, roster, rawIds, presenter);
        draft = withRole(draft, roster, people(count, count), consumer);
        QCOMPARE(countsOf(draft, roster), (RosterCounts{.added = count, .changed = count}));
        QCOMPARE(normalized(draft, wantedRoster(draft, roster)), RosterDraft());
        QVERIFY(differenceOf(roster, roster, draft).isEmpty());
        QCOMPARE(differenceOf({}, roster, {}).added, rawIds); // in order
        QCOMPARE(partsOf(draft).size(), 80);
        QVERIFY(withRemoved(rebased(draft, {}), {}, rawIds).changes.size() == count);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestRosterDraft);
#include "tst_rosterdraft.moc"
