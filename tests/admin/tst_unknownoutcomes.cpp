#include "support/rosters.h"
#include "support/testmain.h"
#include "support/unknownoutcometest.h"

#include <QCoreApplication>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

/// Checking changes of rooms without a response, at the sandbox.
class TestUnknownOutcomes : public UnknownOutcomeTest
{
    Q_OBJECT

private slots:
    void init() { begin(4); }
    void cleanup() { end(); }

    void aChangeIsComparedWithWhatIsThere_data()
    {
        QTest::addColumn<QString>("done"); // at the time of the check
        QTest::addColumn<CheckResult>("result");
        QTest::addColumn<bool>("isPending");
        QTest::newRow("made") << u"as asked"_s << CheckResult::Made << false;
        QTest::newRow("not made") << QString() << CheckResult::NotMade << true;
        QTest::newRow("somebody else's") << u"otherwise"_s << CheckResult::Different << true;
        QTest::newRow("deleted") << u"deleted"_s << CheckResult::RoomGone << true;
    }

    void aChangeIsComparedWithWhatIsThere()
    {
        QFETCH(const QString, done);
        QFETCH(const CheckResult, result);
        QFETCH(const bool, isPending);
        const acs::Room room = *answerOf(m_connection->createRoom(m_creation));
        const QDateTime until = m_asked.addDays(2);
        edit(room.id, {.validUntil = DateTimeInput{.utc = until}, .pstnDialOutEnabled = true});
        const int id =
            unknown().add({.kind = Kind::Update,
                           .roomId = room.id,
                           .askedAt = m_asked,
                           .update = changeSet(m_connection->drafts().draft(room.id), room),
                           .before = room});
        changeElsewhere(room.id, done, until);
        const auto answer = answerOf(unknown().check(id));
        QVERIFY(answer);
        QCOMPARE(answer->kind, result);
        QCOMPARE(answer->room.has_value(), result != CheckResult::RoomGone);
        QCOMPARE(m_connection->drafts().has(room.id), isPending);
        QVERIFY(m_connection->rooms().find(room.id)); // a room with a draft stays
        QCOMPARE(unknown().count(), 0);
    }

    void laterAnswersSettleAChange()
    {
        const acs::Room room = *answerOf(m_connection->createRoom(m_creation));
        edit(room.id, {.pstnDialOutEnabled = true});
        unknown().add({.kind = Kind::Update,
                       .roomId = room.id,
                       .askedAt = m_asked,
                       .update = {.pstnDialOutEnabled = true},
                       .before = room});
        refresh();
        QCOMPARE(unknown().count(), 1); // unchanged: that says nothing
        changeElsewhere(room.id, u"as asked"_s, m_creation.validUntil->toUtc());
        refresh();
        QCOMPARE(unknown().count(), 0);
        QVERIFY(!m_connection->drafts().has(room.id));
    }

    void aRosterIsComparedWithWhatIsThere_data()
    {
        QTest::addColumn<acs::RosterUpdate>("done");
        QTest::addColumn<CheckResult>("result");
        QTest::addColumn<RosterComparison>("comparison");
        QTest::addColumn<qsizetype>("pending");
        const acs::RosterUpdate creation{.set = {{.rawId = person(1), .role = presenter},
                                                 {.rawId = person(7), .role = consumer}},
                                         .removed = {person(2)}};
        QTest::newRow("made") << creation << CheckResult::Made << RosterComparison{.made = 3}
                              << qsizetype{0};
        QTest::newRow("not made") << acs::RosterUpdate{} << CheckResult::NotMade
                                  << RosterComparison{.asBefore = 3} << qsizetype{3};
        QTest::newRow("in part") << acs::RosterUpdate{.removed = {person(2)}}
                                 << CheckResult::Different
                                 << RosterComparison{.made = 1, .asBefore = 2} << qsizetype{2};
        QTest::newRow("by somebody else")
            << acs::RosterUpdate{.set = {{.rawId = person(1), .role = consumer}}}
            << CheckResult::Different << RosterComparison{.asBefore = 2, .otherwise = 1}
            << qsizetype{3};
    }

    void aRosterIsComparedWithWhatIsThere()
    {
        QFETCH(const acs::RosterUpdate, done);
        QFETCH(const CheckResult, result);
        QFETCH(const RosterComparison, comparison);
        QFETCH(const qsizetype, pending);
        m_creation.participants = tests::withRoleFor(tests::people(1, 3), attendee);
        const QString room = answerOf(m_connection->createRoom(m_creation))->id;
        const RosterIndex before = indexOf(*answerOf(m_connection->readRoster(room)));
        RosterDraft draft = withRole({}, before, {person(1)}, presenter);
        draft = withRole(draft, before, {person(7)}, consumer);
        draft = withRemoved(draft, before, {person(2)});
        edit(room, {.roster = draft});
        const int id = unknown().add({.kind = Kind::Roster,
                                      .roomId = room,
                                      .askedAt = m_asked,
                                      .parts = partsOf(draft, 2),
                                      .rosterBefore = before});
        if (!done.isEmpty())
            changeRosterElsewhere(room, done);
        const auto answer = answerOf(unknown().check(id));
        QVERIFY(answer);
        QCOMPARE(answer->kind, result);
        QCOMPARE(answer->roster, comparison);
        QCOMPARE(m_connection->drafts().draft(room).roster.changes.size(), pending);
        QCOMPARE(unknown().count(), 0);
    }

    void aDeleteIsComparedWithWhatIsThere_data()
    {
        QTest::addColumn<bool>("isGone");
        QTest::newRow("deleted") << true;
        QTest::newRow("still there") << false;
    }

    void aDeleteIsComparedWithWhatIsThere()
    {
        QFETCH(const bool, isGone);
        const QString room = answerOf(m_connection->createRoom(m_creation))->id;
        edit(room, {.pstnDialOutEnabled = true});
        const int id = unknown().add({.kind = Kind::Delete, .roomId = room, .askedAt = m_asked});
        if (isGone)
            QVERIFY(deleteNow(*m_other, room));
        const auto answer = answerOf(unknown().check(id));
        QVERIFY(answer);
        QCOMPARE(answer->kind, isGone ? CheckResult::Made : CheckResult::NotMade);
        QCOMPARE(m_connection->rooms().find(room) == nullptr, isGone);
        QCOMPARE(m_connection->drafts().has(room), !isGone);
        QCOMPARE(unknown().count(), 0);
    }

    void aRoomFoundGoneSettlesItsDelete_data()
    {
        QTest::addColumn<QString>("by");
        QTest::newRow("reading it") << u"read"_s;
        QTest::newRow("the list") << u"list"_s;
        QTest::newRow("deleting again") << u"delete"_s;
    }

    void aRoomFoundGoneSettlesItsDelete()
    {
        QFETCH(const QString, by);
        refresh();
        const QString room = answerOf(m_connection->createRoom(m_creation))->id;
        unknown().add({.kind = Kind::Delete, .roomId = room, .askedAt = m_asked});
        const int create = addCreation();
        QVERIFY(deleteNow(*m_other, room));
        if (by == u"read")
            QCOMPARE(kindOf(answerOf(m_connection->readRoom(room))), u"not found"_s);
        else if (by == u"list")
            refresh();
        else
            QVERIFY(answerOf(m_connection->deleteRoom(m_connection->rooms().find(room)->room)));
        QCOMPARE(unknown().count(), 1);
        QVERIFY(unknown().find(create));
    }

private:
    void changeElsewhere(const QString &roomId, const QString &how, const QDateTime &until)
    {
        if (how == u"deleted") {
            QVERIFY(deleteNow(*m_other, roomId));
            return;
        }
        if (how.isEmpty())
            return;
        QVERIFY(answerOf(m_other->readRoom(roomId)));
        const QDateTime end = how == u"as asked" ? until : until.addDays(1);
        m_other->drafts().edit(
            roomId, {.validUntil = DateTimeInput{.utc = end}, .pstnDialOutEnabled = true}, {});
        QVERIFY(answerOf(m_other->applyDraft(roomId))->isComplete());
    }

    void changeRosterElsewhere(const QString &roomId, const acs::RosterUpdate &update)
    {
        QVERIFY(answerOf(m_other->readRoom(roomId)));
        const RosterIndex roster = indexOf(*answerOf(m_other->readRoster(roomId)));
        RosterDraft draft = withRemoved({}, roster, update.removed);
        for (const acs::Participant &each : update.set)
            draft = withRole(draft, roster, {each.rawId}, each.role);
        m_other->drafts().edit(roomId, {.roster = draft}, {});
        QVERIFY(answerOf(m_other->applyDraft(roomId))->isComplete());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestUnknownOutcomes);
#include "tst_unknownoutcomes.moc"
