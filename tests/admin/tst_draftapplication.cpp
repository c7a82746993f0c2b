#include "support/connectiontest.h"
#include "support/rosters.h"
#include "support/testmain.h"

#include <QCoreApplication>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

/// Applying a draft against the sandbox: what is sent, what is stored, what remains.
class TestDraftApplication : public tests::ConnectionTest
{
    Q_OBJECT

private slots:
    void init()
    {
        ConnectionTest::init();
        connectToSandbox({});
        const auto made = answerOf(
            m_connection->createRoom({.participants = tests::withRoleFor(people(1, 3), attendee)}));
        QVERIFY(made);
        m_id = made->id;
        QVERIFY(answerOf(m_connection->readRoster(m_id)));
    }

    void cleanup() { disconnectAll(); }

    void allKindsOfChangesGoInOneRequest()
    {
        RosterDraft draft = withRole({}, known(), {person(1)}, presenter);
        draft = withRole(draft, known(), {person(7), person(8)}, consumer);
        edit(m_id, {.roster = withRemoved(draft, known(), {person(2)})});
        const auto outcome = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(outcome && outcome->isComplete());
        QVERIFY(!outcome->room && !outcome->rosterError);
        QCOMPARE(outcome->done, (RosterCounts{.added = 2, .changed = 1, .removed = 1}));
        QCOMPARE(outcome->parts.size(), 1);
        QCOMPARE(requests(u"PATCH"_s), 1);
        QCOMPARE(known(), (RosterIndex{{person(1), presenter},
                                       {person(3), attendee},
                                       {person(7), consumer},
                                       {person(8), consumer}}));
        QVERIFY(!m_connection->drafts().has(m_id));
        QCOMPARE(m_connection->pendingChanges(), 0);

        // Undone: pending until it is applied.
        QCOMPARE(m_connection->drafts().undoText(m_id), u"Apply changes"_s);
        m_connection->undo(m_id);
        QCOMPARE(requests(u"PATCH"_s), 1);
        QVERIFY(answerOf(m_connection->applyDraft(m_id))->isComplete());
        QCOMPARE(
            known(),
            (RosterIndex{{person(1), attendee}, {person(2), attendee}, {person(3), attendee}}));
    }

    void anUndoneChangeIsComparedBeforeItIsSent()
    {
        const acs::Timestamp original = room().validUntil;
        const QDateTime ours = SystemClock().now().addDays(3);
        const QDateTime theirs = SystemClock().now().addDays(5);
        edit(m_id,
             normalized({.validUntil = DateTimeInput{.text = u"then"_s, .utc = ours}}, room()));
        QVERIFY(answerOf(m_connection->applyDraft(m_id))->isComplete());
        const acs::Timestamp applied = room().validUntil;
        const auto other = anotherConnection();
        QVERIFY(answerOf(other->readRoom(m_id)));
        other->drafts().edit(m_id,
                             {.validUntil = DateTimeInput{.text = u"theirs"_s, .utc = theirs}}, {});
        QVERIFY(answerOf(other->applyDraft(m_id))->isComplete());

        m_connection->undo(m_id);
        const auto outcome = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(outcome && outcome->conflict);
        QCOMPARE(outcome->conflict->fields.first(),
                 (FieldConflict{.field = OwnField::ValidUntil,
                                .seen = applied,
                                .present = acs::Timestamp::fromUtc(theirs),
                                .wanted = acs::Timestamp::fromUtc(original.toUtc())}));
        QCOMPARE(requests(u"PATCH"_s), 1);
    }

    void manyPeopleGoInParts()
    {
        edit(m_id, {.roster = withRole({}, known(), people(100, 1'200), consumer)});
        const auto outcome = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(outcome && outcome->isComplete());
        QCOMPARE(outcome->done, RosterCounts{.added = 1'200});
        QCOMPARE(outcome->parts.size(), 3);
        QCOMPARE(requests(u"PATCH"_s), 3);
        QCOMPARE(known().size(), 1'203);
        QVERIFY(!m_connection->drafts().has(m_id));
    }

    void theRoomAndTheRosterEachHaveAnOutcome_data()
    {
        QTest::addColumn<bool>("isRoomGood");
        QTest::addColumn<bool>("isRosterGood");
        QTest::newRow("both good") << true << true;
        QTest::newRow("roster rejected") << true << false;
        QTest::newRow("room rejected") << false << true;
        QTest::newRow("both rejected") << false << false;
    }

    void theRoomAndTheRosterEachHaveAnOutcome()
    {
        QFETCH(bool, isRoomGood);
        QFETCH(bool, isRosterGood);
        const DateTimeInput until{.text = u"then"_s,
                                  .utc = SystemClock().now().addDays(isRoomGood ? 3 : -1)};
        const QString added = isRosterGood ? person(7) : u"8:acs:123456c"_s;
        edit(m_id, {.validUntil = until, .roster = withRole({}, known(), {added}, presenter)});
        const auto outcome = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(outcome);
        QCOMPARE(outcome->isComplete(), isRoomGood && isRosterGood);
        QCOMPARE(outcome->room->has_value(), isRoomGood);
        QCOMPARE(outcome->parts.size(), 1);
        QCOMPARE(outcome->parts.first().error.has_value(), !isRosterGood);
        QCOMPARE(outcome->done, RosterCounts{.added = isRosterGood ? 1 : 0});

        const RoomDraft left = m_connection->drafts().draft(m_id);
        QCOMPARE(left.validUntil.has_value(), !isRoomGood);
        QCOMPARE(left.roster.changes.contains(added), !isRosterGood);
        QCOMPARE(known().contains(person(7)), isRosterGood);
        if (!isRosterGood) {
            QCOMPARE(left.roster.changes.first().rejection,
                     u"Communication identifier 8:acs:123456c is not supported."_s);
        }
    }

    void whatSomebodyElseChangedInTheRoomIsNotOverwritten()
    {
        const acs::Timestamp seen = room().validUntil;
        const QDateTime wanted = SystemClock().now().addDays(3);
        const QDateTime theirs = SystemClock().now().addDays(5);
        edit(m_id,
             normalized({.validUntil = DateTimeInput{.text = u"then"_s, .utc = wanted}}, room()));
        const auto other = anotherConnection();
        QVERIFY(answerOf(other->readRoom(m_id)));
        other->drafts().edit(m_id,
                             {.validUntil = DateTimeInput{.text = u"theirs"_s, .utc = theirs}}, {});
        QVERIFY(answerOf(other->applyDraft(m_id))->isComplete());

        // Also if the present room is shown by now.
        QVERIFY(answerOf(m_connection->readRoom(m_id)));
        const auto outcome = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(outcome && !outcome->isComplete());
        QVERIFY(!outcome->room);
        QVERIFY(outcome->conflict);
        QCOMPARE(outcome->conflict->fields.size(), 1);
        QCOMPARE(outcome->conflict->fields.first(),
                 (FieldConflict{.field = OwnField::ValidUntil,
                                .seen = seen,
                                .present = acs::Timestamp::fromUtc(theirs),
                                .wanted = acs::Timestamp::fromUtc(wanted)}));
        QCOMPARE(requests(u"PATCH"_s), 0);
        QVERIFY(m_connection->drafts().has(m_id));

        // Decided, it is applied.
        edit(m_id, resolved(m_connection->drafts().draft(m_id), *outcome->conflict,
                            {OwnField::ValidUntil}));
        QVERIFY(answerOf(m_connection->applyDraft(m_id))->isComplete());
        QCOMPARE(room().validUntil, acs::Timestamp::fromUtc(wanted));
        QVERIFY(!m_connection->drafts().has(m_id));
    }

    void aConflictOfTheRoomHoldsBackTheParticipantsToo()
    {
        edit(m_id, {.pstnDialOutEnabled = true,
                    .roster = withRole({}, known(), {person(7)}, presenter),
                    .seen = {.pstnDialOutEnabled = true}}); // somebody switched it off
        const auto outcome = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(outcome && outcome->conflict && outcome->parts.isEmpty());
        QCOMPARE(requests(u"PATCH"_s), 0);
        QCOMPARE(m_connection->drafts().draft(m_id).roster.changes.size(), 1);
    }

    void whatSomebodyElseAlreadyChangedAlikeIsDone()
    {
        edit(m_id, {.pstnDialOutEnabled = true});
        const auto other = anotherConnection();
        QVERIFY(answerOf(other->readRoom(m_id)));
        other->drafts().edit(m_id, {.pstnDialOutEnabled = true}, {});
        QVERIFY(answerOf(other->applyDraft(m_id))->isComplete());
        const auto outcome = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(outcome && outcome->isComplete());
        QCOMPARE(requests(u"PATCH"_s), 0);
        QVERIFY(!m_connection->drafts().has(m_id));
    }

    void aRejectedPartStaysWithTheServicesWords()
    {
        // In the middle of three parts.
        const QString bad = person(600) + u"_x_y"_s;
        const QStringList rawIds = people(100, 500) + QStringList{bad} + people(601, 600);
        edit(m_id, {.roster = withRole({}, known(), rawIds, consumer)});
        const auto outcome = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(outcome && !outcome->isComplete());
        QCOMPARE(outcome->parts.size(), 3);
        QVERIFY(!outcome->parts.at(0).error);
        QCOMPARE(outcome->parts.at(1).error->httpStatus, 400);
        QVERIFY(!outcome->parts.at(2).error);
        QCOMPARE(outcome->done, RosterCounts{.added = 601});
        QCOMPARE(known().size(), 3 + 601);

        const RosterDraft left = m_connection->drafts().draft(m_id).roster;
        QCOMPARE(left.changes.size(), 500);
        QVERIFY(left.changes.contains(bad));
        for (const RosterChange &change : left.changes)
            QCOMPARE(change.rejection, u"Communication identifier %1 is not supported."_s.arg(bad));

        // Without the bad one the others are accepted.
        edit(m_id, {.roster = withoutChanges(left, {bad})});
        const auto again = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(again && again->isComplete());
        QCOMPARE(again->done, RosterCounts{.added = 499});
        QVERIFY(!m_connection->drafts().has(m_id));
    }

    void whatSomebodyElseDidIsShownFirst()
    {
        edit(m_id,
             {.pstnDialOutEnabled = true, .roster = withRole({}, known(), {person(1)}, presenter)});
        changeElsewhere({.set = {{.rawId = person(1), .role = consumer},
                                 {.rawId = person(9), .role = attendee}},
                         .removed = {person(3)}});
        const auto outcome = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(outcome && !outcome->isComplete());
        QVERIFY(outcome->room->has_value()); // independent of the participants
        QCOMPARE(outcome->difference, std::optional(RosterDifference{.added = {person(9)},
                                                                     .removed = {person(3)},
                                                                     .changed = {person(1)},
                                                                     .touched = {person(1)}}));
        QVERIFY(outcome->parts.isEmpty());
        QCOMPARE(requests(u"PATCH"_s), 1);
        const RosterIndex theirs{
            {person(1), consumer}, {person(2), attendee}, {person(9), attendee}};
        QCOMPARE(known(), theirs);
        const RosterDraft left = m_connection->drafts().draft(m_id).roster;
        QCOMPARE(left, rebased(left, theirs));
        QCOMPARE(left.changes.size(), 1);

        const auto again = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(again && again->isComplete());
        QCOMPARE(again->done, RosterCounts{.changed = 1});
        QCOMPARE(known().value(person(1)), presenter);
        QVERIFY(known().contains(person(9)));
    }

    void whatHappensAfterTheReportIsShownToo()
    {
        edit(m_id, {.roster = withRole({}, known(), {person(1)}, presenter)});
        changeElsewhere({.set = {{.rawId = person(9), .role = attendee}}});
        QVERIFY(answerOf(m_connection->applyDraft(m_id))->difference);
        changeElsewhere({.set = {{.rawId = person(1), .role = consumer}}});
        const auto again = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(again && again->difference);
        QCOMPARE(again->difference->touched, QStringList{person(1)});
        QCOMPARE(known().value(person(1)), consumer);

        QVERIFY(answerOf(m_connection->applyDraft(m_id))->isComplete());
        QCOMPARE(known().value(person(1)), presenter);
    }

    void changesThatOthersMadeAreNotSent()
    {
        RosterDraft draft = withRole({}, known(), {person(7)}, consumer);
        edit(m_id, {.roster = draft});
        changeElsewhere({.set = {{.rawId = person(7), .role = consumer}}});
        const auto outcome = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(outcome && outcome->isComplete());
        QVERIFY(outcome->parts.isEmpty());
        QCOMPARE(outcome->done, RosterCounts());
        QCOMPARE(requests(u"PATCH"_s), 0);
        QVERIFY(!m_connection->drafts().has(m_id));
        QCOMPARE(known().value(person(7)), consumer);
    }

    void whatIsEditedWhileApplyingStays()
    {
        const RosterDraft sent = withRole({}, known(), {person(1), person(7)}, presenter);
        edit(m_id, {.pstnDialOutEnabled = true, .roster = sent});
        const auto call = m_connection->applyDraft(m_id);
        QVERIFY(m_connection->pendingChanges() > 0);
        QCOMPARE(kindOf(answerOf(m_connection->applyDraft(m_id))), u"invalid"_s);
        RosterDraft edited = withRole(sent, known(), {person(1)}, consumer);
        edited = withRole(edited, known(), {person(8)}, attendee);
        // the room's own fields may already be answered
        RoomDraft draft = m_connection->drafts().draft(m_id);
        draft.roster = edited;
        edit(m_id, draft);
        const auto outcome = answerOf(call);
        QVERIFY(outcome && outcome->isComplete());
        QCOMPARE(outcome->done, (RosterCounts{.added = 1, .changed = 1}));
        const RoomDraft left = m_connection->drafts().draft(m_id);
        QVERIFY(!left.pstnDialOutEnabled);
        QCOMPARE(left.roster.changes.keys(), (QStringList{person(1), person(8)}));

        // Our own changes are no difference.
        const auto again = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(again && again->isComplete());
        QCOMPARE(known().value(person(1)), consumer);
        QCOMPARE(known().value(person(8)), attendee);
    }

    void aRosterThatWasNeverReadIsReadAndChanged()
    {
        m_connection->rooms().remove(m_id);
        QVERIFY(answerOf(m_connection->readRoom(m_id)));
        edit(m_id, {.roster = withRole({}, {}, {person(7)}, presenter)});
        QVERIFY(answerOf(m_connection->applyDraft(m_id))->isComplete());
        QCOMPARE(known().size(), 4);

        m_connection->rooms().remove(m_id);
        QVERIFY(answerOf(m_connection->readRoom(m_id)));
        edit(m_id, {.roster = withRole({}, {}, {person(8)}, presenter)});
        const auto anyway = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(anyway && anyway->isComplete());
        QCOMPARE(anyway->done, RosterCounts{.added = 1});
        QCOMPARE(known().size(), 5);
    }

    void aRoomThatIsGoneStaysWithItsDraft_data()
    {
        QTest::addColumn<bool>("withFields");
        QTest::newRow("roster alone") << false;
        QTest::newRow("fields too") << true;
    }

    void aRoomThatIsGoneStaysWithItsDraft()
    {
        QFETCH(bool, withFields);
        RoomDraft draft{.roster = withRole({}, known(), people(1, 700), presenter)};
        if (withFields)
            draft.pstnDialOutEnabled = true;
        edit(m_id, draft);
        QVERIFY(deleteNow(*anotherConnection(), m_id));
        const auto outcome = answerOf(m_connection->applyDraft(m_id));
        QVERIFY(outcome && !outcome->isComplete());
        QVERIFY(outcome->isRoomGone());
        QCOMPARE(outcome->parts.size(), withFields ? 2 : 0);
        for (const RosterPartOutcome &part : outcome->parts)
            QVERIFY(part.error && part.error->kind == ErrorKind::Cancelled);
        QVERIFY(m_connection->rooms().find(m_id));
        QCOMPARE(m_connection->drafts().draft(m_id), draft);
        // Until the receiver dismisses it.
        m_connection->rooms().remove(m_id);
        QVERIFY(!m_connection->drafts().has(m_id));
    }

    void aDraftOfARoomThatLeavesIsNotBroughtBack()
    {
        edit(m_id, {.roster = withRole({}, known(), {u"8:acs:bad"_s}, presenter)});
        const auto call = m_connection->applyDraft(m_id);
        m_connection->rooms().remove(m_id);
        QVERIFY(answerOf(call));
        QVERIFY(!m_connection->drafts().has(m_id));
    }

private:
    const acs::Room &room() { return m_connection->rooms().find(m_id)->room; }

    RosterIndex known()
    {
        const StoredRoom *stored = m_connection->rooms().find(m_id);
        return stored != nullptr && stored->roster ? indexOf(*stored->roster) : RosterIndex();
    }

    /// The number of requests of a method so far, without those that created the room.
    qsizetype requests(const QString &method)
    {
        const auto &records = m_connection->activity().records();
        return std::count_if(records.begin(), records.end(), [&](const acs::ActivityRecord &each) {
            return each.method == method;
        });
    }

    void changeElsewhere(const acs::RosterUpdate &update)
    {
        const auto other = anotherConnection();
        QVERIFY(answerOf(other->readRoom(m_id)));
        const auto theirs = answerOf(other->readRoster(m_id));
        QVERIFY(theirs);
        const RosterIndex roster = indexOf(*theirs);
        RosterDraft draft = withRemoved({}, roster, update.removed);
        for (const acs::Participant &each : update.set)
            draft = withRole(draft, roster, {each.rawId}, each.role);
        other->drafts().edit(m_id, {.roster = draft}, {});
        QVERIFY(answerOf(other->applyDraft(m_id))->isComplete());
    }

    QString m_id;
};

ROOMKEEPER_TEST(QCoreApplication, TestDraftApplication);
#include "tst_draftapplication.moc"
