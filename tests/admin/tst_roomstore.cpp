#include "admin/rooms/roomstore.h"
#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/rooms.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;
using tests::utc;

namespace {

const QDateTime at14 = QDateTime(QDate(2026, 3, 1), QTime(14, 0), utcZone);
const QDateTime at15 = QDateTime(QDate(2026, 3, 1), QTime(15, 0), utcZone);

/// A room that is open at both times.
acs::Room openRoom(const QString &id)
{
    return tests::room(id, u"2026-03-01", u"2026-03-10");
}

acs::Room endedRoom(const QString &id)
{
    return tests::room(id, u"2026-03-01", u"2026-03-01T14:30:00Z");
}

QList<acs::Room> openRooms(std::initializer_list<const char *> ids)
{
    QList<acs::Room> rooms;
    for (const char *id : ids)
        rooms.append(openRoom(QString::fromLatin1(id)));
    return rooms;
}

/// The signals of a store, as IDs, in order: "+a,b" "~c" "-d".
class Told : public QObject
{
public:
    explicit Told(RoomStore &store)
    {
        const auto note = [this, &store](QChar sign) {
            return [this, &store, sign](const QList<int> &slotNumbers) {
                QStringList ids;
                for (const int slot : slotNumbers)
                    ids << store.at(slot)->room.id;
                m_told << sign + ids.join(u',');
            };
        };
        connect(&store, &RoomStore::roomsAdded, this, note(u'+'));
        connect(&store, &RoomStore::roomsChanged, this, note(u'~'));
        connect(&store, &RoomStore::roomsAboutToBeRemoved, this, note(u'-'));
    }

    QString take() { return std::exchange(m_told, {}).join(u' '); }

private:
    QStringList m_told;
};

LoadStatus status(LoadStatus::Phase phase, qsizetype rooms, const QDateTime &at = {})
{
    return {.phase = phase, .rooms = rooms, .at = at};
}

} // namespace

class TestRoomStore : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void aListingTellsEachPageAtOnce()
    {
        RoomStore store;
        Told told(store);
        QSignalSpy statuses(&store, &RoomStore::statusChanged);
        QCOMPARE(store.status(), LoadStatus());

        store.beginListing();
        QCOMPARE(store.status(), status(LoadStatus::Phase::Loading, 0));
        store.addPage(openRooms({"a", "b"}), at14);
        QCOMPARE(told.take(), u"+a,b"_s);
        QCOMPARE(store.status(), status(LoadStatus::Phase::Loading, 2));
        store.addPage({}, at14); // an empty page may still have a next one
        QCOMPARE(told.take(), QString());
        store.addPage(openRooms({"c"}), at14);
        QCOMPARE(told.take(), u"+c"_s);
        store.endListing(at14);
        QCOMPARE(told.take(), QString());
        QCOMPARE(store.status(), status(LoadStatus::Phase::Complete, 3, at14));
        QCOMPARE(statuses.size(), 4);

        QCOMPARE(store.count(), 3);
        QVERIFY(store.find(u"b"_s)->listed);
        QCOMPARE(store.find(u"b"_s)->readAt, at14);
        QCOMPARE(store.find(u"z"_s), nullptr);
        QCOMPARE(store.at(-1), nullptr);
        QCOMPARE(store.at(99), nullptr);
    }

    void aRoomOnTwoPagesCountsOnce()
    {
        RoomStore store;
        Told told(store);
        store.beginListing();
        store.addPage(openRooms({"a", "b"}), at14);
        store.addPage(openRooms({"b", "c"}), at14);
        QCOMPARE(store.status().rooms, 3);
        store.endListing(at14);
        QCOMPARE(store.status().rooms, 3);
        QCOMPARE(told.take(), u"+a,b +c"_s);
    }

    void aSecondListingTellsOnlyWhatIsDifferent()
    {
        RoomStore store;
        listed(store, openRooms({"a", "b", "c", "d"}));
        Told told(store);
        store.beginListing();
        QVERIFY(store.find(u"a"_s)->listed); // until the listing has ended
        auto changed = openRoom(u"b"_s);
        changed.validUntil.ticks += 1; // 100 ns
        store.addPage({openRoom(u"a"_s), changed, openRoom(u"new"_s)}, at15);
        QCOMPARE(told.take(), u"+new ~b"_s);
        QCOMPARE(store.find(u"a"_s)->readAt, at15); // no change, but stored
        store.addPage({openRoom(u"d"_s)}, at15);
        QCOMPARE(store.count(), 5);
        store.endListing(at15);
        QCOMPARE(told.take(), u"-c"_s);
        QCOMPARE(store.find(u"c"_s), nullptr);
        QCOMPARE(store.status(), status(LoadStatus::Phase::Complete, 4, at15));
    }

    void aRoomHeldFastStaysUnlisted()
    {
        RoomStore store;
        listed(store, openRooms({"a", "b", "c"}));
        Told told(store);
        store.beginListing();
        store.addPage(openRooms({"a"}), at15);
        store.endListing(at15, [](const QString &roomId) { return roomId == "b"_L1; });
        QCOMPARE(told.take(), u"-c ~b"_s);
        QVERIFY(!store.find(u"b"_s)->listed);
        QCOMPARE(store.status().rooms, 1);
        QCOMPARE(store.count(), 2);
    }

    void anEndedRoomStaysUnlisted()
    {
        RoomStore store;
        listed(store, {openRoom(u"a"_s), endedRoom(u"e"_s)});
        Told told(store);
        store.beginListing();
        store.addPage(openRooms({"a"}), at15);
        store.endListing(at15);
        QCOMPARE(told.take(), u"~e"_s);
        QVERIFY(!store.find(u"e"_s)->listed);
        QCOMPARE(store.status().rooms, 1);
        QCOMPARE(store.count(), 2);

        listed(store, openRooms({"a"})); // no change
        QCOMPARE(told.take(), QString());
        store.remove(u"e"_s); // dismissed
        QCOMPARE(told.take(), u"-e"_s);
        QCOMPARE(store.status().rooms, 1);
    }

    void aRoomOpenedByItsIdIsNotListedAndStays()
    {
        RoomStore store;
        store.put(openRoom(u"x"_s), at14);
        QVERIFY(!store.find(u"x"_s)->listed);
        QCOMPARE(store.status(), LoadStatus());
        Told told(store);
        listed(store, openRooms({"a"}));
        QCOMPARE(told.take(), u"+a"_s);
        QVERIFY(store.find(u"x"_s));
        QCOMPARE(store.status().rooms, 1);

        listed(store, openRooms({"a", "x"})); // being listed now is a change
        QCOMPARE(told.take(), u"~x"_s);
        QVERIFY(store.find(u"x"_s)->listed);
        listed(store, openRooms({"a"}));
        QCOMPARE(told.take(), u"-x"_s);
    }

    void anAbortedListingRemovesNothing()
    {
        RoomStore store;
        listed(store, openRooms({"a", "b"}));
        Told told(store);
        store.beginListing();
        store.addPage(openRooms({"c"}), at15);
        store.abortListing(at15);
        QCOMPARE(told.take(), u"+c"_s);
        QCOMPARE(store.count(), 3);
        QCOMPARE(store.status(), status(LoadStatus::Phase::Failed, 1, at15));
        store.addPage(openRooms({"late"}), at15);
        store.endListing(at15);
        QCOMPARE(store.count(), 3);
        QCOMPARE(store.status().phase, LoadStatus::Phase::Failed);

        // The next listing ignores what the aborted one contained.
        listed(store, openRooms({"a", "b"}));
        QCOMPARE(told.take(), u"-c"_s);
    }

    void aListingStartedOverForgetsTheFirst()
    {
        RoomStore store;
        store.beginListing();
        store.addPage(openRooms({"a", "b"}), at14);
        store.beginListing();
        QCOMPARE(store.status(), status(LoadStatus::Phase::Loading, 0));
        store.addPage(openRooms({"b"}), at15);
        QCOMPARE(store.status().rooms, 1);
        store.endListing(at15);
        QCOMPARE(store.count(), 1);
        QVERIFY(store.find(u"b"_s));
    }

    void aRoomCreatedWhileLoadingStays()
    {
        RoomStore store;
        store.beginListing();
        store.addPage(openRooms({"a"}), at14);
        store.put(openRoom(u"new"_s), at14, true);
        QCOMPARE(store.status().rooms, 2);
        store.addPage(openRooms({"b"}), at14);
        store.endListing(at14);
        QCOMPARE(store.count(), 3);
        QCOMPARE(store.status().rooms, 3);
    }

    void aPageDoesNotTurnBackWhatWasAnsweredMeanwhile()
    {
        RoomStore store;
        listed(store, openRooms({"a"}));
        Told told(store);
        store.beginListing();
        auto updated = openRoom(u"a"_s);
        updated.pstnDialOutEnabled = true;
        store.put(updated, at15);
        QCOMPARE(told.take(), u"~a"_s);
        store.addPage(openRooms({"a"}), at15); // requested before the update
        QCOMPARE(told.take(), QString());
        QCOMPARE(store.find(u"a"_s)->room, updated);
        store.endListing(at15);
        QCOMPARE(store.count(), 1);

        listed(store, openRooms({"a"})); // a later listing counts
        QCOMPARE(told.take(), u"~a"_s);
    }

    void aPageDoesNotBringBackWhatWasDeletedMeanwhile()
    {
        RoomStore store;
        store.beginListing();
        store.remove(u"a"_s);
        store.addPage(openRooms({"a", "b"}), at14);
        QCOMPARE(store.count(), 1);
        store.remove(u"b"_s);
        QCOMPARE(store.status().rooms, 0);
        store.put(openRoom(u"a"_s), at14); // but it exists on the service after all
        store.addPage(openRooms({"a", "b"}), at14);
        store.endListing(at14);
        QCOMPARE(store.count(), 1);
        QVERIFY(store.find(u"a"_s)->listed);
        listed(store, openRooms({"a", "b"}));
        QCOMPARE(store.count(), 2);
    }

    void putTellsOnlyWhatIsDifferent()
    {
        RoomStore store;
        listed(store, openRooms({"a"}));
        Told told(store);
        store.put(openRoom(u"a"_s), at15);
        QCOMPARE(told.take(), QString());
        QCOMPARE(store.find(u"a"_s)->readAt, at15);
        QVERIFY(store.find(u"a"_s)->listed);
        store.put(openRoom(u"b"_s), at15, true);
        QCOMPARE(told.take(), u"+b"_s);
        QCOMPARE(store.status(), status(LoadStatus::Phase::Complete, 2, at14));
        store.remove(u"a"_s);
        QCOMPARE(store.status().rooms, 1);
        store.remove(u"a"_s);
        QCOMPARE(told.take(), u"-a"_s);
    }

    void rosters()
    {
        RoomStore store;
        listed(store, openRooms({"a"}));
        Told told(store);
        const QList<acs::Participant> roster{
            {.rawId = u"8:acs:x"_s, .role = {.name = u"Butler"_s}}};
        QVERIFY(!store.find(u"a"_s)->roster);
        store.putRoster(u"a"_s, {}, at14);
        QCOMPARE(told.take(), u"~a"_s); // an empty list differs from none
        store.putRoster(u"a"_s, roster, at14);
        QCOMPARE(told.take(), u"~a"_s);
        store.putRoster(u"a"_s, roster, at15);
        QCOMPARE(told.take(), QString());
        QCOMPARE(store.find(u"a"_s)->rosterReadAt, at15);
        QCOMPARE(*store.find(u"a"_s)->roster, roster);
        store.putRoster(u"unknown"_s, roster, at15);
        QCOMPARE(store.count(), 1);

        listed(store, openRooms({"a"})); // a list contains no participants
        QCOMPARE(*store.find(u"a"_s)->roster, roster);
    }

    void slotsStayAndAreUsedAgain()
    {
        RoomStore store;
        listed(store, openRooms({"a", "b", "c"}));
        const int slotOfC = store.slotOf(u"c"_s).value();
        const int slotOfB = store.slotOf(u"b"_s).value();
        store.putRoster(u"b"_s, {}, at14);
        store.remove(u"b"_s);
        QCOMPARE(store.at(slotOfB), nullptr);
        QVERIFY(!store.slotOf(u"b"_s));
        QCOMPARE(store.slotOf(u"c"_s).value(), slotOfC);
        store.put(openRoom(u"d"_s), at15);
        QCOMPARE(store.slotOf(u"d"_s).value(), slotOfB);
        QCOMPARE(store.slotCount(), 3);
        QVERIFY(!store.at(slotOfB)->roster); // nothing remains of the earlier room
        QVERIFY(!store.at(slotOfB)->listed);
    }

    void aHundredThousandRooms()
    {
        RoomStore store;
        store.beginListing();
        int next = 0;
        for (int page = 0; page < 3334; ++page) {
            QList<acs::Room> rooms;
            for (int i = 0; i < 30; ++i)
                rooms.append(openRoom(u"99%1"_s.arg(next++, 15, 10, QChar(u'0'))));
            store.addPage(rooms, at14);
        }
        store.endListing(at14);
        QCOMPARE(store.status().rooms, 3334 * 30);
        QCOMPARE(store.find(u"99%1"_s.arg(next - 1, 15, 10, QChar(u'0')))->listed, true);
    }

    void annotationsWaitForTheirRooms()
    {
        RoomStore store;
        QSignalSpy changed(&store, &RoomStore::roomsChanged);
        store.annotate(u"a"_s, {.name = u"Board"_s, .tags = {u"VIP"_s, u"bank"_s}});
        QVERIFY(changed.isEmpty());
        listed(store, {openRoom(u"a"_s), openRoom(u"b"_s)});
        QCOMPARE(store.find(u"a"_s)->annotation.name, u"Board"_s);
        QCOMPARE(store.find(u"a"_s)->searchText, u"board\nvip\nbank\n"_s);
        QVERIFY(store.find(u"b"_s)->annotation.isEmpty());
        // All at once; rooms that are not included have none.
        store.annotateAll({{u"b"_s, {.name = u"Clinic"_s}}});
        QCOMPARE(changed.size(), 1);
        QVERIFY(store.find(u"a"_s)->annotation.isEmpty());
        QCOMPARE(store.find(u"a"_s)->searchText, QString());
        QCOMPARE(store.annotation(u"b"_s).name, u"Clinic"_s);
        store.annotateAll({{u"b"_s, {.name = u"Clinic"_s}}});
        QCOMPARE(changed.size(), 1); // no change
        // It outlives the room.
        store.remove(u"b"_s);
        store.put(openRoom(u"b"_s), at15);
        QCOMPARE(store.find(u"b"_s)->annotation.name, u"Clinic"_s);
    }

private:
    static void listed(RoomStore &store, const QList<acs::Room> &rooms)
    {
        store.beginListing();
        store.addPage(rooms, at14);
        store.endListing(at14);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestRoomStore);
#include "tst_roomstore.moc"
