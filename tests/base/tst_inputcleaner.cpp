#include "base/inputcleaner.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

class TestInputCleaner : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void characters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clean");
        const auto row = [](const char *what, const QString &text, const QString &clean) {
            QTest::newRow(what) << text << clean;
        };
        row("nothing", {}, {});
        row("plain", u"8:acs:1_2 a-b\n\tc\r\n"_s, u"8:acs:1_2 a-b\n\tc\r\n"_s);
        row("zero-width space, marks, word joiner, BOM",
            u"\uFEFF1\u200B2\u200E3\u200F4\u20605\u202E6"_s, u"123456"_s);
        row("joiners, soft hyphen, selectors", u"1\u200C2\u200D3\u00AD4\uFE0F5\u034F6"_s,
            u"123456"_s);
        row("controls", u"1\u00002\u00073\u001B4\u007F"_s.replace(QChar(), QChar(1)), u"1234"_s);
        row("blanks", u"a\u00A0b\u2009c\u202Fd\u3000e"_s, u"a b c d e"_s);
        row("line ends", u"a\u2028b\u2029c\u0085d"_s, u"a\nb\nc\nd"_s);
        row("hyphens", u"a\u2010b\u2011c\u2012d\u2013e\u2014f\u2212g\uFF0Dh\uFE63i"_s,
            u"a-b-c-d-e-f-g-h-i"_s);
        row("full width", u"８：ａｃｓ：１＿２．／"_s, u"8:acs:1_2./"_s);
        row("bold digits", u"\U0001D7CF\U0001D7D7"_s, u"19"_s);
        row("superscript", u"1²"_s, u"12"_s);
        row("Arabic digits", u"٠١٩"_s, u"019"_s);
        row("colons and slashes", u"1∶2⁄3∕4"_s, u"1:2/3/4"_s);
        row("the rest stays", u"é \u0421 €"_s, u"é \u0421 €"_s);
        row("half of a pair", QString(QChar(0xD835)) + u'1', u"1"_s);
    }

    void characters()
    {
        QFETCH(QString, text);
        cleanCharacters(text);
        QTEST(text, "clean");
    }

    void values_data()
    {
        QTest::addColumn<QString>("text");
        const QStringList around{
            u"%1"_s,
            u" %1\r\n"_s,
            u"\"%1\""_s,
            u"'%1'"_s,
            u"`%1`"_s,
            u"```\n%1\n```"_s,
            u"“%1”"_s,
            u"„%1“"_s,
            u"«%1»"_s,
            u"‹ %1 ›"_s,
            u"\"%1"_s,
            u"%1\","_s,
            u"\\\"%1\\\""_s,
            u"(%1)"_s,
            u"[%1]"_s,
            u"<%1>"_s,
            u"{%1}"_s,
            u"(%1).)"_s,
            u"%1]"_s,
            u"%1,"_s,
            u"%1."_s,
            u"%1;"_s,
            u"%1…"_s,
            u"%1。"_s,
            u"- %1"_s,
            u"• %1"_s,
            u"•%1"_s,
            u"* %1"_s,
            u"1. %1"_s,
            u"12) %1"_s,
            u"> %1"_s,
            u"=\"%1\""_s,
            u"NAME=%1"_s,
            u"NAME = \"%1\""_s,
            u"export NAME='%1'"_s,
            u"export NAME=“%1”;"_s,
            u"set NAME=%1"_s,
            u"set \"NAME=%1\""_s,
            u"setx NAME \"%1\""_s,
            u"set -x NAME %1"_s,
            u"set -gx NAME '%1'"_s,
            u"$env:NAME = \"%1\""_s,
            u"$NAME='%1'"_s,
            u"ENV NAME %1"_s,
            u"ENV NAME=%1"_s,
            u"-e NAME=%1"_s,
            u"declare -x NAME=\"%1\""_s,
            u"const name = \"%1\";"_s,
            u"name := `%1`"_s,
            u"NAME: %1"_s,
            u"  \"name\": \"%1\","_s,
            u"{\"name\":\"%1\"}"_s,
            u"- NAME=%1"_s,
            u"Room ID: %1"_s,
        };
        for (const QString &each : around)
            QTest::newRow(qPrintable(each)) << each;
    }

    void values()
    {
        QFETCH(QString, text);
        for (const QString &value :
             {u"990000000000000012"_s, u"8:acs:0e1f2a3b-1111-2222-3333-444455556666_1-a"_s,
              u"2026-11-22 14:30"_s, u"https://contoso.example/"_s}) {
            QCOMPARE(cleanedValue(text.arg(value)), value);
            QCOMPARE(cleanedValue(cleanedValue(text.arg(value))), value);
        }
    }

    void namesOfTheValueStay_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clean");
        const auto same = [](const QString &text) {
            QTest::newRow(qPrintable(text)) << text << text;
        };
        same(u"a=1;b=2"_s);
        same(u"B = 2; A=1"_s);
        same(u"other=x;a=1;b=2"_s);
        same(u"a=1"_s);
        same(u"c2VjcmV0Cg=="_s);
        same(u"c2VjcmV0Cgk="_s);
        QTest::newRow("in a variable") << u"export X=\"a=1;b=2\""_s << u"a=1;b=2"_s;
        QTest::newRow("in JSON") << u"\"x\": \"a=1;b=2\","_s << u"a=1;b=2"_s;
        QTest::newRow("in brackets") << u"(a=[::1];b=2)"_s << u"a=[::1];b=2"_s;
        QTest::newRow("ends in a bracket") << u"b=2;a=http://[::1]"_s << u"b=2;a=http://[::1]"_s;
    }

    void namesOfTheValueStay()
    {
        QFETCH(QString, text);
        cleanValue(text, {u"a", u"b"});
        QTEST(text, "clean");
    }

    void nothingIsLeft()
    {
        QCOMPARE(cleanedValue(u" \u200B\"\" "_s), QString());
        QCOMPARE(cleanedValue(u"[]"_s), QString());
        QCOMPARE(cleanedValue(u"<"_s), QString());
    }

    void whatIsCutOffIsOverwritten()
    {
        QString text = u"marker-secret=\"abc\" \u200B..."_s;
        text.detach();
        const QChar *data = text.constData();
        const qsizetype size = text.size();
        cleanValue(text);
        QCOMPARE(text, u"abc"_s);
        QCOMPARE(text.constData(), data); // in place
        for (qsizetype at = text.size(); at < size; ++at)
            QVERIFY(data[at].isNull());
    }

    void strangersAreNamedByTheirCodePoint_data()
    {
        QTest::addColumn<QString>("character");
        QTest::addColumn<QString>("name");
        QTest::newRow("ASCII") << u"x"_s << u"“x”"_s;
        QTest::newRow("letter") << u"é"_s << u"“é” (U+00E9)"_s;
        QTest::newRow("emoji") << u"\U0001F600"_s << u"“\U0001F600” (U+1F600)"_s;
        QTest::newRow("zero-width space") << u"\u200B"_s << u"U+200B"_s;
        QTest::newRow("blank") << u"\u3000"_s << u"U+3000"_s;
        QTest::newRow("control") << u"\u0007"_s << u"U+0007"_s;
        QTest::newRow("accent alone") << u"\u0301"_s << u"U+0301"_s;
    }

    void strangersAreNamedByTheirCodePoint()
    {
        QFETCH(QString, character);
        QTEST(characterName(codePointAt(character, 0)), "name");
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestInputCleaner);
#include "tst_inputcleaner.moc"
