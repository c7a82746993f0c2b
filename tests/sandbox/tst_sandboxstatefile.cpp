#include "acs/auth/requestsigner.h"
#include "sandbox/state/statefile.h"
#include "support/fixture.h"
#include "support/testmain.h"
#include "support/testservice.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void executeIn(const QString &path, const QStringList &statements)
{
    const QString connection = u"tst_sandboxstate"_s;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        for (const QString &statement : statements)
            QVERIFY2(QSqlQuery(database).exec(statement), qPrintable(statement));
    }
    QSqlDatabase::removeDatabase(connection);
}

} // namespace

/// Which files are accepted, and the messages about others.
class TestSandboxStateFile : public roomkeeper::tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        m_path = pathOf(u"state of a%20sandbox?.db"_s);
    }

    void wrongFiles_data()
    {
        QTest::addColumn<QStringList>("statements"); // executed on a valid file with rooms
        QTest::addColumn<QString>("reason");
        const QString damaged = u"The state file %1 is damaged."_s;
        QTest::newRow("another program's") << QStringList{u"PRAGMA application_id = 7"_s}
                                           << u"%1 is not a state file of roomkeeper-sandbox."_s;
        QTest::newRow("nobody's") << QStringList{u"PRAGMA application_id = 0"_s}
                                  << u"%1 is not a state file of roomkeeper-sandbox."_s;
        QTest::newRow("newer")
            << QStringList{u"PRAGMA user_version = 2"_s}
            << u"The state file %1 was written by a newer version of roomkeeper-sandbox."_s;
        const auto damage = [&](const char *name, const QString &statement) {
            QTest::newRow(name) << QStringList{statement} << damaged;
        };
        damage("no resource", u"DELETE FROM resource"_s);
        damage("a user is missing", u"DELETE FROM users WHERE number = 0"_s);
        damage("a user is nobody", u"UPDATE users SET raw_id = '\"' WHERE number = 0"_s);
        damage("an unknown state", u"UPDATE users SET state = 3"_s);
        damage("an unknown role", u"UPDATE rooms SET roster = x'0000000004'"_s);
        damage("an unknown user", u"UPDATE rooms SET roster = x'0900000001'"_s);
        damage("somebody twice", u"UPDATE rooms SET roster = x'00000000010000000001'"_s);
        damage("half a member", u"UPDATE rooms SET roster = x'0000'"_s);
        damage("no room id", u"UPDATE rooms SET id = 99"_s);
        damage("no moment", u"UPDATE rooms SET valid_until = 9223372036854775807"_s);
        damage("no request id", u"UPDATE answers SET request_id = 'x'"_s);
    }

    void wrongFiles()
    {
        QFETCH(QStringList, statements);
        QFETCH(QString, reason);
        makeSound();
        executeIn(m_path, statements);
        isRejected(reason);
    }

    void notEvenATable_data()
    {
        QTest::addColumn<QByteArray>("bytes"); // written from the given position on
        QTest::addColumn<int>("from");
        QTest::addColumn<QString>("reason");
        const QString damaged = u"The state file %1 is damaged."_s;
        QTest::newRow("text") << QByteArray("endpoint") << 0
                              << u"%1 is not a state file of roomkeeper-sandbox."_s;
        QTest::newRow("cut") << QByteArray() << 4096 << damaged;
        QTest::newRow("holes") << QByteArray(4 * 4096, '\0') << 4096 << damaged;
    }

    void notEvenATable()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, from);
        QFETCH(QString, reason);
        makeSound();
        const QByteArray sound = fileBytes(m_path);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(sound.first(from) + bytes);
        file.close();
        isRejected(reason);
    }

    void noFile()
    {
        const auto open = [](const QString &path) {
            const auto opened = StateFile::open(path, TestService::resourceId());
            return opened ? QString() : opened.error().message;
        };
        const QString folder = m_folder->path();
        QCOMPARE(open(folder), u"%1 is not a state file of roomkeeper-sandbox."_s.arg(folder));
        const QString nowhere = folder + "/there is/no such folder"_L1;
        QCOMPARE(open(nowhere),
                 u"The state file %1 can't be used: unable to open database file."_s.arg(nowhere));
    }

    void onlyOneAtATime()
    {
        const auto first = open();
        QVERIFY(first.has_value());
        const auto second = open();
        QVERIFY(!second);
        QCOMPARE(second.error().message,
                 u"The state file %1 is in use by another program."_s.arg(m_path));
        QVERIFY((*first)->keep({.removedRooms = {9'900'000'000'000'000}}).has_value());
    }

    void anEmptyFileIsOneToFill()
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const auto state = open();
        QVERIFY(state.has_value());
        TestService test;
        QVERIFY(test.service.keepWith(**state, test.now).has_value());
        QVERIFY(test.service.store().isUntouched());
        test.createRoom();
        QVERIFY(!test.service.store().isUntouched());
    }

private:
    Result<std::unique_ptr<StateFile>> open() const
    {
        return StateFile::open(m_path, TestService::resourceId());
    }

    /// A valid file with two people in a room that was created with a repeatable request.
    void makeSound() const
    {
        const auto state = open();
        QVERIFY(state.has_value());
        TestService test;
        QVERIFY(test.service.keepWith(**state, test.now).has_value());
        Request request = test.request("POST", "/rooms?api-version=2025-03-13",
                                       R"({"participants":{")" + TestService::rawId(1) + R"(":{},")"
                                           + TestService::rawId(2) + R"(":{}}})");
        request.headers.append(
            Header{"Repeatability-Request-ID", "11111111-2222-4333-8444-555555555555"});
        request.headers.append(Header{"Repeatability-First-Sent", acs::httpDate(test.now.toUtc())});
        QCOMPARE(test.handle(request).status, 201);
    }

    /// With that reason, and no file in the folder changes.
    void isRejected(const QString &reason)
    {
        const QByteArray before = fileBytes(m_path);
        auto opened = open();
        const auto contents = opened ? (*opened)->contents() : failure(opened.error());
        QVERIFY(!contents);
        QCOMPARE(contents.error().kind, ErrorKind::Storage);
        QCOMPARE(contents.error().message, reason.arg(m_path));
        if (opened)
            opened->reset();
        QCOMPARE(fileBytes(m_path), before);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
    }

    QString m_path;
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxStateFile);
#include "tst_sandboxstatefile.moc"
