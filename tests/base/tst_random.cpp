#include "base/random.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSet>
#include <QTest>

using namespace roomkeeper;

class TestRandom : public QObject
{
    Q_OBJECT

private slots:
    void sameSeedSameSequence()
    {
        SeededRandom one(17);
        SeededRandom two(17);
        SeededRandom other(18);
        QCOMPARE(one.bytes(33), two.bytes(33));
        QVERIFY(one.next() == two.next());
        QVERIFY(one.bytes(33) != other.bytes(33));
    }

    void belowStaysBelowAndReachesAll()
    {
        SeededRandom random(1);
        QSet<quint64> seen;
        for (int i = 0; i < 1000; ++i)
            seen.insert(random.below(7));
        QCOMPARE(seen, (QSet<quint64>{0, 1, 2, 3, 4, 5, 6}));
    }

    void uuidsAreVersionFour()
    {
        SystemRandom random;
        QSet<QUuid> seen;
        for (int i = 0; i < 100; ++i) {
            const QUuid id = random.uuid();
            QCOMPARE(id.version(), QUuid::Random);
            QCOMPARE(id.variant(), QUuid::DCE);
            seen.insert(id);
        }
        QCOMPARE(seen.size(), 100);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestRandom);
#include "tst_random.moc"
