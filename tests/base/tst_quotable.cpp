#include "base/quotable.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

/// Text of others inside our sentences.
class TestQuotable : public tests::Fixture
{
    Q_OBJECT

private slots:
    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("a name") << u"Praxis Dr. Müller & Söhne"_s << u"Praxis Dr. Müller & Söhne"_s;
        QTest::newRow("markup") << u"<b>bold</b>"_s << u"<b>bold</b>"_s;
        QTest::newRow("right-to-left override") << u"Board\u202Egnp.1"_s << u"Boardgnp.1"_s;
        QTest::newRow("isolates that are not closed") << u"\u2067a\u2066b"_s << u"ab"_s;
        QTest::newRow("invisible") << u"\uFEFFa\u200Bb\u2060c\u00ADd\u200Ee"_s << u"abcde"_s;
        QTest::newRow("only invisible") << u"\u200B\u202E\u200D"_s << QString();
        QTest::newRow("fillers") << u"\u3164\u115F\u1160\uFFA0\u2800"_s << QString();
        QTest::newRow("an emoji newer than Qt")
            << QString::fromUcs4(U"\U0001FAE9") << QString::fromUcs4(U"\U0001FAE9");
        QTest::newRow("lines and tabs")
            << u"  first\nsecond\tthird\u2028 "_s << u"first second third"_s;
        QTest::newRow("control") << u"bell\u0007"_s << u"bell"_s;
        QTest::newRow("Arabic") << u"غرفة 1"_s << u"\u2068غرفة 1\u2069"_s;
        QTest::newRow("Hebrew and Latin") << u"Team חדר"_s << u"\u2068Team חדר\u2069"_s;
        QTest::newRow("joined emoji") << u"👩\u200D⚕️ Ward"_s << u"👩\u200D⚕️ Ward"_s;
        QTest::newRow("tags") << QString::fromUcs4(U"a\U000E0041b") << u"ab"_s;
        QTest::newRow("half a surrogate pair") << (u"a"_s + QChar(0xD83D) + u'b') << u"ab"_s;
        QTest::newRow("as long as allowed") << QString(80, u'x') << QString(80, u'x');
        QTest::newRow("too long") << QString(200, u'a') + QString(200, u'b')
                                  << QString(39, u'a') + u'…' + QString(40, u'b');
        QTest::newRow("too long, of emoji")
            << u"😀"_s.repeated(60) << u"😀"_s.repeated(19) + u'…' + u"😀"_s.repeated(20);
        QTest::newRow("too long, with a long blank")
            << QString(39, u'a') + QString(50, u' ') + QString(60, u'b')
            << QString(39, u'a') + u'…' + QString(40, u'b');
    }

    void texts()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, expected);
        QCOMPARE(quotable(text), expected);
    }

    void onItsOwn()
    {
        QCOMPARE(visibleText(u" \u202EBoard\n\u200B Q4"_s), u"Board Q4"_s);
        QCOMPARE(visibleText(u"غرفة 1"_s), u"غرفة 1"_s);
        QCOMPARE(visibleText(QString(200, u'a')), QString(200, u'a'));
        QCOMPARE(visibleText(u"\u200B\u202E"_s), QString());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestQuotable);
#include "tst_quotable.moc"
