#include "base/searchtext.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

class TestSearchText : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void alike_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("other");
        QTest::newRow("case") << u"BOARD Straße"_s << u"board STRASSE"_s;
        QTest::newRow("NFC and NFD") << u"Zo\u00EB"_s << u"zoe\u0308"_s;
        QTest::newRow("width") << u"Ｂｏａｒｄ　１"_s << u"board 1"_s;
        QTest::newRow("half-width Katakana") << u"ｶﾞ"_s << u"ガ"_s;
        QTest::newRow("hyphens") << u"Q4\u2013Q1 \u2212 x"_s << u"q4-q1 - x"_s;
        QTest::newRow("apostrophes") << u"Anna’s"_s << u"anna's"_s;
        QTest::newRow("invisible") << u"Bo\u200Bard\u00AD"_s << u"board"_s;
        QTest::newRow("Greek sigma") << u"ΟΔΟΣ"_s << u"οδος"_s;
    }

    void alike()
    {
        QFETCH(QString, text);
        QFETCH(QString, other);
        QCOMPARE(searchText(text), searchText(other));
        QCOMPARE(searchText(searchText(text)), searchText(text));
    }

    void accentsCountUntilTheyAreIgnored()
    {
        QVERIFY(searchText(u"Zoë"_s) != searchText(u"Zoe"_s));
        QCOMPARE(withoutAccents(searchText(u"Zoë Ångström"_s)), u"zoe angstrom"_s);
        const QString plain = u"board\nvip\n"_s;
        QCOMPARE(withoutAccents(plain).constData(), plain.constData()); // shared
    }

    void lineEndsAndPairsStay()
    {
        QCOMPARE(searchText(u"Zoë\nVIP\n\U0001F600"_s), u"zoë\nvip\n\U0001F600"_s);
    }

    void words()
    {
        QCOMPARE(searchWords(u" Board\u3000Q4 \n"_s), (QStringList{u"board"_s, u"q4"_s}));
        QCOMPARE(searchWords(u" \t"_s), QStringList());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSearchText);
#include "tst_searchtext.moc"
