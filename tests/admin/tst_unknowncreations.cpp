#include "support/rosters.h"
#include "support/testmain.h"
#include "support/unknownoutcometest.h"

#include <QCoreApplication>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

/// Searching for rooms whose creation got no response, at the sandbox.
class TestUnknownCreations : public UnknownOutcomeTest
{
    Q_OBJECT

private slots:
    void init() { begin(130); }
    void cleanup() { end(); }

    void aRoomThatWasMadeIsOffered()
    {
        m_creation.participants = tests::withRoleFor({person(1), person(2)}, presenter);
        const acs::Room made = *answerOf(m_other->createRoom(m_creation));
        const int id = addCreation();
        const auto result = answerOf(unknown().check(id));
        QVERIFY(result);
        QCOMPARE(result->kind, CheckResult::WhichRoom);
        QCOMPARE(result->candidates.size(), 1);
        QCOMPARE(result->candidates.first().room, made);
        QCOMPARE(indexOf(result->candidates.first().roster), indexOf(m_creation.participants));
        // Nothing is guessed: no room is assigned, and the store does not change.
        QVERIFY(unknown().find(id));
        QCOMPARE(m_connection->rooms().count(), 0);
        QVERIFY(m_connection->rooms().status().phase == LoadStatus::Phase::NotLoaded);

        unknown().assignRoom(id, u"99000000000000001"_s); // was not among the candidates
        QVERIFY(unknown().find(id));
        unknown().assignRoom(id, made.id);
        QVERIFY(!unknown().find(id));
        const StoredRoom *stored = m_connection->rooms().find(made.id);
        QVERIFY(stored && stored->listed);
        QCOMPARE(indexOf(*stored->roster), indexOf(m_creation.participants));
    }

    void onlyTheNewestPagesAreRead()
    {
        QVERIFY(answerOf(m_other->createRoom(m_creation)));
        const int id = addCreation();
        QVERIFY(answerOf(unknown().check(id)));
        const auto &records = m_connection->activity().records();
        const auto pages =
            std::count_if(records.begin(), records.end(), [](const acs::ActivityRecord &each) {
                return each.path == u"/rooms"_s && each.status == 200;
            });
        QVERIFY(pages >= 1 && pages <= 2); // of five; the second may have been requested already
    }

    void noSuchRoomIsToldAsSuch_data()
    {
        QTest::addColumn<acs::RoomCreation>("made");
        acs::RoomCreation creation = dayFrom(SystemClock().now().addSecs(3'600));
        creation.participants = tests::withRoleFor({person(1)}, attendee);
        acs::RoomCreation other = creation;
        other.pstnDialOutEnabled = true;
        QTest::newRow("other dial-out") << other;
        other = creation;
        other.validFrom->ticks += acs::Timestamp::ticksPerSecond;
        QTest::newRow("opens a second later") << other;
        other = creation;
        other.validUntil->ticks -= acs::Timestamp::ticksPerSecond;
        QTest::newRow("closes a second earlier") << other;
        other = creation;
        other.participants = tests::withRoleFor({person(1)}, presenter);
        QTest::newRow("another role") << other;
        other.participants = tests::withRoleFor({person(1), person(2)}, attendee);
        QTest::newRow("one more") << other;
        other.participants = {};
        QTest::newRow("nobody") << other;
        m_tableCreation = creation;
    }

    void noSuchRoomIsToldAsSuch()
    {
        QFETCH(const acs::RoomCreation, made);
        QVERIFY(answerOf(m_other->createRoom(made)));
        m_creation = m_tableCreation;
        const int id = addCreation();
        const auto result = answerOf(unknown().check(id));
        QVERIFY(result);
        QCOMPARE(result->kind, CheckResult::NotMade);
        QCOMPARE(result->outcome.creation, m_creation);
        QCOMPARE(unknown().count(), 0);
    }

    void whatWasNotGivenIsTheServicesDefault()
    {
        m_creation = {};
        const acs::Room made = *answerOf(m_other->createRoom({}));
        QVERIFY(answerOf(m_other->createRoom({.pstnDialOutEnabled = true})));
        QVERIFY(answerOf(m_other->createRoom(dayFrom(m_asked))));
        const auto result = answerOf(unknown().check(addCreation()));
        QVERIFY(result);
        QCOMPARE(idsOf(*result), QStringList{made.id});
    }

    void someoneElsesRoomWithTheSameValuesIsOfferedToo()
    {
        const acs::Room theirs = *answerOf(m_other->createRoom(m_creation));
        const acs::Room ours = *answerOf(m_other->createRoom(m_creation));
        const int id = addCreation();
        const auto result = answerOf(unknown().check(id));
        QVERIFY(result);
        QCOMPARE(idsOf(*result), (QStringList{ours.id, theirs.id}));
        // None of these: it was not created.
        unknown().dismiss(id);
        QCOMPARE(unknown().count(), 0);
        QCOMPARE(m_connection->rooms().count(), 0);
    }

    void whatIsAccountedForIsNotOffered()
    {
        // In the store before; created by a call with a response; assigned to another creation.
        QVERIFY(answerOf(m_other->createRoom(m_creation)));
        refresh();
        m_asked = SystemClock().now().addMSecs(1);
        QTRY_VERIFY(SystemClock().now() > m_asked);
        const acs::Room answered = *answerOf(m_connection->createRoom(m_creation));
        const acs::Room first = *answerOf(m_other->createRoom(m_creation));
        const acs::Room second = *answerOf(m_other->createRoom(m_creation));
        const int one = addCreation();
        const int another = addCreation();
        const auto result = answerOf(unknown().check(one));
        QVERIFY(result);
        QCOMPARE(idsOf(*result), (QStringList{second.id, first.id}));
        QVERIFY(answerOf(unknown().check(another)));
        unknown().assignRoom(one, first.id);
        unknown().assignRoom(another, first.id); // already assigned
        QVERIFY(unknown().find(another));
        const auto left = answerOf(unknown().check(another));
        QVERIFY(left);
        QCOMPARE(idsOf(*left), QStringList{second.id});
    }

    void aRoomListedSinceIsStillOffered()
    {
        const acs::Room made = *answerOf(m_other->createRoom(m_creation));
        refresh();
        QVERIFY(m_connection->rooms().find(made.id));
        const int id = addCreation();
        refresh();
        QVERIFY(unknown().find(id)); // a list settles nothing
        const auto result = answerOf(unknown().check(id));
        QVERIFY(result);
        QCOMPARE(idsOf(*result), QStringList{made.id});
    }

    void clocksMayDiffer_data()
    {
        QTest::addColumn<int>("skew"); // of this computer's clock, in seconds
        QTest::addColumn<bool>("isKnown");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("right") << 0 << true << true;
        QTest::newRow("ahead") << 7'200 << true << true;
        QTest::newRow("behind") << -7'200 << true << true;
        QTest::newRow("unknown, a little ahead") << 600 << false << true;
        QTest::newRow("unknown, too far ahead") << 7'200 << false << false;
    }

    void clocksMayDiffer()
    {
        QFETCH(int, skew);
        QFETCH(bool, isKnown);
        QFETCH(bool, isFound);
        UnknownOutcome create{
            .kind = Kind::Create, .askedAt = m_asked.addSecs(skew), .creation = m_creation};
        if (isKnown)
            create.clockSkew = std::chrono::seconds(skew);
        const acs::Timestamp earliest = earliestCreation(create, {});
        QCOMPARE(earliest <= acs::Timestamp::fromUtc(m_asked), isFound);
        // Not so early that rooms from an hour ago would be considered.
        QCOMPARE(earliest > acs::Timestamp::fromUtc(m_asked.addSecs(-3'600)), skew >= 0 || isKnown);
    }

    void roomsOlderThanTheRequestAreNotOffered()
    {
        const acs::RoomCreation creation = m_creation;
        QVERIFY(answerOf(m_other->createRoom(creation)));
        // As if this computer's clock, known to be right, was an hour ahead at the request.
        const int id = unknown().add({.kind = Kind::Create,
                                      .askedAt = m_asked.addSecs(3'600),
                                      .clockSkew = std::chrono::seconds(0),
                                      .creation = creation});
        const auto result = answerOf(unknown().check(id));
        QVERIFY(result);
        QCOMPARE(result->kind, CheckResult::NotMade);
    }

    void ofARoomThatWouldHaveEndedNothingCanBeTold()
    {
        m_creation.validFrom = acs::Timestamp::fromUtc(m_asked.addDays(-1));
        m_creation.validUntil = acs::Timestamp::fromUtc(m_asked);
        const auto result = answerOf(unknown().check(addCreation()));
        QVERIFY(result);
        QCOMPARE(result->kind, CheckResult::CannotTell);
    }

    void aCheckCanBeCancelled_data()
    {
        QTest::addColumn<bool>("inTheMidst");
        QTest::newRow("at once") << false;
        QTest::newRow("while rosters are read") << true;
    }

    void aCheckCanBeCancelled()
    {
        QFETCH(bool, inTheMidst);
        QVERIFY(answerOf(m_other->createRoom(m_creation)));
        QVERIFY(answerOf(m_other->createRoom(m_creation)));
        const int id = addCreation();
        const auto call = unknown().check(id);
        QVERIFY(unknown().isChecking(id));
        QCOMPARE(kindOf(answerOf(unknown().check(id))), u"invalid"_s);
        if (!inTheMidst)
            call.cancel();
        connect(&m_connection->activity(), &ActivityLog::appended, this, [this, call] {
            if (m_connection->activity().records().back().path.endsWith(u"participants"))
                call.cancel();
        });
        QCOMPARE(kindOf(answerOf(call)), u"cancelled"_s);
        QVERIFY(!unknown().isChecking(id));
        QVERIFY(unknown().find(id));
        QVERIFY(answerOf(unknown().check(id)));
    }

    void aCheckDoesNotDisturbAListing()
    {
        QVERIFY(answerOf(m_other->createRoom(m_creation)));
        const int id = addCreation();
        QSignalSpy refreshed(m_connection.get(), &Connection::refreshed);
        m_connection->refresh();
        const auto result = answerOf(unknown().check(id));
        QTRY_COMPARE(refreshed.size(), 1);
        QVERIFY(result);
        QCOMPARE(result->candidates.size(), 1);
        QCOMPARE(m_connection->rooms().status().rooms, 131);
    }

    void aConnectionMayGoWhileItChecks()
    {
        const auto call = unknown().check(addCreation());
        m_connection.reset();
        QCOMPARE(kindOf(answerOf(call)), u"cancelled"_s);
    }

    void whatIsSettledIsNotChecked()
    {
        const int id = addCreation();
        QSignalSpy changed(&unknown(), &UnknownOutcomes::changed);
        unknown().dismiss(id);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(kindOf(answerOf(unknown().check(id))), u"not found"_s);
    }

    void theyOutliveTheirConnection()
    {
        const acs::Room known = *answerOf(m_other->createRoom(m_creation));
        refresh();
        m_asked = SystemClock().now().addMSecs(1);
        QTRY_VERIFY(SystemClock().now() > m_asked);
        const acs::Room answered = *answerOf(m_connection->createRoom(m_creation));
        const acs::Room made = *answerOf(m_other->createRoom(m_creation));
        addCreation();
        unknown().add({.kind = Kind::Delete, .roomId = answered.id, .askedAt = m_asked});

        const auto earlier = std::exchange(m_connection, anotherConnection());
        m_connection->adoptPendingFrom(*earlier);
        QCOMPARE(earlier->unknownOutcomes().count(), 0);
        QCOMPARE(unknown().count(), 2);
        const auto result = answerOf(unknown().check(unknown().all().first().id));
        QVERIFY(result);
        QCOMPARE(idsOf(*result), QStringList{made.id});
    }

private:
    static QStringList idsOf(const OutcomeCheck &result)
    {
        QStringList ids;
        for (const RoomCandidate &candidate : result.candidates)
            ids.append(candidate.room.id);
        return ids;
    }

    acs::RoomCreation m_tableCreation;
};

ROOMKEEPER_TEST(QCoreApplication, TestUnknownCreations);
#include "tst_unknowncreations.moc"
