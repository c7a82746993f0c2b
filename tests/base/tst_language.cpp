#include "base/language.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

class TestLanguage : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void countsInEnglish_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("expected");
        QTest::newRow("none") << 0 << u"0 days"_s;
        QTest::newRow("one") << 1 << u"1 day"_s;
        QTest::newRow("two") << 2 << u"2 days"_s;
        QTest::newRow("eleven") << 11 << u"11 days"_s;
    }

    void countsInEnglish()
    {
        QFETCH(int, count);
        QFETCH(QString, expected);
        QCOMPARE(QCoreApplication::translate("Duration", "%n day(s)", nullptr, count), expected);
    }

    /// The last test: from here on the program uses the pseudo-language.
    void pseudoLanguageBracketsEverything()
    {
        qputenv("ROOMKEEPER_LANGUAGE", "xx-pseudo");
        installLanguage();
        QCOMPARE(QCoreApplication::translate("Any", "Any text"), u"[Any text ~~~~]"_s);
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "&Cancel"), u"[&Cancel ~~~]"_s);
        QCOMPARE(QCoreApplication::translate("Any", "%1 of it"), u"[%1 of it ~~~~]"_s);
        QCOMPARE(QCoreApplication::translate("Duration", "%n day(s)", nullptr, 1),
                 u"[1 day ~~~]"_s);
        QCOMPARE(QCoreApplication::translate("QGuiApplication", "QT_LAYOUT_DIRECTION"),
                 u"QT_LAYOUT_DIRECTION"_s);
        QCOMPARE(QCoreApplication::translate("TimeDisplay", "d MMM yyyy HH:mm"),
                 u"d MMM yyyy HH:mm"_s);
        // Keys are read from these, not shown.
        for (const char *keys : {"Ctrl+Shift+N", "Ctrl+1", "F5", "Del"})
            QCOMPARE(QCoreApplication::translate("Actions", keys), QString::fromLatin1(keys));
        QCOMPARE(QCoreApplication::translate("QShortcut", "Page Up"), u"Page Up"_s);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestLanguage);
#include "tst_language.moc"
