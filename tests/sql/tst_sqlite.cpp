#include "sql/sqlite.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QTemporaryDir>
#include <QTest>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(roomkeeper::sql::Code)

namespace {

/// An open connection in memory or to a file, with a table of names.
struct Names
{
    sql::Connection connection{u"test"_s};

    explicit Names(const QString &file = u":memory:"_s)
    {
        opened = connection.open(file, u"QSQLITE_BUSY_TIMEOUT=0"_s).and_then([this] {
            return sql::execute(
                database(),
                u"CREATE TABLE IF NOT EXISTS names (id INTEGER PRIMARY KEY, name TEXT NOT NULL)"_s);
        });
    }

    QSqlDatabase database() const { return connection.database(); }
    int count() const
    {
        return sql::valueOf(database(), u"SELECT COUNT(*) FROM names"_s).value().toInt();
    }

    sql::Result<void> opened;
};

sql::Result<void> insert(const QSqlDatabase &database, int id, const QVariant &name)
{
    return sql::execute(database, u"INSERT INTO names VALUES (?, ?)"_s, {id, name});
}

} // namespace

class TestSqlite : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void codesOfFailures_data()
    {
        QTest::addColumn<QString>("native");
        QTest::addColumn<sql::Code>("code");
        QTest::addColumn<bool>("isDamage");
        QTest::newRow("none") << QString() << sql::Code::Other << false;
        QTest::newRow("no number") << u"x"_s << sql::Code::Other << false;
        QTest::newRow("not distinguished") << u"1"_s << sql::Code::Other << false;
        QTest::newRow("busy") << u"5"_s << sql::Code::Busy << false;
        QTest::newRow("busy, extended") << u"517"_s << sql::Code::Busy << false; // BUSY_SNAPSHOT
        QTest::newRow("locked") << u"6"_s << sql::Code::Locked << false;
        QTest::newRow("read-only, extended") << u"1032"_s << sql::Code::ReadOnly << false;
        QTest::newRow("input, output") << u"266"_s << sql::Code::InputOutput << false;
        QTest::newRow("corrupt") << u"11"_s << sql::Code::Corrupt << true;
        QTest::newRow("full") << u"13"_s << sql::Code::Full << false;
        QTest::newRow("can't open") << u"14"_s << sql::Code::CannotOpen << false;
        QTest::newRow("no database") << u"26"_s << sql::Code::NotADatabase << true;
        QTest::newRow("ours only") << u"-2"_s << sql::Code::Other << false;
    }

    void codesOfFailures()
    {
        QFETCH(QString, native);
        QFETCH(sql::Code, code);
        QFETCH(bool, isDamage);
        const sql::Failure failure = sql::failureOf(
            QSqlError(u"driver"_s, u"database"_s, QSqlError::StatementError, native));
        QVERIFY(failure.code == code);
        QCOMPARE(failure.isDamage(), isDamage);
        QCOMPARE(failure.nativeCode, native);
    }

    void sqlitesOwnWordsComeFirst()
    {
        const auto textOf = [](const QString &driver, const QString &database) {
            return sql::failureOf(QSqlError(driver, database)).text;
        };
        QCOMPARE(textOf(u"Unable to fetch row"_s, u"disk I/O error"_s), u"disk I/O error"_s);
        QCOMPARE(textOf(u"Unable to fetch row"_s, {}), u"Unable to fetch row"_s);
    }

    void rowsComeInOrder()
    {
        const Names names;
        QVERIFY(names.opened);
        QVERIFY(insert(names.database(), 2, u"two"_s));
        QVERIFY(insert(names.database(), 1, u"o'ne; --"_s)); // bound, not pasted
        QStringList found;
        QVERIFY(sql::execute(names.database(), u"SELECT name FROM names WHERE id < ? ORDER BY id"_s,
                             {9},
                             [&found](const QSqlQuery &row) { found << row.value(0).toString(); }));
        QCOMPARE(found, (QStringList{u"o'ne; --"_s, u"two"_s}));
    }

    void failuresAreAnswered()
    {
        const Names names;
        QVERIFY(names.opened);
        const auto wrong = sql::execute(names.database(), u"SELECT absent"_s);
        QVERIFY(!wrong);
        QVERIFY(wrong.error().code == sql::Code::Other);
        QVERIFY2(wrong.error().text.contains(u"no such column"_s), qPrintable(wrong.error().text));
        const auto null = insert(names.database(), 1, QVariant());
        QVERIFY(!null);
        QVERIFY2(null.error().text.contains(u"NOT NULL"_s), qPrintable(null.error().text));
        QCOMPARE(names.count(), 0);
    }

    void oneValue()
    {
        const Names names;
        QVERIFY(names.opened);
        QCOMPARE(sql::valueOf(names.database(), u"SELECT 6 * 7"_s).value().toInt(), 42);
        const auto none = sql::valueOf(names.database(), u"SELECT name FROM names"_s);
        QVERIFY(none);
        QVERIFY(!none->isValid());
        QVERIFY(!sql::valueOf(names.database(), u"SELECT"_s));
    }

    void eachItemUpToTheFirstFailure()
    {
        const Names names;
        QVERIFY(names.opened);
        const auto write = [&names](const std::vector<int> &ids) {
            return sql::executeForEach(names.database(), u"INSERT INTO names VALUES (?, ?)"_s, ids,
                                       [](int id) {
                                           return QVariantList{id, QString::number(id)};
                                       });
        };
        QVERIFY(write({3, 4, 5}));
        QCOMPARE(names.count(), 3);
        QCOMPARE(
            sql::valueOf(names.database(), u"SELECT name FROM names WHERE id = 4"_s)->toString(),
            u"4"_s);
        QVERIFY(!write({6, 3, 7}));
        QCOMPARE(names.count(), 4); // 7 was not tried
        QVERIFY(sql::executeForEach(names.database(), u"no SQL at all"_s, std::vector<int>(),
                                    [](int) { return QVariantList(); }));
    }

    void aStatementIsExecutedAgain()
    {
        const Names names;
        QVERIFY(names.opened);
        auto statement =
            sql::Statement::prepare(names.database(), u"INSERT INTO names VALUES (?, ?)"_s);
        QVERIFY(statement);
        QVERIFY(statement->execute({1, u"one"_s}));
        QVERIFY(!statement->execute({1, u"again"_s}));
        QVERIFY(statement->execute({2, u"two"_s})); // also after a failure
        QCOMPARE(names.count(), 2);
        QVERIFY(!sql::Statement::prepare(names.database(), u"INSERT"_s));
    }

    void transactionsAreAllOrNothing_data()
    {
        QTest::addColumn<bool>("exclusive");
        QTest::newRow("immediate") << false;
        QTest::newRow("exclusive") << true;
    }

    void transactionsAreAllOrNothing()
    {
        QFETCH(bool, exclusive);
        const auto kind = exclusive ? sql::Transaction::Exclusive : sql::Transaction::Immediate;
        const Names names;
        QVERIFY(names.opened);
        const QSqlDatabase database = names.database();
        QVERIFY(sql::inTransaction(database, kind, [&] {
            return insert(database, 1, u"one"_s).and_then([&] {
                return insert(database, 2, u"two"_s);
            });
        }));
        QCOMPARE(names.count(), 2);
        const auto failed = sql::inTransaction(database, kind, [&] {
            return insert(database, 3, u"three"_s).and_then([&] {
                return insert(database, 1, u"one again"_s);
            });
        });
        QVERIFY(!failed);
        QVERIFY2(failed.error().text.contains(u"UNIQUE"_s), qPrintable(failed.error().text));
        QCOMPARE(names.count(), 2);
        QVERIFY(sql::inTransaction(database, kind, [&] { // none is left open
            return insert(database, 3, u"three"_s);
        }));
        QCOMPARE(names.count(), 3);
    }

    void whomATransactionKeepsOut_data()
    {
        QTest::addColumn<bool>("exclusive");
        QTest::newRow("immediate") << false;
        QTest::newRow("exclusive") << true;
    }

    void whomATransactionKeepsOut()
    {
        QFETCH(bool, exclusive);
        const QTemporaryDir folder;
        const Names one(folder.filePath(u"names"_s));
        const Names other(folder.filePath(u"names"_s));
        QVERIFY(one.opened && other.opened);
        std::optional<sql::Code> reading;
        std::optional<sql::Code> writing;
        const auto codeOf = [](const auto &result) {
            return result ? std::nullopt : std::optional(result.error().code);
        };
        QVERIFY(sql::inTransaction(
            one.database(), exclusive ? sql::Transaction::Exclusive : sql::Transaction::Immediate,
            [&] {
                reading = codeOf(sql::valueOf(other.database(), u"SELECT COUNT(*) FROM names"_s));
                writing = codeOf(insert(other.database(), 1, u"one"_s));
                return sql::Result<void>();
            }));
        QVERIFY(reading == (exclusive ? std::optional(sql::Code::Busy) : std::nullopt));
        QVERIFY(writing == sql::Code::Busy);
        QVERIFY(insert(other.database(), 1, u"one"_s)); // and not after that
    }

    void integrity()
    {
        const Names names;
        QVERIFY(names.opened);
        QVERIFY(sql::checkIntegrity(names.database()));

        const QTemporaryDir folder;
        const QString path = folder.filePath(u"names"_s);
        {
            const Names kept(path);
            QVERIFY(kept.opened);
            QVERIFY(sql::inTransaction(kept.database(), sql::Transaction::Immediate, [&kept] {
                return sql::executeForEach(kept.database(), u"INSERT INTO names VALUES (?, ?)"_s,
                                           std::vector<QString>(2000, QString(40, u'x')),
                                           [](const QString &name) {
                                               return QVariantList{QVariant(), name};
                                           });
            }));
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 40'000);
        QVERIFY(file.seek(8192)); // whole pages of the table
        QCOMPARE(file.write(QByteArray(16384, '\x7f')), 16384);
        file.close();
        const sql::Connection broken(u"test"_s);
        QVERIFY(broken.open(path));
        const auto checked = sql::checkIntegrity(broken.database());
        QVERIFY(!checked);
        QVERIFY(checked.error().code == sql::Code::Corrupt);
        QVERIFY(!checked.error().text.isEmpty());
    }

    void noDatabaseAtAll()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"text"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("These are words, and no tables at all. ").repeated(100));
        file.close();
        const sql::Connection connection(u"test"_s);
        QVERIFY(connection.open(file.fileName()));
        const auto version = sql::valueOf(connection.database(), u"PRAGMA user_version"_s);
        QVERIFY(!version);
        QVERIFY(version.error().code == sql::Code::NotADatabase);
    }

    void aFileThatCannotBeOpened()
    {
        const QTemporaryDir folder;
        const sql::Connection connection(u"test"_s);
        const auto opened = connection.open(folder.filePath(u"none/names"_s));
        QVERIFY(!opened);
        QVERIFY(opened.error().code == sql::Code::CannotOpen);
        QVERIFY(!connection.isOpen());
    }

    void connectionsGoWithTheirObjects()
    {
        const QStringList before = QSqlDatabase::connectionNames();
        {
            const sql::Connection one(u"test"_s);
            const sql::Connection two(u"test"_s); // the same prefix, but different names
            QCOMPARE(QSqlDatabase::connectionNames().size(), before.size() + 2);
            QVERIFY(!one.isOpen());
            QVERIFY(one.open(u":memory:"_s));
            QVERIFY(one.isOpen());
            QVERIFY(!two.isOpen());
            QVERIFY(sql::execute(one.database(), u"CREATE TABLE t (a)"_s));
            QVERIFY(one.open(u":memory:"_s)); // another one: the first was closed
            QVERIFY(!sql::execute(one.database(), u"SELECT * FROM t"_s));
            one.close();
            QVERIFY(!one.isOpen());
        }
        QCOMPARE(QSqlDatabase::connectionNames(), before);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSqlite);
#include "tst_sqlite.moc"
