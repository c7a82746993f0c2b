#include "support/roommodelfixture.h"
#include "support/testmain.h"
#include "ui/rooms/table/statetext.h"

#include <QApplication>
#include <QPersistentModelIndex>
#include <QTableView>

#include <algorithm>
#include <random>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using admin::RoomState;

/// The rows and their order.
class TestRoomModel : public tests::RoomModelFixture
{
    Q_OBJECT

private slots:
    void init() { makeModel(); }
    void cleanup() { dropModel(); }

    void roomsComeInOrder()
    {
        put({roomAt(3, 30, 90), roomAt(1, 10, 90), roomAt(2, 20, 90)});
        QCOMPARE(shown(), ids({1, 2, 3}));
        add({roomAt(5, 15, 90), roomAt(4, 5, 90), roomAt(6, 60, 90)});
        QCOMPARE(shown(), ids({4, 1, 5, 2, 3, 6}));
    }

    void manyScatteredRoomsComeInOrder()
    {
        for (int page = 0; page < 10; ++page) {
            QList<acs::Room> rooms;
            for (int each = 0; each < 30; ++each) {
                const int number = page * 30 + each;
                rooms << roomAt(number, (number * 7919) % 1'000 + 1, 5'000);
            }
            add(rooms);
        }
        QCOMPARE(m_model->rowCount(), 300);
        expectSorted();
    }

    void oneThatMovesIsMoved()
    {
        put({roomAt(1, 10, 90), roomAt(2, 20, 90), roomAt(3, 30, 90)});
        const QPersistentModelIndex first(m_model->index(0, 0));
        m_store->put(roomAt(1, 25, 90), now);
        QCOMPARE(shown(), ids({2, 1, 3}));
        QCOMPARE(first.data(RoomTableModel::RoomIdRole).toString(), idOf(1));
    }

    void manyThatChangeAreTold()
    {
        QList<acs::Room> rooms;
        for (int number = 0; number < 100; ++number)
            rooms << roomAt(number, number, 1'000);
        put(rooms);
        QSignalSpy changed(m_model.get(), &RoomTableModel::dataChanged);
        for (int number = 0; number < 100; number += 2)
            rooms[number].pstnDialOutEnabled = !*rooms[number].pstnDialOutEnabled;
        m_store->beginListing();
        m_store->addPage(rooms, now);
        m_store->endListing(now);
        QCOMPARE(changed.size(), 1); // too scattered for individual signals
        for (int number = 0; number < 100; number += 2)
            rooms[number].validFrom = acs::Timestamp::fromUtc(now.addSecs((500 - number) * 60));
        m_store->beginListing();
        m_store->addPage(rooms, now);
        m_store->endListing(now);
        expectSorted();
    }

    void roomsGo_data()
    {
        QTest::addColumn<int>("step");
        QTest::newRow("all") << 1;
        QTest::newRow("every second, scattered") << 2;
        QTest::newRow("a few") << 40;
    }
    void roomsGo()
    {
        QFETCH(const int, step);
        QList<acs::Room> rooms;
        for (int number = 0; number < 100; ++number)
            rooms << roomAt(number, number + 1, 1'000);
        put(rooms);
        QList<acs::Room> kept;
        QStringList keptIds;
        for (int number = 0; number < 100; ++number) {
            if (number % step != 0) {
                kept << rooms.at(number);
                keptIds << idOf(number);
            }
        }
        const QPersistentModelIndex gone(m_model->index(0, 0));
        const QPersistentModelIndex stays(m_model->index(1, 0));
        put(kept);
        QCOMPARE(shown(), keptIds);
        QVERIFY(!gone.isValid());
        QCOMPARE(stays.isValid(), step != 1);
        if (stays.isValid())
            QCOMPARE(stays.data(RoomTableModel::RoomIdRole).toString(), idOf(1));
    }

    void sortsByEveryColumn_data()
    {
        QTest::addColumn<int>("column");
        for (int column = 0; column < roomColumnCount; ++column)
            QTest::addRow("%s", qPrintable(columnTitle(static_cast<RoomColumn>(column)))) << column;
    }
    void sortsByEveryColumn()
    {
        QFETCH(const int, column);
        QList<acs::Room> rooms;
        for (int number = 0; number < 60; ++number)
            rooms << roomAt((number * 37) % 60, (number * 53) % 200 - 100,
                            (number * 29) % 90 + 110);
        rooms[7].id = u"not-a-number"_s;
        put(rooms);
        m_store->putRoster(idOf(5), {{.rawId = u"a"_s, .role = acs::Role::attendee()}}, now);
        m_store->putRoster(idOf(6), {}, now);
        m_store->annotate(idOf(5), {.name = u"Board"_s, .tags = {u"vip"_s}});
        m_store->annotate(idOf(6), {.name = u"Clinic"_s, .tags = {u"bank"_s}});
        m_model->sort(column, Qt::AscendingOrder);
        expectSorted();
        const QStringList ascending = shown();
        m_model->sort(column, Qt::DescendingOrder);
        expectSorted();
        QCOMPARE_NE(shown(), ascending);
        QCOMPARE(m_model->sortOrder(), Qt::DescendingOrder);
        // New rooms are inserted in this order, too.
        m_store->put(roomAt(99, 0, 100), now);
        expectSorted();
    }

    void timeLeftPutsFirstWhatPressesMost()
    {
        put({roomAt(1, -90, -60), roomAt(2, 60, 90), roomAt(3, -10, 200), roomAt(4, -10, 20),
             roomAt(5, -90, -5), roomAt(6, 10, 900)});
        m_model->sort(static_cast<int>(RoomColumn::TimeLeft));
        QCOMPARE(shown(), ids({4, 3, 6, 2, 5, 1}));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("nothing") << u""_s << QList{1, 2, 3, 4};
        QTest::newRow("blanks") << u"  "_s << QList{1, 2, 3, 4};
        QTest::newRow("part of an id") << u"0002"_s << QList{2};
        QTest::newRow("state") << u"state:open"_s << QList{1};
        QTest::newRow("state, other case") << u"STATE:Open"_s << QList{1};
        QTest::newRow("state of two words") << u"state:endingsoon"_s << QList{2};
        QTest::newRow("state begun") << u"state:end"_s << QList{2, 4};
        QTest::newRow("word of a state") << u"soon"_s << QList{2};
        QTest::newRow("two words of a state") << u"ending soon"_s << QList{2};
        QTest::newRow("id and state") << u"99 upcoming"_s << QList{3};
        QTest::newRow("no such state") << u"state:closed"_s << QList<int>{};
        QTest::newRow("nothing meets both") << u"0001 upcoming"_s << QList<int>{};
    }
    void filters()
    {
        QFETCH(const QString, text);
        QFETCH(const QList<int>, expected);
        put({roomAt(1, -10, 90), roomAt(2, -9, 20), roomAt(3, 10, 90), roomAt(4, -8, -1)});
        m_model->sort(static_cast<int>(RoomColumn::RoomId));
        m_model->setFilterText(text);
        QCOMPARE(shown(), ids(expected));
        QCOMPARE(m_model->roomCount(), 4);
        m_model->setFilterText({});
        QCOMPARE(shown(), ids({1, 2, 3, 4}));
    }

    void accentsAreIgnoredWhereNothingElseMatches()
    {
        put({roomAt(1, -10, 90), roomAt(2, -9, 90), roomAt(3, 10, 90)});
        m_model->sort(static_cast<int>(RoomColumn::RoomId));
        m_store->annotate(idOf(1), {.name = u"Zoë"_s});
        m_store->annotate(idOf(3), {.name = u"Zoé"_s});
        m_model->setFilterText(u"zoe\u0308"_s);
        QCOMPARE(shown(), ids({1}));
        m_model->setFilterText(u"zoe"_s);
        QCOMPARE(shown(), ids({1, 3}));
        // A room that matches as it is written hides the others, and they return when it is gone.
        m_store->annotate(idOf(2), {.name = u"Zoe"_s});
        QCOMPARE(shown(), ids({2}));
        m_store->annotate(idOf(2), {.name = u"Anna"_s});
        QCOMPARE(shown(), ids({1, 3}));
        m_model->setChip(RoomState::Upcoming);
        QCOMPARE(shown(), ids({3}));
        m_model->setFilterText({});
        m_model->setChip({});
        QCOMPARE(shown(), ids({1, 2, 3}));
    }

    void aParticipantFindsTheRoomsKnownToHaveThem()
    {
        put({roomAt(1, -10, 90), roomAt(2, -9, 90)});
        const QString anna = u"8:acs:0e1f2a3b-1111-2222-3333-444455556666_1"_s;
        m_model->setFilterText(anna);
        QCOMPARE(m_model->rowCount(), 0);
        m_store->putRoster(idOf(2), {{.rawId = anna, .role = acs::Role::attendee()}}, {});
        QCOMPARE(shown(), ids({2}));
        m_store->putRoster(idOf(2), {}, {});
        QCOMPARE(m_model->rowCount(), 0);
    }

    void editedRoomsAreFound()
    {
        put({roomAt(1, -10, 90), roomAt(2, -9, 90)});
        m_model->setFilterText(u"is:edited"_s);
        QCOMPARE(m_model->editedCount(), 0);
        m_drafts->edit(idOf(2), {.pstnDialOutEnabled = true}, {.text = u"Allow dial-out"_s});
        QCOMPARE(shown(), ids({2}));
        QCOMPARE(m_model->editedCount(), 1);
        m_drafts->forget(idOf(2));
        QCOMPARE(shown(), QStringList());
        m_model->setFilterText({});
        m_drafts->edit(idOf(1), {.pstnDialOutEnabled = true}, {.text = u"Allow dial-out"_s});
        m_model->setChip({}, true);
        QCOMPARE(shown(), ids({1}));
    }

    void chipsNarrowAndCount()
    {
        put({roomAt(1, -10, 90), roomAt(2, -10, 20), roomAt(3, 10, 90), roomAt(4, 20, 90),
             roomAt(5, -9, -1)});
        QCOMPARE(m_model->count(RoomState::Open), 1);
        QCOMPARE(m_model->count(RoomState::EndingSoon), 1);
        QCOMPARE(m_model->count(RoomState::Upcoming), 2);
        QCOMPARE(m_model->count(RoomState::Ended), 1);
        m_model->setChip(RoomState::Upcoming);
        QCOMPARE(shown(), ids({3, 4}));
        m_model->setFilterText(u"0004"_s);
        QCOMPARE(shown(), ids({4}));
        m_model->setChip({});
        m_model->setFilterText({});
        QCOMPARE(m_model->rowCount(), 5);
        m_store->remove(idOf(3));
        QCOMPARE(m_model->count(RoomState::Upcoming), 1);
    }

    void scatteredRowsLeaveAndEnterByTheFilter()
    {
        QList<acs::Room> rooms;
        for (int number = 0; number < 200; ++number)
            rooms << roomAt(number, number % 2 == 0 ? 10 + number : -1'000 + number, 2'000);
        put(rooms);
        const QPersistentModelIndex kept(m_model->index(*m_model->rowOf(idOf(10)), 0));
        for (const auto &chip : {std::optional(RoomState::Upcoming), std::optional<RoomState>()}) {
            m_model->setChip(chip);
            QCOMPARE(m_model->rowCount(), chip ? 100 : 200);
            expectSorted();
            QCOMPARE(kept.data(RoomTableModel::RoomIdRole).toString(), idOf(10));
        }
    }

    void selectionStaysWithItsRooms()
    {
        QTableView view;
        view.setModel(m_model.get());
        view.setSelectionBehavior(QAbstractItemView::SelectRows);
        QList<acs::Room> rooms;
        for (int number = 0; number < 90; ++number)
            rooms << roomAt(number, (number * 31) % 90 + 10, 1'000);
        put(rooms);
        view.selectRow(*m_model->rowOf(idOf(42)));

        // A refresh that adds rooms, removes some and changes the order.
        QList<acs::Room> later = rooms.sliced(30);
        for (int number = 100; number < 150; ++number)
            later << roomAt(number, number % 40, 1'000);
        later[12] = roomAt(42, 777, 1'000);
        put(later);
        m_model->sort(static_cast<int>(RoomColumn::RoomId), Qt::DescendingOrder);
        const QModelIndexList selected = view.selectionModel()->selectedRows();
        QCOMPARE(selected.size(), 1);
        QCOMPARE(m_model->roomIdAt(selected.first().row()), idOf(42));
        QCOMPARE(view.currentIndex().row(), selected.first().row());
    }

    void randomLife()
    {
        std::mt19937 random(20261122); // NOLINT: the same sequence in every run
        const auto below = [&random](int bound) {
            return static_cast<int>(random() % static_cast<unsigned>(bound));
        };
        for (int step = 0; step < 400; ++step) {
            const int number = below(120);
            switch (below(7)) {
            case 0:
            case 1:
            case 2: {
                QList<acs::Room> rooms;
                for (int each = 0; each < below(40); ++each) {
                    const int opens = below(400) - 200;
                    rooms << roomAt(below(120), opens, opens + 1 + below(300));
                }
                add(rooms);
                break;
            }
            case 3:
                m_store->remove(idOf(number));
                break;
            case 5:
                m_store->annotate(idOf(number),
                                  {.name = below(3) == 0 ? QString() : nameOf(below(9)),
                                   .tags = {u"tag%1"_s.arg(below(3))}});
                break;
            case 4:
                m_model->sort(below(roomColumnCount),
                              below(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
                break;
            default:
                m_model->setChip(below(2) == 0 ? std::nullopt
                                               : std::optional(admin::allRoomStates.at(
                                                   static_cast<size_t>(below(4)))));
                m_model->setFilterText(below(2) == 0 ? QString() : QString::number(below(10)));
                break;
            }
            m_clock.advance(std::chrono::minutes(below(3)));
            m_model->updateStates();
            expectSorted();
            expectFiltered();
        }
    }

    void aHundredThousandRooms()
    {
        m_tester.reset(); // it reads every row repeatedly
        QTableView view;
        view.setModel(m_model.get());
        m_store->beginListing();
        for (int page = 0; page < 100; ++page) {
            QList<acs::Room> rooms;
            for (int each = 0; each < 1'000; ++each) {
                const int number = page * 1'000 + each;
                rooms << roomAt(number, (number * 7919LL) % 100'000 + 1, 200'000);
            }
            m_store->addPage(rooms, now);
        }
        m_store->endListing(now);
        QCOMPARE(m_model->rowCount(), 100'000);
        expectSorted();
        m_model->setFilterText(u"777"_s);
        QCOMPARE_GT(m_model->rowCount(), 0);
        QCOMPARE_LT(m_model->rowCount(), 100'000);
        m_model->setFilterText({});
        m_model->sort(static_cast<int>(RoomColumn::RoomId));
        QCOMPARE(m_model->rowCount(), 100'000);
        expectSorted();
    }

private:
    void expectSorted() const
    {
        const int column = static_cast<int>(m_model->sortedColumn());
        const bool ascending = m_model->sortOrder() == Qt::AscendingOrder;
        for (int row = 1; row < m_model->rowCount(); ++row) {
            const qint64 above =
                m_model->index(row - 1, column).data(RoomTableModel::SortRole).toLongLong();
            const qint64 below =
                m_model->index(row, column).data(RoomTableModel::SortRole).toLongLong();
            // Rooms without a name or tags are last in both directions.
            const bool rises = ascending || isEditable(m_model->sortedColumn());
            QVERIFY2(rises ? above <= below : above >= below,
                     qPrintable(u"row %1 column %2 %3 %4 of %5"_s.arg(row)
                                    .arg(column)
                                    .arg(above)
                                    .arg(below)
                                    .arg(m_model->rowCount())));
            QCOMPARE(m_model->rowOf(m_model->roomIdAt(row)), std::optional(row));
        }
    }

    void expectFiltered() const
    {
        const admin::StateWords words(stateText);
        int expected = 0;
        for (int slot = 0; slot < m_store->slotCount(); ++slot) {
            const admin::StoredRoom *room = m_store->at(slot);
            if (room == nullptr)
                continue;
            const RoomState state =
                admin::roomState(room->room, acs::Timestamp::fromUtc(m_clock.now()));
            const bool isExpected =
                admin::RoomMatcher(m_model->filter(), words).accepts(*room, state);
            if (isExpected)
                ++expected;
            QCOMPARE(m_model->rowOf(room->room.id).has_value(), isExpected);
        }
        QCOMPARE(m_model->rowCount(), expected);
    }

    static QString nameOf(int number) { return u"Loop %1"_s.arg(number); }

    const QDateTime now = noon();
};

ROOMKEEPER_TEST(QApplication, TestRoomModel);
#include "tst_roommodel.moc"
