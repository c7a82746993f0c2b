#include "base/qtversions.h"
#include "support/connectiontest.h"
#include "support/rooms.h"
#include "support/rosters.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTcpSocket>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;
using Kind = UnknownOutcome::Kind;

namespace {

const QString id = u"99000000000000001"_s;

} // namespace

/// When a change becomes an unknown outcome, and what is stored about it.
class TestLostAnswers : public tests::ConnectionTest
{
    Q_OBJECT

private slots:
    void init()
    {
        ConnectionTest::init();
        m_server = std::make_unique<ScriptedServer>();
        connectTo(*m_server);
        m_connection->rooms().put(m_room, SystemClock().now());
        m_connection->rooms().putRoster(id, m_roster, SystemClock().now());
        m_before = SystemClock().now();
    }

    void cleanup()
    {
        disconnectAll();
        m_server.reset();
    }

    void aCreation()
    {
        QSignalSpy added(&unknown(), &UnknownOutcomes::added);
        silence();
        const acs::RoomCreation creation{
            .pstnDialOutEnabled = true, .participants = tests::withRoleFor({person(1)}, presenter)};
        loseAnswer(m_connection->createRoom(creation), 1);
        QCOMPARE(added.size(), 1);
        const UnknownOutcome kept = only();
        QCOMPARE(kept.kind, Kind::Create);
        QCOMPARE(kept.creation, creation);
        QCOMPARE(kept.roomId, QString());
        QVERIFY(kept.askedAt >= m_before && kept.askedAt <= SystemClock().now());
        QCOMPARE(kept.error.kind, ErrorKind::OutcomeUnknown);
    }

    void aDelete()
    {
        m_server->enqueue(ScriptedServer::answer(200, roomJson(false)));
        silence();
        loseAnswer(m_connection->deleteRoom(m_room), 2);
        QCOMPARE(only().kind, Kind::Delete);
        QCOMPARE(only().roomId, id);
        QVERIFY(m_connection->rooms().find(id));
    }

    void aCheckThatFailsLeavesTheEntry_data()
    {
        QTest::addColumn<UnknownOutcome>("outcome");
        QTest::newRow("create") << UnknownOutcome{.askedAt = SystemClock().now()};
        QTest::newRow("update") << UnknownOutcome{.kind = Kind::Update, .roomId = id};
        QTest::newRow("roster") << UnknownOutcome{.kind = Kind::Roster, .roomId = id};
        QTest::newRow("delete") << UnknownOutcome{.kind = Kind::Delete, .roomId = id};
    }

    void aCheckThatFailsLeavesTheEntry()
    {
        QFETCH(const UnknownOutcome, outcome);
        m_server->enqueue(ScriptedServer::answer(403, "{}"));
        const int entry = unknown().add(outcome);
        QCOMPARE(kindOf(answerOf(unknown().check(entry))), u"denied"_s);
        QVERIFY(unknown().find(entry));
        QVERIFY(!unknown().isChecking(entry));
    }

    void aRoomThatCannotBeReadMayBeTheOne()
    {
        m_server->enqueue(ScriptedServer::answer(200, "{\"value\":[{\"id\":\"99\"}]}"));
        const int entry = unknown().add({.askedAt = SystemClock().now()});
        QCOMPARE(kindOf(answerOf(unknown().check(entry))), u"unreadable response"_s);
        QVERIFY(unknown().find(entry));
    }

    void aChangeOfTheRoom()
    {
        edit(id, {.pstnDialOutEnabled = true});
        m_server->enqueue(ScriptedServer::answer(200, roomJson(false)));
        silence();
        m_server->enqueue(ScriptedServer::answer(200, roomJson(true)));
        loseRun(2);
        QCOMPARE(only().kind, Kind::Update);
        QCOMPARE(only().roomId, id);
        QCOMPARE(only().before, m_room);
        QCOMPARE(only().update, acs::RoomUpdate{.pstnDialOutEnabled = true});
        QVERIFY(m_connection->drafts().has(id));

        // It was made: nothing is sent again.
        QVERIFY(answerOf(m_connection->applyDraft(id))->isComplete());
        QCOMPARE(m_server->requests().size(), 3);
        QCOMPARE(unknown().count(), 0);
        QVERIFY(!m_connection->drafts().has(id));
    }

    void anEditAfterALostAnswerIsNoConflictWithOurselves()
    {
        const auto until = [](int day) {
            return DateTimeInput{.text = {}, .utc = QDateTime({2027, 1, day}, {0, 0}, utcZone)};
        };
        edit(id, normalized({.validUntil = until(1)}, m_room));
        m_server->enqueue(ScriptedServer::answer(200, roomJson(false)));
        silence();
        QByteArray made = roomJson(false);
        made.replace("2026-02-01T", "2027-01-01T");
        m_server->enqueue(ScriptedServer::answer(200, made)); // it was made after all
        QByteArray last = roomJson(false);
        last.replace("2026-02-01T", "2027-01-02T");
        m_server->enqueue(ScriptedServer::answer(200, last));
        loseRun(2);
        edit(id, normalized({.validUntil = until(2), .seen = m_connection->drafts().draft(id).seen},
                            m_room));
        const auto outcome = answerOf(m_connection->applyDraft(id));
        QVERIFY(outcome && !outcome->conflict && outcome->isComplete());
        QCOMPARE(m_connection->rooms().find(id)->room.validUntil.toUtc(), until(2).utc);
        QCOMPARE(unknown().count(), 0);
    }

    void aChangeOfTheRoster()
    {
        RosterDraft draft = withRole({}, indexOf(m_roster), {person(1), person(7)}, presenter);
        draft = withRemoved(draft, indexOf(m_roster), {person(2)});
        edit(id, {.roster = draft});
        m_server->enqueue(ScriptedServer::answer(200, tests::rosterJson(m_roster)));
        silence();
        // Later loads may show that it was made after all: not, in part, completely.
        QList<acs::Participant> made{{.rawId = person(1), .role = presenter},
                                     {.rawId = person(3), .role = attendee}};
        m_server->enqueue(ScriptedServer::answer(200, tests::rosterJson(m_roster)));
        m_server->enqueue(ScriptedServer::answer(200, tests::rosterJson(made)));
        made.append({.rawId = person(7), .role = presenter});
        m_server->enqueue(ScriptedServer::answer(200, tests::rosterJson(made)));
        loseRun(2); // cancelled: the participants are not loaded again
        QCOMPARE(only().kind, Kind::Roster);
        QCOMPARE(only().parts, partsOf(draft));
        QCOMPARE(only().rosterBefore, (RosterIndex{{person(1), attendee}, {person(2), attendee}}));
        QCOMPARE(m_connection->drafts().draft(id).roster.changes.size(), 3);

        for (const int left : {1, 1, 0}) {
            QVERIFY(answerOf(m_connection->readRoster(id)));
            QCOMPARE(unknown().count(), left);
        }
        QVERIFY(!m_connection->drafts().has(id));
    }

    void aRosterReadBeforeAChangeDoesNotLandAfterIt()
    {
        const QByteArray before = ScriptedServer::answer(200, tests::rosterJson(m_roster));
        edit(id, {.roster = withRole({}, indexOf(m_roster), {person(7)}, presenter)});
        m_server->enqueue(before);
        m_server->enqueue({}); // the change, answered later
        m_server->enqueue({}); // the early load, answered last
        m_server->enqueue(ScriptedServer::answer(403, "{}")); // loading afterwards fails
        const auto run = m_connection->applyDraft(id);
        QTRY_COMPARE(m_server->requests().size(), 2);
        const auto early = m_connection->readRoster(id);
        QTRY_COMPARE(m_server->requests().size(), 3);
        const auto sockets = m_server->findChildren<QTcpSocket *>();
        QCOMPARE(sockets.size(), 2);
        sockets.at(0)->write(ScriptedServer::answer(200, "{}"));
        const auto outcome = answerOf(run);
        QVERIFY(outcome && outcome->isComplete() && outcome->rosterError);
        QVERIFY(indexOf(*m_connection->rooms().find(id)->roster).contains(person(7)));
        sockets.at(1)->write(before);
        QVERIFY(answerOf(early));
        QVERIFY(indexOf(*m_connection->rooms().find(id)->roster).contains(person(7)));
    }

    void whatNeverWentOutIsNotUnknown()
    {
        silence();
        for (int each = 0; each < 6; ++each)
            m_connection->readRoom(id).detach(); // all that can be sent at the same time
        const auto creation = m_connection->createRoom({});
        creation.cancel();
        QCOMPARE(kindOf(answerOf(creation)), u"cancelled"_s);
        QCOMPARE(unknown().count(), 0);
    }

    void partsAreCounted()
    {
        const QStringList many = tests::people(100, 1'200);
        edit(id, {.roster = withRole({}, indexOf(m_roster), many, presenter)});
        QSignalSpy progressed(m_connection.get(), &Connection::applyingProgressed);
        m_server->enqueue(ScriptedServer::answer(200, tests::rosterJson(m_roster)));
        for (int part = 0; part < 3; ++part)
            m_server->enqueue(ScriptedServer::answer(200, "{}"));
        m_server->enqueue(ScriptedServer::answer(
            200, tests::rosterJson(m_roster + tests::withRoleFor(many, presenter))));
        QVERIFY(answerOf(m_connection->applyDraft(id))->isComplete());
        QCOMPARE(progressed.size(), 4);
        for (int each = 0; each < 4; ++each) {
            QCOMPARE(progressed.at(each).at(0).toString(), id);
            QCOMPARE(progressed.at(each).at(1).toLongLong(), each);
            QCOMPARE(progressed.at(each).at(2).toLongLong(), 3);
        }
    }

private:
    UnknownOutcomes &unknown() { return m_connection->unknownOutcomes(); }
    UnknownOutcome only() { return unknown().all().value(0); }

    /// The service does not respond any more.
    void silence() { m_server->enqueue({}); }

    /// Cancels a change while it is being sent, as the nth request of all.
    template <class T>
    void loseAnswer(const Call<T> &call, int request)
    {
        QTRY_COMPARE(m_server->requests().size(), request);
        call.cancel();
        QCOMPARE(kindOf(answerOf(call)), u"outcome unknown"_s);
        QCOMPARE(unknown().count(), 1);
    }

    /// The same for applying a draft, which then ends by itself.
    void loseRun(int request)
    {
        const auto run = m_connection->applyDraft(id);
        QTRY_COMPARE(m_server->requests().size(), request);
        run.cancel();
        const auto outcome = answerOf(run);
        QVERIFY(outcome && !outcome->isComplete());
        QCOMPARE(unknown().count(), 1);
    }

    static QByteArray roomJson(bool pstn)
    {
        return "{\"id\":\"" + id.toLatin1()
               + "\",\"createdAt\":\"2026-01-01T00:00:00+00:00\","
                 "\"validFrom\":\"2026-01-01T00:00:00+00:00\","
                 "\"validUntil\":\"2026-02-01T00:00:00+00:00\",\"pstnDialOutEnabled\":"
               + (pstn ? "true" : "false") + "}";
    }

    const acs::Room m_room = tests::room(id, u"2026-01-01", u"2026-02-01");
    const QList<acs::Participant> m_roster = tests::withRoleFor(tests::people(1, 3), attendee);
    std::unique_ptr<ScriptedServer> m_server;
    QDateTime m_before;
};

ROOMKEEPER_TEST(QCoreApplication, TestLostAnswers);
#include "tst_lostanswers.moc"
