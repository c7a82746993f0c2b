#include "admin/rooms/roomfilter.h"
#include "support/fixture.h"
#include "support/rooms.h"
#include "support/testmain.h"

#include <QCoreApplication>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;

namespace {

/// As in another language: nothing depends on the English texts.
QString foreignText(RoomState state)
{
    switch (state) {
    case RoomState::Open:
        return u"Offen"_s;
    case RoomState::EndingSoon:
        return u"Endet Bald"_s;
    case RoomState::Upcoming:
        return u"Geplant"_s;
    case RoomState::Ended:
        break;
    }
    return u"Beendet"_s;
}

} // namespace

class TestRoomFilter : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void matches_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("open"); // whether it matches the room when it is open
        QTest::addColumn<bool>("endingSoon"); // and when it is ending soon
        QTest::newRow("nothing") << u""_s << true << true;
        QTest::newRow("blanks") << u" \t "_s << true << true;
        QTest::newRow("part of the ID") << u"0012"_s << true << true;
        QTest::newRow("other ID") << u"0013"_s << false << false;
        QTest::newRow("name, other case") << u"BOARD"_s << true << true;
        QTest::newRow("a word in the name") << u"meeting"_s << true << true;
        QTest::newRow("a tag") << u"quarterly"_s << true << true;
        QTest::newRow("tag:, beginning") << u"tag:quart"_s << true << true;
        QTest::newRow("tag:, the other one") << u"tag:vip"_s << true << true;
        QTest::newRow("tag:, not the beginning") << u"tag:terly"_s << false << false;
        QTest::newRow("tag:, but a name") << u"tag:board"_s << false << false;
        QTest::newRow("a state") << u"offen"_s << true << false;
        QTest::newRow("part of a state") << u"bald"_s << false << true;
        QTest::newRow("two words of a state") << u"endet bald"_s << false << true;
        QTest::newRow("state:") << u"state:offen"_s << true << false;
        QTest::newRow("state:, no space") << u"State:EndetBald"_s << false << true;
        QTest::newRow("state:, beginning") << u"state:endet"_s << false << true;
        QTest::newRow("state:, not the beginning") << u"state:bald"_s << false << false;
        QTest::newRow("English") << u"state:open"_s << false << false;
        QTest::newRow("all words") << u"board vip offen"_s << true << false;
        QTest::newRow("not all words") << u"board guest"_s << false << false;
    }

    void matches()
    {
        QFETCH(const QString, text);
        RoomFilter filter;
        filter.setText(text);
        QTEST(filter.accepts(room(), RoomState::Open, m_words), "open");
        QTEST(filter.accepts(room(), RoomState::EndingSoon, m_words), "endingSoon");
    }

    void theChipIsOneMoreCondition()
    {
        RoomFilter filter{.chip = RoomState::Open};
        QVERIFY(!filter.isEmpty());
        QVERIFY(filter.accepts(room(), RoomState::Open, m_words));
        QVERIFY(!filter.accepts(room(), RoomState::Ended, m_words));
        filter.setText(u"guest"_s);
        QVERIFY(!filter.accepts(room(), RoomState::Open, m_words));
        filter.setText({});
        QCOMPARE(filter.chip, std::optional(RoomState::Open));
        QCOMPARE(filter, RoomFilter{.chip = RoomState::Open});
        QVERIFY(RoomFilter().isEmpty());
    }

private:
    const StoredRoom &room()
    {
        if (m_rooms.count() == 0) {
            const QString id = u"990000000000000012"_s;
            m_rooms.put(tests::room(id, u"2026-03-01", u"2026-03-02"),
                        QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC));
            m_rooms.annotate(id, {.name = u"Board Meeting"_s, .tags = {u"VIP"_s, u"quarterly"_s}});
        }
        return *m_rooms.at(0);
    }

    RoomStore m_rooms;
    const StateWords m_words{foreignText};
};

ROOMKEEPER_TEST(QCoreApplication, TestRoomFilter);
#include "tst_roomfilter.moc"
