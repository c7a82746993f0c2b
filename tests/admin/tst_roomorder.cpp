#include "admin/rooms/roomorder.h"
#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/rooms.h"
#include "support/testmain.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;

/// Rooms 1 to 5, sorted by each field.
class TestRoomOrder : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void init()
    {
        Fixture::init();
        m_rooms = std::make_unique<RoomStore>();
        put(1, u"2026-03-05", u"2026-03-09", {.name = u"loop b"_s});
        put(2, u"2026-03-01", u"2026-03-08", {.name = u"Loop a"_s, .tags = {u"vip"_s}});
        put(3, u"2026-02-01", u"2026-02-02", {.tags = {u"bank"_s, u"vip"_s}}, true);
        put(4, u"2026-03-02", u"2026-03-06", {.name = u"Alpha"_s}, true);
        put(5, u"2026-03-02", u"2026-03-06", {});
        m_rooms->putRoster(idOf(1), {{.rawId = u"a"_s, .role = acs::Role::attendee()}}, m_now);
        m_rooms->putRoster(idOf(2), {}, m_now);
    }

    void sortsByEveryField_data()
    {
        using Numbers = QList<int>;
        QTest::addColumn<RoomField>("field");
        QTest::addColumn<Numbers>("ascending");
        QTest::addColumn<Numbers>("descending");
        // Open: 2, 4 and 5; upcoming: 1; ended: 3.
        QTest::newRow("state") << RoomField::State << Numbers{2, 4, 5, 1, 3}
                               << Numbers{3, 1, 4, 5, 2};
        QTest::newRow("name; none comes last")
            << RoomField::Name << Numbers{4, 2, 1, 3, 5} << Numbers{1, 2, 4, 3, 5};
        QTest::newRow("tags; none comes last")
            << RoomField::Tags << Numbers{3, 2, 1, 4, 5} << Numbers{2, 3, 1, 4, 5};
        QTest::newRow("room ID") << RoomField::RoomId << Numbers{1, 2, 3, 4, 5}
                                 << Numbers{5, 4, 3, 2, 1};
        QTest::newRow("valid from")
            << RoomField::ValidFrom << Numbers{3, 2, 4, 5, 1} << Numbers{1, 4, 5, 2, 3};
        QTest::newRow("valid until")
            << RoomField::ValidUntil << Numbers{3, 4, 5, 2, 1} << Numbers{1, 2, 4, 5, 3};
        QTest::newRow("time left")
            << RoomField::TimeLeft << Numbers{4, 5, 2, 1, 3} << Numbers{3, 1, 2, 4, 5};
        QTest::newRow("PSTN") << RoomField::Pstn << Numbers{3, 4, 2, 5, 1}
                              << Numbers{1, 5, 2, 4, 3};
        QTest::newRow("participants, unknown first")
            << RoomField::Participants << Numbers{3, 4, 5, 2, 1} << Numbers{1, 2, 4, 5, 3};
        QTest::newRow("created") << RoomField::Created << Numbers{5, 4, 3, 2, 1}
                                 << Numbers{1, 2, 3, 4, 5};
    }

    void sortsByEveryField()
    {
        QFETCH(const RoomField, field);
        RoomOrder order(*m_rooms);
        updateAll(order);
        QCOMPARE(order.field(), RoomField::ValidFrom);
        order.setField(field, Qt::AscendingOrder);
        updateFields(order);
        QTEST(sorted(order), "ascending");
        order.setField(field, Qt::DescendingOrder);
        updateFields(order);
        QTEST(sorted(order), "descending");
    }

    void followsAChangedRoom()
    {
        RoomOrder order(*m_rooms);
        updateAll(order);
        order.setField(RoomField::Name, Qt::AscendingOrder);
        updateFields(order);
        m_rooms->annotate(idOf(5), {.name = u"Aardvark"_s});
        const int slot = *m_rooms->slotOf(idOf(5));
        order.update(slot, stateOf(slot));
        QCOMPARE(sorted(order), (QList{5, 4, 2, 1, 3}));
    }

private:
    static QString idOf(int number) { return QString::number(990000000000000000 + number); }

    void put(int number, QStringView from, QStringView until,
             const store::RoomAnnotation &annotation, bool pstn = false)
    {
        acs::Room room = tests::room(idOf(number), from, until);
        room.pstnDialOutEnabled = pstn;
        room.createdAt = acs::Timestamp::fromUtc(m_now.addSecs(-number));
        m_rooms->put(room, m_now);
        m_rooms->annotate(room.id, annotation);
    }

    RoomState stateOf(int slot) const
    {
        return roomState(m_rooms->at(slot)->room, acs::Timestamp::fromUtc(m_now));
    }

    void updateAll(RoomOrder &order) const
    {
        for (int slot = 0; slot < m_rooms->slotCount(); ++slot)
            order.update(slot, stateOf(slot));
    }

    void updateFields(RoomOrder &order) const
    {
        for (int slot = 0; slot < m_rooms->slotCount(); ++slot)
            order.updateField(slot, stateOf(slot));
    }

    /// The numbers of the rooms.
    QList<int> sorted(const RoomOrder &order) const
    {
        QList<int> slotNumbers(m_rooms->slotCount());
        std::iota(slotNumbers.begin(), slotNumbers.end(), 0);
        std::ranges::sort(slotNumbers,
                          [&order](int left, int right) { return order.isBefore(left, right); });
        for (int &each : slotNumbers)
            each = m_rooms->at(each)->room.id.last(2).toInt();
        return slotNumbers;
    }

    const QDateTime m_now{QDate(2026, 3, 4), QTime(12, 0), utcZone};
    std::unique_ptr<RoomStore> m_rooms;
};

ROOMKEEPER_TEST(QCoreApplication, TestRoomOrder);
#include "tst_roomorder.moc"
