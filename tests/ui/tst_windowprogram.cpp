#include "support/testmain.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    int status = -1;
    QString output;
    QString errors;
};

/// Runs the program without a display.
Outcome run(const QStringList &arguments)
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &variable : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(variable);
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(ROOMKEEPER_PROGRAM), arguments);
    if (!program.waitForFinished())
        return {};
    return {.status = program.exitCode(),
            .output = QString::fromUtf8(program.readAllStandardOutput()),
            .errors = QString::fromUtf8(program.readAllStandardError())};
}

} // namespace

class TestWindowProgram : public QObject
{
    Q_OBJECT

private slots:
    void wrongArgumentsEndWithTwoAndOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("words");
        QTest::newRow("unknown option") << QStringList{u"--nonsense"_s} << u"nonsense"_s;
        QTest::newRow("stray word") << QStringList{u"hello"_s} << u"--help"_s;
        QTest::newRow("connection string")
            << QStringList{u"endpoint=http://127.0.0.1/;accesskey=QUJD!"_s} << u"--help"_s;
        QTest::newRow("rooms: no number") << QStringList{u"--rooms"_s, u"many"_s} << u"--rooms"_s;
        QTest::newRow("rooms: negative") << QStringList{u"--rooms=-1"_s} << u"--rooms"_s;
        QTest::newRow("rooms: with a sign")
            << QStringList{u"--rooms"_s, u"+5"_s} << u"from 0 to 1000000"_s;
        QTest::newRow("rooms: with a blank")
            << QStringList{u"--rooms"_s, u" 7"_s} << u"from 0 to 1000000"_s;
        QTest::newRow("rooms: too many")
            << QStringList{u"--rooms"_s, u"1000001"_s} << u"from 0 to 1000000"_s;
        QTest::newRow("rooms: missing") << QStringList{u"--rooms"_s} << u"rooms"_s;
        QTest::newRow("theme") << QStringList{u"--theme"_s, u"pink"_s} << u"--theme"_s;
        QTest::newRow("connect: no name") << QStringList{u"--connect="_s} << u"--connect"_s;
        QTest::newRow("sandbox and connection")
            << QStringList{u"--sandbox"_s, u"--connect"_s, u"contoso"_s}
            << u"can't be used together"_s;
        QTest::newRow("tour and connection")
            << QStringList{u"--tour"_s, u"pictures"_s, u"--connect"_s, u"contoso"_s} << u"--tour"_s;
        QTest::newRow("tour: no folder") << QStringList{u"--tour="_s} << u"--tour"_s;
        QTest::newRow("tour: missing") << QStringList{u"--tour"_s} << u"tour"_s;
    }
    void wrongArgumentsEndWithTwoAndOneLine()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, words);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.status, 2);
        QCOMPARE(outcome.output, QString());
        QCOMPARE(outcome.errors.count(u'\n'), 1);
        QVERIFY2(outcome.errors.startsWith(u"roomkeeper: "), qPrintable(outcome.errors));
        QVERIFY2(outcome.errors.contains(words), qPrintable(outcome.errors));
        // A key given in the wrong place is still a secret.
        QVERIFY(!outcome.errors.contains(u"QUJD!"_s));
    }

    void helpAndVersionNeedNoDisplay()
    {
        const Outcome help = run({u"--help"_s});
        QCOMPARE(help.status, 0);
        QCOMPARE(help.errors, QString());
        for (const QString &option :
             {u"--sandbox"_s, u"--rooms"_s, u"--connect"_s, u"--theme"_s, u"--tour"_s})
            QVERIFY2(help.output.contains(option), qPrintable(help.output));
        const Outcome version = run({u"--version"_s});
        QCOMPARE(version.status, 0);
        QVERIFY(version.output.startsWith(u"roomkeeper "));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestWindowProgram);
#include "tst_windowprogram.moc"
