#include "admin/rooms/roomtexts.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QHash>
#include <QRandomGenerator>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;

class TestRoomTexts : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void oneIsKept()
    {
        RoomTexts texts;
        QVERIFY(!texts.has(0));
        texts.set(3, room(u"9901"_s, u"zoë\n"_s, u"zoe\n"_s));
        QVERIFY(!texts.has(0) && texts.has(3));
        QCOMPARE(texts.of(3).id, u"9901"_s);
        QCOMPARE(texts.of(3).text, u"zoë\n"_s);
        QCOMPARE(texts.of(3).plain, u"zoe\n"_s);
        texts.remove(3);
        QVERIFY(!texts.has(3));
        texts.remove(3);
        texts.remove(7);
    }

    /// Also when the buffer is compacted.
    void eachReadsAsItWasSetLast()
    {
        RoomTexts texts;
        QHash<int, StoredRoom> expected;
        QRandomGenerator random(7);
        for (int step = 0; step < 5000; ++step) {
            const int slot = random.bounded(40);
            if (random.bounded(4) == 0) {
                texts.remove(slot);
                expected.remove(slot);
            } else {
                const QString text = QString(random.bounded(30), QChar(u'a' + random.bounded(20)));
                const StoredRoom set =
                    room(QString::number(slot + 1), text, random.bounded(2) == 0 ? text : u"-"_s);
                texts.set(slot, set);
                expected.insert(slot, set);
            }
        }
        for (int slot = 0; slot < 40; ++slot) {
            QCOMPARE(texts.has(slot), expected.contains(slot));
            if (!texts.has(slot))
                continue;
            const StoredRoom wanted = expected.value(slot);
            QCOMPARE(texts.of(slot).id, wanted.room.id);
            QCOMPARE(texts.of(slot).text, wanted.searchText);
            QCOMPARE(texts.of(slot).plain, wanted.plainSearchText);
        }
    }

private:
    static StoredRoom room(const QString &id, const QString &text, const QString &plain)
    {
        StoredRoom room;
        room.room.id = id;
        room.searchText = text;
        room.plainSearchText = plain;
        return room;
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestRoomTexts);
#include "tst_roomtexts.moc"
