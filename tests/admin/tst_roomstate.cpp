#include "admin/rooms/roomstate.h"
#include "support/fixture.h"
#include "support/rooms.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;

class TestRoomState : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void state_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("expected");
        const auto row = [](const char *name, const QString &now, RoomState expected,
                            int seconds = 1800) {
            QTest::newRow(name) << now << seconds << static_cast<int>(expected);
        };
        row("long before", u"2026-01-01"_s, RoomState::Upcoming);
        row("one tick before the opening", u"2026-03-01T09:59:59.9999999Z"_s, RoomState::Upcoming);
        row("at the opening", u"2026-03-01T10:00:00Z"_s, RoomState::Open);
        row("one tick more than 30 minutes", u"2026-03-01T11:29:59.9999999Z"_s, RoomState::Open);
        row("30 minutes left", u"2026-03-01T11:30:00Z"_s, RoomState::EndingSoon);
        row("one tick left", u"2026-03-01T11:59:59.9999999Z"_s, RoomState::EndingSoon);
        row("at the end", u"2026-03-01T12:00:00Z"_s, RoomState::Ended);
        row("after", u"2026-04-01"_s, RoomState::Ended);
        row("another setting, open", u"2026-03-01T11:30:00Z"_s, RoomState::Open, 60);
        row("another setting, ending", u"2026-03-01T11:59:00Z"_s, RoomState::EndingSoon, 60);
    }

    void state()
    {
        QFETCH(QString, now);
        QFETCH(int, seconds);
        QFETCH(int, expected);
        const auto room =
            tests::room(u"99"_s, u"2026-03-01T10:00:00+00:00", u"2026-03-01T12:00:00+00:00");
        const auto state = roomState(room, tests::instant(now), std::chrono::seconds(seconds));
        QCOMPARE(static_cast<int>(state), expected);
    }

    void boundsTheWrongWayRoundAreOver()
    {
        const auto room = tests::room(u"99"_s, u"2026-03-02", u"2026-03-01");
        QCOMPARE(roomState(room, tests::instant(u"2026-03-01T12:00:00Z")), RoomState::Ended);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestRoomState);
#include "tst_roomstate.moc"
