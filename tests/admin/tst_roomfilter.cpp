#include "admin/rooms/roomfilter.h"
#include "base/qtversions.h"
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

const QString anna = u"8:acs:0e1f2a3b-1111-2222-3333-444455556666_1"_s;

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
        QTest::newRow("width") << u"ｂｏａｒｄ"_s << true << true;
        QTest::newRow("a whole ID") << u"990000000000000012"_s << true << true;
        QTest::newRow("a whole ID in a URL")
            << u"https://contoso.example/rooms/990000000000000012?x=y"_s << true << true;
        QTest::newRow("several IDs") << u"990000000000000013, 990000000000000012"_s << true << true;
        QTest::newRow("an ID that is being typed") << u"9900000000000000"_s << true << true;
        QTest::newRow("another whole ID") << u"990000000000000013"_s << false << false;
        QTest::newRow("a participant") << u"<%1>"_s.arg(anna) << true << true;
        QTest::newRow("another participant")
            << QString(anna).replace(u"_1"_s, u"_2"_s) << false << false;
        QTest::newRow("is:edited") << u"is:edited"_s << false << false;
        QTest::newRow("edited") << u"edited"_s << false << false;
        QTest::newRow("not all words") << u"board guest"_s << false << false;
    }

    void matches()
    {
        QFETCH(const QString, text);
        RoomFilter filter;
        filter.setText(text);
        QTEST(RoomMatcher(filter, m_words).accepts(room(), RoomState::Open), "open");
        QTEST(RoomMatcher(filter, m_words).accepts(room(), RoomState::EndingSoon), "endingSoon");
    }

    void editedRooms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("edited");
        QTest::newRow("is:") << u"is:edited"_s << true;
        QTest::newRow("in the window's language") << u"Is:Bearbeitet"_s << true;
        QTest::newRow("its beginning") << u"is:ed"_s << true;
        QTest::newRow("plain") << u"edited"_s << true;
        QTest::newRow("plain, in the window's language") << u"bearbeitet"_s << true;
        QTest::newRow("and a name") << u"board is:edited"_s << true;
        QTest::newRow("and another name") << u"guest is:edited"_s << false;
        QTest::newRow("something else") << u"is:open"_s << false;
    }

    void editedRooms()
    {
        QFETCH(const QString, text);
        RoomFilter filter;
        filter.setText(text);
        QTEST(RoomMatcher(filter, m_words).accepts(room(), RoomState::Open, true), "edited");
        QVERIFY(!RoomMatcher(filter, m_words).accepts(room(), RoomState::Open, false));
    }

    void theChipEdited()
    {
        const RoomFilter filter{.onlyEdited = true};
        QVERIFY(!filter.isEmpty());
        QVERIFY(RoomMatcher(filter, m_words).accepts(room(), RoomState::Open, true));
        QVERIFY(!RoomMatcher(filter, m_words).accepts(room(), RoomState::Open, false));
    }

    void accentsAreIgnoredOnRequest_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("exactly");
        QTest::newRow("as written") << u"réunion"_s << true;
        QTest::newRow("decomposed") << u"re\u0301union"_s << true;
        QTest::newRow("without accents") << u"reunion"_s << false;
        QTest::newRow("another accent") << u"rèunion"_s << false;
        QTest::newRow("a tag") << u"tag:equipe"_s << false;
    }

    void accentsAreIgnoredOnRequest()
    {
        QFETCH(const QString, text);
        RoomStore rooms;
        const QString id = u"990000000000000014"_s;
        rooms.put(tests::room(id, u"2026-03-01", u"2026-03-02"), QDateTime());
        rooms.annotate(id, {.name = u"Réunion"_s, .tags = {u"équipe"_s}});
        RoomFilter filter;
        filter.setText(text);
        QTEST(RoomMatcher(filter, m_words).accepts(*rooms.at(0), RoomState::Open), "exactly");
        const auto plain = filter.withoutAccents();
        QVERIFY(plain && RoomMatcher(*plain, m_words).accepts(*rooms.at(0), RoomState::Open));
        QVERIFY(!plain->withoutAccents());
        QVERIFY(!RoomFilter().withoutAccents());
    }

    void theChipIsOneMoreCondition()
    {
        RoomFilter filter{.chip = RoomState::Open};
        QVERIFY(!filter.isEmpty());
        QVERIFY(RoomMatcher(filter, m_words).accepts(room(), RoomState::Open));
        QVERIFY(!RoomMatcher(filter, m_words).accepts(room(), RoomState::Ended));
        filter.setText(u"guest"_s);
        QVERIFY(!RoomMatcher(filter, m_words).accepts(room(), RoomState::Open));
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
                        QDateTime(QDate(2026, 3, 1), QTime(12, 0), utcZone));
            m_rooms.putRoster(id, {{.rawId = anna, .role = acs::Role::attendee()}}, {});
            m_rooms.annotate(id, {.name = u"Board Meeting"_s, .tags = {u"VIP"_s, u"quarterly"_s}});
        }
        return *m_rooms.at(0);
    }

    RoomStore m_rooms;
    const StateWords m_words{foreignText, u"Bearbeitet"_s};
};

ROOMKEEPER_TEST(QCoreApplication, TestRoomFilter);
#include "tst_roomfilter.moc"
