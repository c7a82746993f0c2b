#include "sandbox/faults/faultrules.h"
#include "sandbox/faults/requestlog.h"
#include "sandbox/http/httplistener.h"
#include "sandbox/http/requestbody.h"
#include "support/fixture.h"
#include "support/sandboxprogram.h"
#include "support/testmain.h"
#include "support/wireclient.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

/// The first captured group of every match.
QStringList allMatches(const QString &text, const QString &pattern)
{
    const QRegularExpression form(pattern, QRegularExpression::MultilineOption);
    QStringList found;
    for (const QRegularExpressionMatch &match : form.globalMatch(text))
        found << match.captured(1);
    return found;
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

} // namespace

/// Compares the tables in the guide's page on the sandbox with the program.
class TestSandboxGuide : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QFile file(QStringLiteral(ROOMKEEPER_GUIDE_PAGE));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_page = QString::fromUtf8(file.readAll());
        QProcess program;
        program.start(sandboxProgram(), {u"--help"_s});
        QVERIFY(program.waitForFinished(patience));
        m_help = QString::fromUtf8(program.readAllStandardOutput());
    }

    void options()
    {
        QStringList listed = allMatches(m_page, u"^\\| `(--[a-z-]+(?: [A-Z0-9]+)?)` \\|"_s);
        listed << u"--help"_s << u"--version"_s;
        QStringList offered = allMatches(m_help, u"^  (?:-[a-z], )?(--[a-z-]+(?: <[A-Z0-9]+>)?)"_s);
        offered.replaceInStrings(QRegularExpression(u"[<>]"_s), QString());
        QVERIFY(offered.size() > 15);
        QCOMPARE(sorted(listed), sorted(offered));
    }

    /// The same actions as in the help, and each can be parsed.
    void actions()
    {
        const QStringList listed =
            allMatches(section(u"Inject faults"_s), u"^\\| `([a-z-]+(?:=[^`@]*)?)` \\|"_s);
        const QString inHelp =
            m_help.section(u"ACTION:\n"_s, 1).section(u"All actions except"_s, 0, 0);
        const QStringList offered = allMatches(inHelp, u"^ +([a-z-]+(?:=\\S+)?) "_s);
        QCOMPARE(sorted(listed), sorted(offered));
        for (QString action : listed) {
            action.replace(u"=CODE"_s, u"=503"_s).replace(u"=MS"_s, u"=5"_s);
            action.replace(u"=S"_s, u"=2"_s);
            const auto rules = parseFaultRules(action.toUtf8() + "@GET /rooms");
            QVERIFY2(rules.has_value(), qPrintable(action));
            QCOMPARE(QString::fromUtf8(toText(rules->first().fault)), action);
        }
    }

    void rules()
    {
        QStringList examples =
            allMatches(section(u"Inject faults"_s), u"^\\| `([^`]*@[^`]*)` \\|"_s);
        QVERIFY(examples.size() >= 5);
        const QStringList ofCurl =
            allMatches(section(u"Control it while it runs"_s), u"--data '([^']*)'"_s);
        QCOMPARE(ofCurl.size(), 1);
        for (const QString &example : examples + ofCurl) {
            const auto read = parseFaultRules(example.toUtf8());
            QVERIFY2(read.has_value(), qPrintable(example));
            QCOMPARE(read->size(), example.count(u';') + 1);
        }
    }

    void limits()
    {
        const HttpListener::Limits limits;
        const QLocale english(QLocale::English, QLocale::UnitedStates);
        const QString text = section(u"What it does not do"_s);
        const QString connections = english.toString(limits.connections);
        QVERIFY(text.contains(u"no more than %1 connections at a time"_s.arg(connections)));
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limits.request);
        QVERIFY(text.contains(u"within %1 seconds"_s.arg(seconds.count())));
        QVERIFY(text.contains(u"within %1 KiB"_s.arg(HttpListener::maxHeaderSize / 1024)));
        const qsizetype mebibytes = RequestBody::largest / 1024 / 1024;
        QVERIFY(section(u"Assumptions"_s).contains(u"over %1 MiB"_s.arg(mebibytes)));
        const QString logged = english.toString(int{RequestLog::capacity});
        QVERIFY(m_page.contains(u"the last %1 requests"_s.arg(logged)));
    }

private:
    /// The text from this heading to the next.
    QString section(const QString &heading) const
    {
        return m_page.section(u"\n## "_s + heading + u'\n', 1).section(u"\n## "_s, 0, 0);
    }

    QString m_page;
    QString m_help;
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxGuide);
#include "tst_sandboxguide.moc"
