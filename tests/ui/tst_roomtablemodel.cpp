#include "support/roommodelfixture.h"
#include "support/testmain.h"

#include <QApplication>
#include <QTableView>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using admin::RoomState;

/// The texts of the cells, editing them, and changes over time.
class TestRoomTableModel : public tests::RoomModelFixture
{
    Q_OBJECT

private slots:
    void init() { makeModel(); }
    void cleanup() { dropModel(); }

    void statesGoWithTheTime()
    {
        put({roomAt(1, 10, 90)});
        QSignalSpy counts(m_model.get(), &RoomTableModel::countsChanged);
        const auto stateAfter = [this](qint64 minutes) {
            m_clock.set(now.addSecs(minutes * 60));
            m_model->updateStates();
            return m_model->index(0, 0).data().toString();
        };
        QCOMPARE(stateAfter(9), u"Upcoming"_s);
        QCOMPARE(counts.size(), 0);
        QCOMPARE(stateAfter(10), u"Open"_s);
        QCOMPARE(stateAfter(59), u"Open"_s);
        QCOMPARE(stateAfter(60), u"Ending soon"_s);
        QCOMPARE(stateAfter(90), u"Ended"_s);
        QCOMPARE(counts.size(), 3);
        QCOMPARE(m_model->count(RoomState::Ended), 1);
        QCOMPARE(m_model->count(RoomState::Upcoming), 0);
    }

    void aRoomLeavesItsChipWhenItsTimeHasCome()
    {
        put({roomAt(1, -10, 40), roomAt(2, -10, 90)});
        m_model->setChip(RoomState::Open);
        QCOMPARE(m_model->rowCount(), 2);
        m_clock.set(now.addSecs(11 * 60));
        m_model->updateStates();
        QCOMPARE(shown(), ids({2}));
        // After it was extended, it comes back.
        m_store->put(roomAt(1, -10, 500), now);
        QCOMPARE(m_model->rowCount(), 2);
        m_clock.set(now.addSecs(35 * 60));
        m_model->updateStates(); // its former end does not matter any more
        QCOMPARE(m_model->rowCount(), 2);
    }

    void theTimerFollowsTheRealClock()
    {
        const SystemClock clock;
        admin::RoomStore store;
        admin::Annotations annotations(store, u"contoso"_s);
        RoomTableModel model(store, annotations, *m_drafts, clock, m_display);
        acs::Room room = roomAt(1, 0, 0);
        room.validFrom = acs::Timestamp::fromUtc(clock.now().addMSecs(400));
        room.validUntil = acs::Timestamp::fromUtc(clock.now().addDays(1));
        store.put(room, clock.now());
        QCOMPARE(model.count(RoomState::Upcoming), 1);
        QTRY_COMPARE(model.count(RoomState::Open), 1);
    }

    void cellsInWords()
    {
        m_display.setMode(TimeDisplay::Mode::Utc);
        acs::Room room = roomAt(2, -60, 42);
        put({room});
        const auto cell = [this](RoomColumn column) {
            return m_model->index(0, static_cast<int>(column)).data().toString();
        };
        QCOMPARE(cell(RoomColumn::State), u"Open"_s);
        QCOMPARE(cell(RoomColumn::RoomId), idOf(2));
        QCOMPARE(cell(RoomColumn::ValidFrom), u"22 Nov 11:00"_s);
        QCOMPARE(cell(RoomColumn::ValidUntil), u"22 Nov 12:42"_s);
        QCOMPARE(cell(RoomColumn::TimeLeft), u"42 min left"_s);
        QCOMPARE(cell(RoomColumn::Pstn), u"Yes"_s);
        QCOMPARE(cell(RoomColumn::Participants), u"–"_s);
        m_store->putRoster(room.id, {}, now);
        QCOMPARE(cell(RoomColumn::Participants), u"0"_s);
        room.pstnDialOutEnabled = {};
        m_store->put(room, now);
        QCOMPARE(cell(RoomColumn::Pstn), u"–"_s);
        QStringList titles;
        for (int column = 0; column < m_model->columnCount(); ++column)
            titles << m_model->headerData(column, Qt::Horizontal).toString();
        QCOMPARE(titles, (QStringList{u"State"_s, u"Name"_s, u"Room ID"_s, u"Valid from"_s,
                                      u"Valid until"_s, u"Time left"_s, u"PSTN"_s,
                                      u"Participants"_s, u"Tags"_s, u"Created"_s}));
    }

    void timesFollowTheZone()
    {
        TimeDisplay kolkata(QTimeZone("Asia/Kolkata"));
        RoomTableModel model(*m_store, *m_annotations, *m_drafts, m_clock, kolkata);
        put({roomAt(1, 0, 60)});
        const QModelIndex opens = model.index(0, static_cast<int>(RoomColumn::ValidFrom));
        QCOMPARE(opens.data().toString(), u"22 Nov 17:30"_s);
        QSignalSpy changed(&model, &RoomTableModel::dataChanged);
        kolkata.setMode(TimeDisplay::Mode::Utc);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(opens.data().toString(), u"22 Nov 12:00"_s);
    }

    void anEditedRoomIsMarkedInWords()
    {
        put({roomAt(1, 0, 60)});
        QSignalSpy changed(m_model.get(), &RoomTableModel::dataChanged);
        m_drafts->edit(idOf(1), {.pstnDialOutEnabled = true}, {.text = u"Allow dial-out"_s});
        QCOMPARE(changed.size(), 1);
        const QModelIndex cell = m_model->index(0, static_cast<int>(RoomColumn::RoomId));
        QVERIFY(cell.data(RoomTableModel::DraftRole).toBool());
        QVERIFY(cell.data(Qt::AccessibleDescriptionRole).toString().contains(u"edited"));
        QCOMPARE(cell.data().toString(), idOf(1));
        m_drafts->forget(idOf(1));
        QVERIFY(!cell.data(RoomTableModel::DraftRole).toBool());
    }

    void namesAndTagsAreEditedInPlace()
    {
        put({roomAt(1, 0, 60)});
        const QModelIndex name = cell(0, RoomColumn::Name);
        const QModelIndex tags = cell(0, RoomColumn::Tags);
        QVERIFY(name.flags().testFlag(Qt::ItemIsEditable));
        QVERIFY(!cell(0, RoomColumn::RoomId).flags().testFlag(Qt::ItemIsEditable));
        QVERIFY(!m_model->setData(cell(0, RoomColumn::RoomId), u"mine"_s));

        QVERIFY(m_model->setData(name, u"  Board   Q4 "_s));
        QCOMPARE(name.data().toString(), u"Board Q4"_s);
        QVERIFY(m_model->setData(tags, u"vip, bank;vip  Bank"_s));
        QCOMPARE(tags.data().toString(), u"vip, bank"_s);
        QCOMPARE(m_store->annotation(idOf(1)).name, u"Board Q4"_s);
        QVERIFY(m_model->setData(name, QString()));
        QCOMPARE(name.data().toString(), QString());
        QCOMPARE(tags.data().toString(), u"vip, bank"_s);
    }

    void namesAreShownWithoutInvisibleCharacters()
    {
        put({roomAt(1, 0, 60)});
        const QString backwards = u"\u202Egnp.draoB"_s;
        m_store->annotate(idOf(1), {.name = backwards, .tags = {u"v\u200Bip"_s}}); // kept earlier
        QCOMPARE(cell(0, RoomColumn::Name).data().toString(), u"gnp.draoB"_s);
        QCOMPARE(cell(0, RoomColumn::Name).data(Qt::EditRole).toString(), u"gnp.draoB"_s);
        QCOMPARE(cell(0, RoomColumn::Tags).data().toString(), u"vip"_s);
        m_annotations->nameRoom(idOf(1), u"\u2067Board\u200B Q4"_s).detach();
        m_annotations->tagRoom(idOf(1), admin::readTags(u"\u202Evip\u200E, bank")).detach();
        const store::RoomAnnotation kept{.name = u"Board Q4"_s, .tags = {u"vip"_s, u"bank"_s}};
        QCOMPARE(m_store->annotation(idOf(1)), kept);
    }

    void namesOutliveTheListAndComeBack()
    {
        put({roomAt(1, 0, 60)});
        m_annotations->nameRoom(idOf(1), u"Board"_s).detach();
        m_annotations->nameRoom(idOf(2), u"Not here yet"_s).detach();
        put({roomAt(2, 0, 60)});
        QCOMPARE(cell(0, RoomColumn::Name).data().toString(), u"Not here yet"_s);
        put({roomAt(1, 0, 60)});
        QCOMPARE(cell(0, RoomColumn::Name).data().toString(), u"Board"_s);
    }

    void sortsByNameAsPeopleDo()
    {
        put({roomAt(1, 0, 60), roomAt(2, 0, 60), roomAt(3, 0, 60), roomAt(4, 0, 60)});
        m_store->annotateAll({{idOf(1), {.name = u"Loop 14"_s}},
                              {idOf(2), {.name = u"loop 7"_s}},
                              {idOf(4), {.name = u"Ärzte"_s}}});
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        // A collator uses the locale at its creation.
        RoomTableModel model(*m_store, *m_annotations, *m_drafts, m_clock, m_display);
        QLocale::setDefault(before);
        const auto order = [&model] {
            QStringList ids;
            for (int row = 0; row < model.rowCount(); ++row)
                ids << model.roomIdAt(row);
            return ids;
        };
        model.sort(static_cast<int>(RoomColumn::Name));
        QCOMPARE(order(), ids({4, 2, 1, 3}));
        model.sort(static_cast<int>(RoomColumn::Name), Qt::DescendingOrder);
        QCOMPARE(order(), ids({1, 2, 4, 3})); // rooms without a name still come last
        m_annotations->nameRoom(idOf(3), u"Zumba"_s).detach();
        QCOMPARE(order(), ids({3, 1, 2, 4}));
    }

    void filtersByNameAndTag_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("found");
        QTest::newRow("a part of the name") << u"board"_s << QList<int>{1};
        QTest::newRow("two words") << u"q4 board"_s << QList<int>{1};
        QTest::newRow("a tag") << u"vip"_s << QList<int>{1, 2};
        QTest::newRow("tag: takes tags only") << u"tag:bank"_s << QList<int>{2};
        QTest::newRow("tag: by its beginning") << u"tag:v"_s << QList<int>{1, 2};
        QTest::newRow("tag: not from its middle") << u"tag:ip"_s << QList<int>{};
        QTest::newRow("tag: is no name") << u"tag:board"_s << QList<int>{};
        QTest::newRow("nothing runs on from name to tag") << u"q4vip"_s << QList<int>{};
        QTest::newRow("any tag") << u"tag:"_s << QList<int>{1, 2};
    }
    void filtersByNameAndTag()
    {
        QFETCH(const QString, text);
        QFETCH(const QList<int>, found);
        put({roomAt(1, 1, 60), roomAt(2, 2, 60), roomAt(3, 3, 60)});
        m_store->annotateAll({{idOf(1), {.name = u"Board Q4"_s, .tags = {u"VIP"_s}}},
                              {idOf(2), {.tags = {u"vip"_s, u"bank"_s}}},
                              {idOf(3), {.name = u"bank"_s}}});
        m_model->setFilterText(text);
        QCOMPARE(shown(), ids(found));
    }

private:
    QModelIndex cell(int row, RoomColumn column) const
    {
        return m_model->index(row, static_cast<int>(column));
    }

    const QDateTime now = noon();
};

ROOMKEEPER_TEST(QApplication, TestRoomTableModel);
#include "tst_roomtablemodel.moc"
