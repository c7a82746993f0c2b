#include "support/testmain.h"

#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 120'000;

struct Outcome
{
    int status = -1;
    QStringList lines;
    QString errors;
};

Outcome run(const QStringList &arguments, const QString &home, const QString &output = {})
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"HOME"_s, home);
    for (const QString &variable : {u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s})
        environment.remove(variable);
    // The user's own data is neither used nor shown.
    environment.insert(u"COMMUNICATION_CONNECTION_STRING"_s,
                       u"endpoint=http://127.0.0.1:1/;accesskey=QUJD"_s);
    program.setProcessEnvironment(environment);
    if (!output.isEmpty())
        program.setStandardOutputFile(output);
    program.start(QStringLiteral(ROOMKEEPER_PROGRAM), arguments);
    if (!program.waitForFinished(patience))
        return {};
    const QString printed = QString::fromUtf8(program.readAllStandardOutput());
    return {.status = program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1,
            .lines = printed.split(u'\n', Qt::SkipEmptyParts),
            .errors = QString::fromUtf8(program.readAllStandardError())};
}

/// The lines of standard error from the program itself.
QStringList ownErrors(const Outcome &outcome)
{
    return outcome.errors.split(u'\n').filter(QRegularExpression(u"^roomkeeper: "_s));
}

/// Removes the next line; returns the captured groups, or nothing if it does not match.
QStringList take(QStringList &lines, const QString &pattern)
{
    if (lines.isEmpty())
        return {};
    const QString line = lines.takeFirst();
    const auto match = QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(line);
    if (!match.hasMatch())
        qWarning("“%s” is not “%s”", qPrintable(line), qPrintable(pattern));
    return match.capturedTexts();
}

} // namespace

class TestTourProgram : public QObject
{
    Q_OBJECT

private slots:
    void doesTheWholeQuickstart_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("rooms");
        QTest::newRow("as usual") << QStringList{} << 120;
        QTest::newRow("empty resource") << QStringList{u"--rooms"_s, u"0"_s} << 0;
        QTest::newRow("dark, as app/run calls it")
            << QStringList{u"--sandbox"_s, u"--theme"_s, u"dark"_s, u"--rooms"_s, u"24"_s} << 24;
    }
    void doesTheWholeQuickstart()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, rooms);
        const QTemporaryDir home;
        const QString folder = home.filePath(u"deep/down/pictures"_s);
        Outcome outcome = run(arguments + QStringList{u"--tour"_s, folder}, home.path());
        QCOMPARE(ownErrors(outcome), QStringList());
        QCOMPARE(outcome.status, 0);

        QStringList &lines = outcome.lines;
        QVERIFY(!take(lines, u"Azure Communication Services - Rooms Quickstart"_s).isEmpty());
        const QStringList created = take(lines, u"Created a room with id: (\\d{16,18})"_s);
        QCOMPARE(created.size(), 2);
        const QString &id = created.at(1);
        QVERIFY(!take(lines, u"Retrieved room with id: %1"_s.arg(id)).isEmpty());
        const QString count = rooms == 0 ? u"1 room"_s : u"%1 rooms"_s.arg(rooms + 1);
        QVERIFY(!take(lines, u"Listed %1"_s.arg(count)).isEmpty());
        const QString moment = u"(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)"_s;
        const QStringList updated =
            take(lines, u"Updated room with validFrom: %1 and validUntil: %1"_s.arg(moment));
        QCOMPARE(updated.size(), 3);
        QCOMPARE(QDateTime::fromString(updated.at(1), Qt::ISODate).addDays(7),
                 QDateTime::fromString(updated.at(2), Qt::ISODate));
        checkRoster(lines, id);
        QVERIFY(!take(lines, u"Deleted room with id: %1"_s.arg(id)).isEmpty());
        const QStringList end = take(lines, u"(\\d+) pictures are in (.*)"_s);
        QCOMPARE(end.size(), 3);
        QCOMPARE(end.at(2), folder);
        QCOMPARE(lines, QStringList());
        checkPictures(folder, end.at(1).toInt());
        // No settings, names or connections remain.
        QCOMPARE(QDir(home.path())
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                     .filter(QRegularExpression(u"^\\.(config|local)$"_s)),
                 QStringList());
    }

    void saysWhereItCanNotWrite_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("below a file") << QStringLiteral(ROOMKEEPER_PROGRAM) + u"/pictures"_s;
        QTest::newRow("in the kernel") << u"/proc/pictures"_s;
    }
    void saysWhereItCanNotWrite()
    {
        QFETCH(const QString, folder);
        const QTemporaryDir home;
        const Outcome outcome = run({u"--tour"_s, folder}, home.path());
        QCOMPARE(outcome.status, 1);
        QCOMPARE(outcome.lines, QStringList());
        QCOMPARE(ownErrors(outcome).size(), 1);
        QVERIFY2(outcome.errors.contains(folder), qPrintable(outcome.errors));
    }

    void failsWhereNothingCanBePrinted()
    {
        if (!QFile::exists(u"/dev/full"_s))
            QSKIP("no full device here");
        const QTemporaryDir home;
        const Outcome outcome =
            run({u"--tour"_s, home.filePath(u"pictures"_s)}, home.path(), u"/dev/full"_s);
        QCOMPARE(outcome.status, 1);
        QCOMPARE(ownErrors(outcome).size(), 1);
        QVERIFY(QFile::exists(home.filePath(u"pictures/failed.png"_s)));
    }

private:
    /// Three users are created and added as participants with two others; the last of them is
    /// removed.
    static void checkRoster(QStringList &lines, const QString &roomId)
    {
        const QString rawId = u"(8:acs:[0-9a-f-]{36}_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22})"_s;
        QStringList users;
        for (int each = 0; each < 3; ++each)
            users << take(lines, u"Created user: %1"_s.arg(rawId)).value(1);
        QCOMPARE(QSet<QString>(users.cbegin(), users.cend()).size(), 3);
        QVERIFY(!take(lines, u"Added participants to room"_s).isEmpty());
        QVERIFY(!take(lines, u"Retrieved participants for room: %1"_s.arg(roomId)).isEmpty());
        QMap<QString, QString> roles;
        for (int each = 0; each < 5; ++each) {
            const QStringList participant = take(lines, rawId + u" ([A-Z][a-z]+)"_s);
            roles.insert(participant.value(1), participant.value(2));
        }
        QCOMPARE(roles.size(), 5);
        QCOMPARE(roles.value(users.at(0)), u"Presenter"_s);
        QCOMPARE(roles.value(users.at(1)), u"Attendee"_s);
        QCOMPARE(roles.value(users.at(2)), u"Consumer"_s);
        QVERIFY(!take(lines, u"Removed participants from room"_s).isEmpty());
    }

    /// Numbered without a gap; each is a picture of a window with content.
    static void checkPictures(const QString &folder, int count)
    {
        const QStringList names = QDir(folder).entryList(QDir::Files, QDir::Name);
        QCOMPARE(names.size(), count);
        QVERIFY(count >= 16);
        for (int each = 0; each < count; ++each) {
            const QString &name = names.at(each);
            QVERIFY2(name.startsWith(u"%1-"_s.arg(each + 1, 2, 10, QLatin1Char('0'))),
                     qPrintable(name));
            const QImage picture(QDir(folder).filePath(name));
            QVERIFY2(picture.width() >= 1'000 && picture.height() >= 600, qPrintable(name));
            QVERIFY2(QFileInfo(QDir(folder).filePath(name)).size() > 20'000, qPrintable(name));
        }
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTourProgram);
#include "tst_tourprogram.moc"
