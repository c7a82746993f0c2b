#include "support/answer.h"
#include "support/connectiontest.h"
#include "support/rooms.h"
#include "support/scriptedserver.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;
using tests::answerOf;
using tests::kindOf;

namespace {

using Phase = LoadStatus::Phase;

const QString neverMade = u"99000000000000001"_s;

QByteArray roomJson(const QByteArray &id)
{
    return R"({"id":")" + id
           + R"(","createdAt":"2026-03-01T10:00:00+00:00","validFrom":"2026-03-01T10:00:00+00:00",)"
             R"("validUntil":"2099-03-01T10:00:00+00:00","pstnDialOutEnabled":false})";
}

} // namespace

class TestConnection : public tests::ConnectionTest
{
    Q_OBJECT

private slots:
    void cleanup() { disconnectAll(); }

    void refreshingReadsAllPages()
    {
        connectToSandbox({.rooms = 65, .seed = 7});
        QSignalSpy refreshed(m_connection.get(), &Connection::refreshed);
        Phase phaseAtTheSignal = Phase::NotLoaded;
        connect(m_connection.get(), &Connection::refreshed, this,
                [&] { phaseAtTheSignal = m_connection->rooms().status().phase; });
        QVERIFY(!m_connection->isRefreshing());
        m_connection->refresh();
        QVERIFY(m_connection->isRefreshing());
        QTRY_COMPARE(refreshed.size(), 1);
        QVERIFY(phaseAtTheSignal == Phase::Complete);
        QCOMPARE(m_connection->rooms().status().rooms, 65);
        QCOMPARE(m_connection->rooms().count(), 65);
        QCOMPARE(m_connection->activity().records().size(), size_t{3}); // pages of 30
        QCOMPARE(m_connection->activity().records().front().path, u"/rooms"_s);
    }

    void refreshingAgainStartsOver()
    {
        connectToSandbox({.rooms = 65, .seed = 7});
        QSignalSpy refreshed(m_connection.get(), &Connection::refreshed);
        QSignalSpy failed(m_connection.get(), &Connection::refreshFailed);
        m_connection->refresh();
        m_connection->refresh();
        QTRY_COMPARE(refreshed.size(), 1);
        // In the middle of a listing, too.
        connect(
            &m_connection->rooms(), &RoomStore::statusChanged, this,
            [this] { QMetaObject::invokeMethod(m_connection.get(), &Connection::refresh); },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        m_connection->refresh();
        QTRY_COMPARE(refreshed.size(), 2);
        QCOMPARE(failed.size(), 0);
        QCOMPARE(m_connection->rooms().status().rooms, 65);
        QCOMPARE(m_connection->rooms().count(), 65);
    }

    void stoppingKeepsWhatWasRead()
    {
        connectToSandbox({.rooms = 65, .seed = 7, .latency = std::chrono::milliseconds(50)});
        QSignalSpy added(&m_connection->rooms(), &RoomStore::roomsAdded);
        QSignalSpy failed(m_connection.get(), &Connection::refreshFailed);
        m_connection->refresh();
        QTRY_COMPARE(added.size(), 1);
        m_connection->stopRefresh();
        QVERIFY(!m_connection->isRefreshing());
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().kind, ErrorKind::Cancelled);
        QCOMPARE(m_connection->rooms().status().rooms, 30);
        // A read that ends later than the page that was on its way.
        QVERIFY(answerOf(m_connection->readRoom(anyRoom())));
        QCOMPARE(m_connection->rooms().count(), 30);
        QCOMPARE(failed.size(), 1);
        m_connection->stopRefresh();
        QCOMPARE(failed.size(), 1);
    }

    void anErrorHalfwayKeepsWhatWasRead()
    {
        ScriptedServer server;
        const QByteArray next =
            server.endpoint().toLatin1() + "/rooms?nextLink=abc&api-version=2025-03-13";
        server.enqueue(ScriptedServer::answer(200, R"({"value":[)" + roomJson("991")
                                                       + R"(],"nextLink":")" + next + R"("})"));
        server.enqueue(ScriptedServer::answer(503, "{}"));
        connectTo(server);
        QSignalSpy failed(m_connection.get(), &Connection::refreshFailed);
        m_connection->refresh();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().httpStatus, 503);
        QVERIFY(m_connection->rooms().status().phase == Phase::Failed);
        QCOMPARE(m_connection->rooms().count(), 1);
    }

    void unreadableEntriesDoNotHideTheOthers()
    {
        ScriptedServer server;
        server.enqueue(ScriptedServer::answer(
            200, R"({"value":[)" + roomJson("991") + R"(,{"id":""},)" + roomJson("992") + "]}"));
        connectTo(server);
        QSignalSpy unreadable(m_connection.get(), &Connection::roomsUnreadable);
        QSignalSpy refreshed(m_connection.get(), &Connection::refreshed);
        m_connection->refresh();
        QTRY_COMPARE(refreshed.size(), 1);
        QCOMPARE(unreadable.size(), 1);
        QCOMPARE(unreadable.first().first().value<QList<Error>>().size(), 1);
        QCOMPARE(m_connection->rooms().count(), 2);
    }

    void unreadableParticipantsAreNoRooms()
    {
        ScriptedServer server;
        server.enqueue(ScriptedServer::answer(
            200, R"({"value":[{"rawId":"8:acs:a","role":"Attendee"},{"rawId":""}]})"));
        connectTo(server);
        QSignalSpy rooms(m_connection.get(), &Connection::roomsUnreadable);
        QSignalSpy participants(m_connection.get(), &Connection::participantsUnreadable);
        const auto roster = answerOf(m_connection->readRoster(u"991"_s));
        QVERIFY(roster);
        QCOMPARE(roster->size(), 1);
        QCOMPARE(rooms.size(), 0);
        QCOMPARE(participants.size(), 1);
        QCOMPARE(participants.first().at(0).toString(), u"991"_s);
        QCOMPARE(participants.first().at(1).value<QList<Error>>().size(), 1);
    }

    void aCreatedRoomLandsThoughNobodyListens()
    {
        connectToSandbox({});
        QSignalSpy added(&m_connection->rooms(), &RoomStore::roomsAdded);
        m_connection->createRoom({}).detach();
        QTRY_COMPARE(added.size(), 1);
        const StoredRoom *stored = m_connection->rooms().find(anyRoom());
        QVERIFY(stored->listed);
        QVERIFY(stored->readAt.isValid());

        const auto second = answerOf(m_connection->createRoom({.pstnDialOutEnabled = true}));
        QVERIFY(second);
        QCOMPARE(m_connection->rooms().find(second->id)->room, *second);
        QCOMPARE(second->pstnDialOutEnabled, std::optional(true));
    }

    void aRoomIsReadByItsId()
    {
        connectToSandbox({});
        const auto made = answerOf(m_connection->createRoom({}));
        QVERIFY(made);
        m_connection->rooms().remove(made->id);
        const auto read = answerOf(m_connection->readRoom(made->id));
        QVERIFY(read);
        QCOMPARE(*read, *made);
        QVERIFY(!m_connection->rooms().find(made->id)->listed);
    }

    void aRoomFoundGoneStaysWithItsDraft()
    {
        connectToSandbox({});
        m_connection->rooms().put(tests::room(neverMade, u"2026-01-01", u"2026-02-01"),
                                  SystemClock().now());
        edit(neverMade, {.pstnDialOutEnabled = true});
        QCOMPARE(kindOf(answerOf(m_connection->readRoom(neverMade))), u"not found"_s);
        QVERIFY(m_connection->rooms().find(neverMade)); // otherwise the draft would be lost unseen
        QVERIFY(m_connection->drafts().has(neverMade));
        m_connection->drafts().edit(neverMade, {}, {});
        QCOMPARE(kindOf(answerOf(m_connection->readRoom(neverMade))), u"not found"_s);
        QVERIFY(!m_connection->rooms().find(neverMade));
    }

    void aListThatMissesARoomLeavesItsDraft()
    {
        ScriptedServer server;
        server.enqueue(ScriptedServer::answer(200, R"({"value":[)" + roomJson("991") + ","
                                                       + roomJson("992") + "]}"));
        server.enqueue(ScriptedServer::answer(200, R"({"value":[]})"));
        connectTo(server);
        refresh();
        edit(u"991"_s, {.pstnDialOutEnabled = true});
        refresh();
        QVERIFY(!m_connection->rooms().find(u"992"_s));
        QVERIFY(m_connection->rooms().find(u"991"_s));
        QVERIFY(!m_connection->rooms().find(u"991"_s)->listed);
        QVERIFY(m_connection->drafts().has(u"991"_s));
    }

    void aRosterIsReadOverAllItsPages()
    {
        connectToSandbox({.rooms = 1, .participants = 7, .seed = 7, .participantsPageSize = 3});
        refresh();
        const QString id = anyRoom();
        const auto roster = answerOf(m_connection->readRoster(id));
        QVERIFY(roster);
        QCOMPARE(roster->size(), 7);
        QCOMPARE(*m_connection->rooms().find(id)->roster, *roster);
        QCOMPARE(kindOf(answerOf(m_connection->readRoster(neverMade))), u"not found"_s);
    }

    void somebodyOnTwoPagesOfARosterStandsInItOnce()
    {
        ScriptedServer server;
        const QByteArray next = server.endpoint().toLatin1() + "/rooms/991/participants?nextLink=2";
        server.enqueue(ScriptedServer::answer(
            200, R"({"value":[{"rawId":"a","role":"Attendee"},{"rawId":"b","role":"Consumer"}],)"
                 R"("nextLink":")"
                     + next + R"("})"));
        server.enqueue(ScriptedServer::answer(200, R"({"value":[{"rawId":"a","role":"Butler"}]})"));
        connectTo(server);
        const auto roster = answerOf(m_connection->readRoster(u"991"_s));
        QVERIFY(roster);
        QCOMPARE(*roster, (QList<acs::Participant>{{.rawId = u"a"_s, .role = {u"Butler"_s}},
                                                   {.rawId = u"b"_s, .role = {u"Consumer"_s}}}));
    }

    void anAppliedDraftIsGone()
    {
        connectToSandbox({});
        const acs::Room made = *answerOf(m_connection->createRoom({}));
        const QDateTime until = SystemClock().now().addDays(3);
        edit(made.id, {.validUntil = DateTimeInput{.text = u"in three days"_s, .utc = until},
                       .pstnDialOutEnabled = true});
        const auto applied = answerOf(m_connection->applyDraft(made.id));
        QVERIFY(applied && applied->isComplete() && applied->parts.isEmpty());
        const acs::Room &room = **applied->room;
        QCOMPARE(room.validFrom, made.validFrom); // to 100 ns
        QCOMPARE(room.validUntil, acs::Timestamp::fromUtc(until));
        QCOMPARE(room.pstnDialOutEnabled, std::optional(true));
        QCOMPARE(m_connection->rooms().find(made.id)->room, room);
        QVERIFY(!m_connection->drafts().has(made.id));

        QCOMPARE(kindOf(answerOf(m_connection->applyDraft(made.id))), u"invalid"_s);
        QCOMPARE(kindOf(answerOf(m_connection->applyDraft(neverMade))), u"invalid"_s);
    }

    void whatIsTypedWhileApplyingStays()
    {
        connectToSandbox({});
        const QString id = answerOf(m_connection->createRoom({}))->id;
        const DateTimeInput halfTyped{.text = u"2030-0"_s, .utc = {}};
        edit(id, {.pstnDialOutEnabled = true});
        const auto call = m_connection->applyDraft(id);
        edit(id, {.validUntil = halfTyped, .pstnDialOutEnabled = true});
        QVERIFY(answerOf(call)->isComplete());
        RoomDraft left = m_connection->drafts().draft(id);
        left.seen = {};
        QCOMPARE(left, (RoomDraft{.validUntil = halfTyped}));
    }

    void aRejectedDraftStays()
    {
        connectToSandbox({});
        const acs::Room made = *answerOf(m_connection->createRoom({}));
        const RoomDraft draft{.validUntil = DateTimeInput{.text = u"yesterday"_s,
                                                          .utc = SystemClock().now().addDays(-1)}};
        edit(made.id, draft);
        const auto applied = answerOf(m_connection->applyDraft(made.id));
        QVERIFY(applied && !applied->isComplete());
        QCOMPARE(kindOf(*applied->room), u"invalid"_s);
        QCOMPARE(applied->room->error().httpStatus, 400);
        QCOMPARE(m_connection->drafts().draft(made.id), draft);
        QCOMPARE(m_connection->rooms().find(made.id)->room, made);
    }

    void aDeletedRoomLeavesWithItsDraft()
    {
        connectToSandbox({});
        const acs::Room made = *answerOf(m_connection->createRoom({}));
        const QString &id = made.id;
        edit(id, {.pstnDialOutEnabled = true});
        const auto call = m_connection->deleteRoom(made);
        QCOMPARE(m_connection->pendingChanges(), 1); // also while it is read
        const auto deleted = answerOf(call);
        QVERIFY(deleted && *deleted == RoomDeletion::Deleted);
        QCOMPARE(m_connection->pendingChanges(), 0);
        QVERIFY(!m_connection->rooms().find(id));
        QVERIFY(!m_connection->drafts().has(id));

        m_connection->rooms().put(tests::room(neverMade, u"2026-01-01", u"2026-02-01"),
                                  SystemClock().now());
        edit(neverMade, {.pstnDialOutEnabled = true});
        const auto again =
            answerOf(m_connection->deleteRoom(m_connection->rooms().find(neverMade)->room));
        QVERIFY(again && *again == RoomDeletion::WasAlreadyGone);
        QVERIFY(!m_connection->rooms().find(neverMade));
        QVERIFY(!m_connection->drafts().has(neverMade));
    }

    void aDeletionEndsWithItsConnection()
    {
        ScriptedServer server;
        connectTo(server);
        server.enqueue({}); // the room is being read
        const auto call = m_connection->deleteRoom({.id = neverMade});
        QTRY_COMPARE(server.requests().size(), 1);
        disconnectAll();
        QCOMPARE(kindOf(answerOf(call)), u"cancelled"_s);
    }

    void aRoomThatSomebodyElseChangedIsNotDeleted()
    {
        connectToSandbox({});
        const acs::Room seen = *answerOf(m_connection->createRoom({}));
        const auto other = anotherConnection();
        QVERIFY(answerOf(other->readRoom(seen.id)));
        other->drafts().edit(seen.id, {.pstnDialOutEnabled = true}, {});
        QVERIFY(answerOf(other->applyDraft(seen.id))->isComplete());

        const auto deleted = answerOf(m_connection->deleteRoom(seen));
        QVERIFY(deleted && *deleted == RoomDeletion::ChangedMeanwhile);
        const acs::Room present = m_connection->rooms().find(seen.id)->room;
        QCOMPARE(present.pstnDialOutEnabled, std::optional(true));

        const auto again = answerOf(m_connection->deleteRoom(present));
        QVERIFY(again && *again == RoomDeletion::Deleted);
        QCOMPARE(kindOf(answerOf(m_connection->readRoom(seen.id))), u"not found"_s);
    }

    void aReadOnlyConnectionChangesNothing()
    {
        connectToSandbox({.rooms = 1, .seed = 7}, true);
        QVERIFY(m_connection->isReadOnly());
        refresh();
        const QString id = anyRoom();
        edit(id, {.pstnDialOutEnabled = true});
        QCOMPARE(kindOf(answerOf(m_connection->createRoom({}))), u"read-only"_s);
        QCOMPARE(kindOf(answerOf(m_connection->applyDraft(id))), u"read-only"_s);
        QCOMPARE(kindOf(deleteNow(*m_connection, id)), u"read-only"_s);
        QVERIFY(m_connection->rooms().find(id));
        QVERIFY(m_connection->drafts().has(id));
    }

    void draftsOutliveTheirConnection()
    {
        connectToSandbox({.rooms = 65, .seed = 7});
        refresh();
        const QString id = m_connection->rooms().at(40)->room.id;
        QVERIFY(answerOf(m_connection->readRoster(id)));
        const StoredRoom before = *m_connection->rooms().find(id);
        edit(id, {.pstnDialOutEnabled = !*before.room.pstnDialOutEnabled});

        const auto earlier = std::exchange(m_connection, anotherConnection());
        m_connection->adoptPendingFrom(*earlier);
        QCOMPARE(earlier->drafts().count(), 0);
        QCOMPARE(m_connection->drafts().count(), 1);
        QCOMPARE(m_connection->drafts().undoText(id), u"Edit"_s);
        const StoredRoom *stored = m_connection->rooms().find(id);
        QCOMPARE(m_connection->rooms().count(), 1);
        QVERIFY(!stored->listed);
        QCOMPARE(stored->room, before.room);
        QCOMPARE(stored->roster, before.roster);
        QCOMPARE(stored->rosterReadAt, before.rosterReadAt);

        refresh();
        QCOMPARE(m_connection->rooms().count(), 65);
        QVERIFY(m_connection->rooms().find(id)->listed);
        QVERIFY(m_connection->drafts().has(id));
        QVERIFY(answerOf(m_connection->applyDraft(id))->isComplete());
    }

    void draftsOfAnotherResourceAreNotTaken()
    {
        connectToSandbox({.rooms = 1, .seed = 7});
        refresh();
        edit(anyRoom(), {.pstnDialOutEnabled = true});
        const auto earlier = std::exchange(m_connection, nullptr);
        ScriptedServer server;
        connectTo(server);
        m_connection->adoptPendingFrom(*earlier);
        QCOMPARE(m_connection->drafts().count(), 0);
        QCOMPARE(m_connection->rooms().count(), 0);
        QCOMPARE(earlier->drafts().count(), 1);
    }

    void callsOfAConnectionThatIsGoneEnd()
    {
        connectToSandbox({.rooms = 65, .latency = std::chrono::milliseconds(200)});
        m_connection->refresh();
        const auto creation = m_connection->createRoom({});
        const auto roster = m_connection->readRoster(neverMade);
        m_connection.reset();
        QVERIFY(!answerOf(creation));
        QVERIFY(!answerOf(roster));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestConnection);
#include "tst_connection.moc"
