#include "admin/rooms/roomstates.h"
#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/rooms.h"
#include "support/testmain.h"

#include <QCoreApplication>

#include <optional>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;

class TestRoomStates : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void init()
    {
        Fixture::init();
        m_rooms.emplace();
        m_states = {};
    }

    void goesThroughAllStates()
    {
        put(u"99"_s, u"2026-03-01T10:00:00Z", u"2026-03-01T12:00:00Z");
        QVERIFY(m_states.update(0, m_rooms->at(0)->room, tests::instant(u"2026-03-01T09:00:00Z")));
        const auto next = [this](QStringView time, RoomState state) {
            QCOMPARE(m_states.nextChange(), std::optional(tests::instant(time)));
            QCOMPARE(m_states.advance(*m_rooms, {.ticks = tests::instant(time).ticks - 1}),
                     QList<int>());
            QCOMPARE(m_states.advance(*m_rooms, tests::instant(time)), QList<int>{0});
            QCOMPARE(m_states.of(0), state);
            QCOMPARE(m_states.count(state), 1);
        };
        QCOMPARE(m_states.of(0), RoomState::Upcoming);
        next(u"2026-03-01T10:00:00Z", RoomState::Open);
        next(u"2026-03-01T11:30:00Z", RoomState::EndingSoon);
        next(u"2026-03-01T12:00:00Z", RoomState::Ended);
        QVERIFY(!m_states.nextChange());
        QCOMPARE(m_states.count(RoomState::Open), 0);
    }

    void aChangedRoomHasNewTimes()
    {
        const auto now = tests::instant(u"2026-03-01T11:00:00Z");
        put(u"99"_s, u"2026-03-01T10:00:00Z", u"2026-03-01T12:00:00Z");
        m_states.update(0, m_rooms->at(0)->room, now);
        put(u"99"_s, u"2026-03-01T10:00:00Z", u"2026-03-01T13:00:00Z");
        QVERIFY(!m_states.update(0, m_rooms->at(0)->room, now)); // open as before
        QCOMPARE(m_states.nextChange(), std::optional(tests::instant(u"2026-03-01T12:30:00Z")));
        QCOMPARE(m_states.advance(*m_rooms, tests::instant(u"2026-03-01T12:00:00Z")), QList<int>());
        QCOMPARE(m_states.of(0), RoomState::Open);
    }

    void countsAllRoomsAndForgetsThem()
    {
        const auto now = tests::instant(u"2026-03-01T11:00:00Z");
        put(u"1"_s, u"2026-03-01T10:00:00Z", u"2026-03-01T15:00:00Z");
        put(u"2"_s, u"2026-03-01T10:00:00Z", u"2026-03-01T16:00:00Z");
        put(u"3"_s, u"2026-02-01", u"2026-02-02");
        for (const int slot : {0, 1, 2, 1})
            m_states.update(slot, m_rooms->at(slot)->room, now);
        QCOMPARE(m_states.count(RoomState::Open), 2);
        QCOMPARE(m_states.count(RoomState::Ended), 1);
        m_states.forget(0);
        QCOMPARE(m_states.count(RoomState::Open), 1);
        QCOMPARE(m_states.nextChange(), std::optional(tests::instant(u"2026-03-01T15:30:00Z")));
    }

private:
    void put(const QString &id, QStringView from, QStringView until)
    {
        m_rooms->put(tests::room(id, from, until),
                     QDateTime(QDate(2026, 3, 1), QTime(9, 0), utcZone));
    }

    std::optional<RoomStore> m_rooms;
    RoomStates m_states;
};

ROOMKEEPER_TEST(QCoreApplication, TestRoomStates);
#include "tst_roomstates.moc"
