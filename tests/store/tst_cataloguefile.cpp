#include "store/catalogue/cataloguedatabase.h"
#include "support/cataloguetest.h"
#include "support/fixture.h"
#include "support/fulldisk.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QSqlError>
#include <QTemporaryDir>

#include <csignal>
#include <memory>
#include <optional>
#include <sys/resource.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::store;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

namespace {

/// The messages of all four calls, if each fails with kind Storage.
QStringList storageMessages(Catalogue &catalogue)
{
    return {storageMessage(catalogue.rooms(resource)), storageMessage(catalogue.people()),
            storageMessage(catalogue.keepRoom(resource, u"1"_s, {.name = u"a"_s})),
            storageMessage(catalogue.keepPerson(u"p"_s, u"Ada"_s))};
}

/// What another connection says about the file.
QString journalOf(const QString &file)
{
    const sql::Connection connection(u"journal"_s);
    if (!connection.open(file))
        return {};
    const auto mode = sql::valueOf(connection.database(), u"PRAGMA journal_mode"_s);
    // It does not say "truncate": that is how a connection ends a transaction.
    const QString text = mode ? mode->toString() : QString();
    return text == u"delete"_s && QFileInfo::exists(file + u"-journal"_s) ? u"truncate"_s : text;
}

/// On a file system of this type; `told` counts the reports of network folders.
CatalogueFile::Options onType(quint32 type, int *told = nullptr)
{
    CatalogueFile::Options options;
    options.statFs = [type](const char *, struct statfs *status) {
        status->f_type = type;
        return 0;
    };
    options.onNetworkFolder = [told] {
        if (told != nullptr)
            ++*told;
    };
    return options;
}

} // namespace

/// Files that are damaged, of another version, or can't be written.
class TestCatalogueFile : public roomkeeper::tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        m_file = m_folder->filePath(u"catalogue.sqlite"_s);
    }

    void aDamagedFileIsSetAside_data()
    {
        QTest::addColumn<int>("keptBytes"); // of a valid file; -1: all, -2: half
        QTest::addColumn<int>("at"); // where garbage is written over it; -1: in its middle
        QTest::addColumn<int>("garbage"); // how much
        QTest::newRow("all garbage") << 0 << 0 << 20'000;
        QTest::newRow("a few bytes of garbage") << 0 << 0 << 10;
        QTest::newRow("cut in half") << -2 << 0 << 0;
        QTest::newRow("cut in the first page") << 700 << 0 << 0;
        QTest::newRow("a page in the middle") << -1 << -1 << 4096;
        QTest::newRow("behind the header") << -1 << 100 << 2000;
    }

    void aDamagedFileIsSetAside()
    {
        QFETCH(int, keptBytes);
        QFETCH(int, at);
        QFETCH(int, garbage);
        QVERIFY(makeCatalogue(m_file, 1000));
        const qint64 size = QFileInfo(m_file).size();
        QVERIFY(size > 8 * 4096);
        if (keptBytes != -1)
            QVERIFY(QFile::resize(m_file, keptBytes == -2 ? size / 2 : keptBytes));
        if (garbage > 0) {
            QVERIFY(overwrite(m_file, at == -1 ? size / 2 / 4096 * 4096 : at,
                              QByteArray(garbage, '\x5a')));
        }
        const QByteArray damaged = bytesOf(m_file);

        {
            Catalogue catalogue(m_file);
            QSignalSpy quarantine(&catalogue, &Catalogue::damagedFileSetAside);
            QVERIFY(wentWell(catalogue.people())); // reads nothing near the damage
            QCOMPARE(quarantine.size(), 1); // emitted before the first result
            QVERIFY(answerOf(catalogue.rooms(resource))->isEmpty());
            const QString aside = quarantine.first().first().toString();
            QCOMPARE(filesSetAside(m_file), QStringList{aside});
            QCOMPARE(bytesOf(aside), damaged);
            QVERIFY(wentWell(catalogue.keepRoom(resource, u"1"_s, {.name = u"new"_s})));
            QCOMPARE(quarantine.size(), 1);
        }
        Catalogue catalogue(m_file);
        QSignalSpy quarantine(&catalogue, &Catalogue::damagedFileSetAside);
        QCOMPARE(answerOf(catalogue.rooms(resource))->value(u"1"_s).name, u"new"_s);
        QCOMPARE(quarantine.size(), 0);
    }

    void damageInTheMidstOfWork_data()
    {
        QTest::addColumn<bool>("reads");
        QTest::newRow("found by reading") << true;
        QTest::newRow("found by writing") << false;
    }

    void damageInTheMidstOfWork()
    {
        QFETCH(bool, reads);
        QVERIFY(makeCatalogue(m_file, 2000));
        Catalogue catalogue(m_file);
        QSignalSpy quarantine(&catalogue, &Catalogue::damagedFileSetAside);
        QVERIFY(wentWell(catalogue.people())); // open, and valid
        const auto size = static_cast<int>(QFileInfo(m_file).size());
        QVERIFY(overwrite(m_file, 4096, QByteArray(size - 4096, '\x5a')));

        if (reads)
            QVERIFY(answerOf(catalogue.rooms(resource))->isEmpty());
        QVERIFY(wentWell(catalogue.keepRoom(resource, u"1000"_s, {.name = u"new"_s})));
        QCOMPARE(quarantine.size(), 1);
        QCOMPARE(filesSetAside(m_file).size(), 1);
        QCOMPARE(answerOf(catalogue.rooms(resource))->size(), 1);
        QCOMPARE(userVersion(m_file), 2);
    }

    void severalFindTheSameDamageAtOnce()
    {
        for (int round = 0; round < 5; ++round) {
            const QString file = m_folder->filePath(u"%1.sqlite"_s.arg(round));
            QVERIFY(overwrite(file, 0, QByteArray(5000, '\x5a')));
            std::vector<std::unique_ptr<Catalogue>> catalogues;
            QStringList said;
            for (int i = 0; i < 8; ++i) {
                catalogues.push_back(std::make_unique<Catalogue>(file));
                connect(catalogues.back().get(), &Catalogue::damagedFileSetAside, this,
                        [&said](const QString &path) { said << path; });
                catalogues.back()->keepPerson(QString::number(i), u"Ada"_s).detach();
            }
            for (const auto &catalogue : catalogues)
                QVERIFY(wentWell(catalogue->people()));
            QCOMPARE(answerOf(catalogues.front()->people())->size(), 8);
            QCOMPARE(said.size(), 1);
            QCOMPARE(filesSetAside(file), said);
        }
    }

    /// A write-ahead log does not work in a network folder.
    void aNetworkFolderGetsAnotherJournal_data()
    {
        QTest::addColumn<quint32>("type");
        QTest::addColumn<bool>("isNetwork");
        QTest::newRow("ext4") << quint32(0xef53) << false;
        QTest::newRow("btrfs") << quint32(0x9123683e) << false;
        QTest::newRow("tmpfs") << quint32(0x01021994) << false;
        QTest::newRow("NFS") << quint32(0x6969) << true;
        QTest::newRow("CIFS") << quint32(0xff534d42) << true;
        QTest::newRow("sshfs") << quint32(0x65735546) << true;
    }

    void aNetworkFolderGetsAnotherJournal()
    {
        QFETCH(quint32, type);
        QFETCH(bool, isNetwork);
        QVERIFY(makeCatalogue(m_file, 3)); // with a write-ahead log
        QCOMPARE(journalOf(m_file), u"wal"_s);
        int told = 0;
        {
            CatalogueDatabase database(m_file, onType(type, &told));
            QCOMPARE(database.rooms(resource).value().size(), 3);
            QVERIFY(database.keepRoom(resource, u"new"_s, {.name = u"n"_s}));
            QCOMPARE(told, isNetwork ? 1 : 0);
            QCOMPARE(journalOf(m_file), isNetwork ? u"truncate"_s : u"wal"_s);
            // Other programs are not locked out.
            CatalogueDatabase other(m_file, onType(type, &told));
            QVERIFY(other.keepRoom(resource, u"newer"_s, {.name = u"n"_s}));
            QVERIFY(database.keepRoom(resource, u"newest"_s, {.name = u"n"_s}));
            QCOMPARE(other.rooms(resource).value().size(), 6);
        }
        QVERIFY(!QFileInfo::exists(m_file + u"-wal"_s));
    }

    /// Home folders move: back on a local disk there is a write-ahead log again.
    void aLocalFolderGetsItsLogBack()
    {
        {
            CatalogueDatabase database(m_file, onType(0x6969));
            QVERIFY(database.keepPerson(u"p"_s, u"Ada"_s));
            QCOMPARE(journalOf(m_file), u"truncate"_s);
        }
        CatalogueDatabase database(m_file);
        QCOMPARE(database.people().value().value(u"p"_s), u"Ada"_s);
        QCOMPARE(journalOf(m_file), u"wal"_s);
    }

    /// A file that another program keeps locked is neither damaged nor moved.
    void aLockedFileIsNotTakenForADamagedOne_data()
    {
        QTest::addColumn<quint32>("type");
        QTest::newRow("local") << quint32(0xef53);
        QTest::newRow("network") << quint32(0x6969);
    }

    void aLockedFileIsNotTakenForADamagedOne()
    {
        QFETCH(quint32, type);
        {
            CatalogueDatabase database(m_file, onType(0x6969)); // without a log, readers wait too
            QVERIFY(database.keepPerson(u"p"_s, u"Ada"_s));
        }
        auto options = onType(type);
        QStringList setAside;
        options.onSetAside = [&setAside](const QString &path) { setAside << path; };
        options.patience = std::chrono::milliseconds(50);
        CatalogueDatabase database(m_file, options);
        {
            const sql::Connection other(u"other"_s);
            QVERIFY(other.open(m_file));
            QVERIFY(sql::execute(other.database(), u"BEGIN EXCLUSIVE"_s));
            const auto people = database.people();
            QVERIFY(!people);
            QVERIFY2(people.error().message.contains(u"Another program is using the file."),
                     qPrintable(people.error().message));
        }
        QCOMPARE(database.people().value().value(u"p"_s), u"Ada"_s);
        QCOMPARE(setAside, QStringList());
        QCOMPARE(filesSetAside(m_file), QStringList());
    }

    void lockErrorsAreNoDamage_data()
    {
        QTest::addColumn<QString>("native");
        QTest::addColumn<sql::Code>("code");
        QTest::newRow("SQLITE_BUSY") << u"5"_s << sql::Code::Busy;
        QTest::newRow("SQLITE_BUSY_RECOVERY") << u"261"_s << sql::Code::Busy;
        QTest::newRow("SQLITE_LOCKED") << u"6"_s << sql::Code::Locked;
        QTest::newRow("SQLITE_PROTOCOL") << u"15"_s << sql::Code::Protocol;
        QTest::newRow("SQLITE_IOERR_LOCK") << u"3850"_s << sql::Code::LockingFailed;
        QTest::newRow("SQLITE_IOERR_SHMMAP") << u"5386"_s << sql::Code::LockingFailed;
        QTest::newRow("SQLITE_IOERR_READ") << u"266"_s << sql::Code::InputOutput;
    }

    void lockErrorsAreNoDamage()
    {
        QFETCH(QString, native);
        QFETCH(sql::Code, code);
        const sql::Failure failure =
            sql::failureOf(QSqlError(u"driver"_s, u"text"_s, QSqlError::UnknownError, native));
        QCOMPARE(failure.code, code);
        QVERIFY(!failure.isDamage());
    }

    void aFileTakenAwayIsBegunAnew()
    {
        Catalogue catalogue(m_file);
        QSignalSpy quarantine(&catalogue, &Catalogue::damagedFileSetAside);
        QVERIFY(wentWell(catalogue.keepPerson(u"p"_s, u"Ada"_s)));
        QVERIFY(QFile::remove(m_file));
        QVERIFY(wentWell(catalogue.keepPerson(u"q"_s, u"Grace"_s)));
        QCOMPARE(answerOf(Catalogue(m_file).people())->keys(), QStringList{u"q"_s});
        QCOMPARE(quarantine.size(), 0);
    }

    void whatCannotBeSetAsideStays()
    {
        // A folder in place of the file can't be opened, and is not a damaged file.
        QVERIFY(QDir().mkpath(m_file + u"/in the way"_s));
        Catalogue catalogue(m_file);
        QVERIFY(!storageMessages(catalogue).contains(QString()));
        QCOMPARE(filesSetAside(m_file), QStringList());
        QVERIFY(QDir().rmpath(m_file + u"/in the way"_s) || !QFileInfo::exists(m_file));
    }

    void aFileOfVersionOneIsBroughtUpToDate()
    {
        QVERIFY(executeSql(m_file,
                           versionOne()
                               + QStringList{
                                   u"INSERT INTO rooms VALUES ('%1', '1', 'Größe')"_s.arg(resource),
                                   u"INSERT INTO rooms VALUES ('%1', '2', 'Two')"_s.arg(resource),
                                   u"INSERT INTO rooms VALUES ('other', '1', 'Theirs')"_s,
                                   u"INSERT INTO people VALUES ('8:acs:1', 'Ada')"_s,
                               }));
        QCOMPARE(userVersion(m_file), 1);
        const RoomAnnotation tagged{.name = u"Two"_s, .tags = {u"b"_s, u"a"_s}};
        for (int run = 0; run < 2; ++run) {
            Catalogue catalogue(m_file);
            QSignalSpy quarantine(&catalogue, &Catalogue::damagedFileSetAside);
            const auto rooms = answerOf(catalogue.rooms(resource));
            QVERIFY(rooms);
            QCOMPARE(*rooms, (Catalogue::Rooms{
                                 {u"1"_s, {.name = u"Größe"_s}},
                                 {u"2"_s, run == 0 ? RoomAnnotation{.name = u"Two"_s} : tagged}}));
            QCOMPARE(answerOf(catalogue.rooms(u"other"_s))->value(u"1"_s).name, u"Theirs"_s);
            QCOMPARE(*answerOf(catalogue.people()), (Catalogue::People{{u"8:acs:1"_s, u"Ada"_s}}));
            QVERIFY(wentWell(
                catalogue.keepRoom(resource, u"2"_s, {.name = tagged.name, .tags = tagged.tags})));
            QCOMPARE(quarantine.size(), 0);
        }
        QCOMPARE(userVersion(m_file), 2);
    }

    void aFailedMigrationChangesNothing()
    {
        // The step's column is there already.
        QVERIFY(executeSql(m_file, versionOne()
                                       + QStringList{u"ALTER TABLE rooms ADD COLUMN tags"_s,
                                                     u"INSERT INTO people VALUES ('p', 'Ada')"_s}));
        {
            Catalogue catalogue(m_file);
            QVERIFY(!storageMessages(catalogue).contains(QString()));
        }
        QCOMPARE(userVersion(m_file), 1);
        QCOMPARE(filesSetAside(m_file), QStringList());
        QVERIFY(executeSql(m_file, {u"ALTER TABLE rooms DROP COLUMN tags"_s}));
        QCOMPARE(answerOf(Catalogue(m_file).people())->value(u"p"_s), u"Ada"_s);
    }

    void aFileOfANewerVersionIsLeftAlone_data()
    {
        QTest::addColumn<bool>("hasLog");
        QTest::newRow("closed properly") << false;
        QTest::newRow("left by a crash") << true;
    }

    void aFileOfANewerVersionIsLeftAlone()
    {
        QFETCH(bool, hasLog);
        const QString made = m_folder->filePath(u"made.sqlite"_s);
        const auto copy = [&] {
            QVERIFY(QFile::copy(made, m_file));
            QCOMPARE(QFile::copy(made + u"-wal"_s, m_file + u"-wal"_s), hasLog);
        };
        QVERIFY(makeCatalogue(made, 50));
        // Copied while it is open, the log still contains what was written, as after a crash.
        QVERIFY(executeSql(made,
                           {u"CREATE TABLE notes (room_id TEXT)"_s, u"PRAGMA user_version = 3"_s,
                            u"ALTER TABLE rooms RENAME COLUMN name TO title"_s},
                           hasLog ? copy : std::function<void()>()));
        if (!hasLog)
            copy();
        const QByteArray file = bytesOf(m_file);
        const QByteArray log = bytesOf(m_file + u"-wal"_s);
        QCOMPARE(log.isEmpty(), !hasLog);
        {
            Catalogue catalogue(m_file);
            QSignalSpy quarantine(&catalogue, &Catalogue::damagedFileSetAside);
            for (const QString &message : storageMessages(catalogue)) {
                QVERIFY2(message.contains(u"written by a newer version of Roomkeeper"),
                         qPrintable(message));
                QVERIFY(message.contains(m_file));
            }
            QCOMPARE(quarantine.size(), 0);
        }
        QCOMPARE(bytesOf(m_file), file);
        QCOMPARE(bytesOf(m_file + u"-wal"_s), log);
        QCOMPARE(userVersion(m_file), 3);
    }

    void aFolderThatCannotBeMadeIsSaidAndTriedAgain()
    {
        const QString inTheWay = m_folder->filePath(u"file"_s);
        QVERIFY(overwrite(inTheWay, 0, "x"));
        Catalogue catalogue(inTheWay + u"/catalogue.sqlite"_s);
        for (int i = 0; i < 2; ++i) {
            for (const QString &message : storageMessages(catalogue))
                QVERIFY2(message.contains(u"can't be created"_s), qPrintable(message));
        }
        QVERIFY(QFile::remove(inTheWay));
        QVERIFY(wentWell(catalogue.keepPerson(u"p"_s, u"Ada"_s)));
        QCOMPARE(answerOf(catalogue.people())->size(), 1);
    }

    void aReadOnlyFolderIsSaid()
    {
        if (::geteuid() == 0)
            QSKIP("nothing is read-only for root");
        const QString folder = m_folder->filePath(u"folder"_s);
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
        Catalogue catalogue(folder + u"/catalogue.sqlite"_s);
        for (const QString &message : storageMessages(catalogue))
            QVERIFY2(message.contains(u"read-only"_s), qPrintable(message));
        QVERIFY(
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY(wentWell(catalogue.keepPerson(u"p"_s, u"Ada"_s)));
    }

    void aReadOnlyFileIsReadAllTheSame()
    {
        if (::geteuid() == 0)
            QSKIP("nothing is read-only for root");
        QVERIFY(makeCatalogue(m_file, 10));
        QVERIFY(QFile::setPermissions(m_file, QFile::ReadOwner));
        Catalogue catalogue(m_file);
        QCOMPARE(answerOf(catalogue.rooms(resource))->size(), 10);
        const QString message = storageMessage(catalogue.keepPerson(u"p"_s, u"Ada"_s));
        QVERIFY2(message.contains(u"read-only"_s), qPrintable(message));
        QVERIFY(QFile::setPermissions(m_file, QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(wentWell(catalogue.keepPerson(u"p"_s, u"Ada"_s)));
        QCOMPARE(answerOf(catalogue.rooms(resource))->size(), 10);
    }

    void aFullDiskIsSaidAndTriedAgain()
    {
        const QString name(4000, u'x');
        Catalogue::Rooms kept;
        {
            Catalogue catalogue(m_file);
            QVERIFY(wentWell(catalogue.people()));
            {
                const FullDisk full(200'000);
                // After a failure there may be space again: then the log is written to the file.
                for (int i = 0, failed = 0; failed < 3; ++i) {
                    QVERIFY(i < 1000);
                    const QString id = QString::number(i);
                    const auto answer = answerOf(catalogue.keepRoom(resource, id, {.name = name}));
                    failed = answer ? 0 : failed + 1;
                    if (answer) {
                        kept.insert(id, {.name = name});
                        continue;
                    }
                    QCOMPARE(kindName(answer.error().kind), kindName(ErrorKind::Storage));
                    const QString &message = answer.error().message;
                    QVERIFY2(message.contains(u"full"_s), qPrintable(message));
                }
                QVERIFY(kept.size() > 5);
            }
            QVERIFY(wentWell(catalogue.keepRoom(resource, u"later"_s, {.name = name})));
            kept.insert(u"later"_s, {.name = name});
            QCOMPARE(*answerOf(catalogue.rooms(resource)), kept);
        }
        QCOMPARE(*answerOf(Catalogue(m_file).rooms(resource)), kept);
        QCOMPARE(filesSetAside(m_file), QStringList());
    }

    void aDiskFullFromTheBeginningIsSaidAndTriedAgain_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::newRow("not a byte") << 0;
        QTest::newRow("no page") << 3000;
        QTest::newRow("no tables") << 6000;
    }

    void aDiskFullFromTheBeginningIsSaidAndTriedAgain()
    {
        QFETCH(int, bytes);
        std::optional<Catalogue> catalogue;
        {
            const FullDisk full(static_cast<rlim_t>(bytes));
            catalogue.emplace(m_file);
            for (int i = 0; i < 2; ++i) {
                for (const QString &message : storageMessages(*catalogue))
                    QVERIFY2(message.contains(u"full"_s), qPrintable(message));
            }
        }
        QVERIFY(wentWell(catalogue->keepPerson(u"p"_s, u"Ada"_s)));
        QCOMPARE(answerOf(Catalogue(m_file).people())->size(), 1);
        QCOMPARE(filesSetAside(m_file), QStringList());
    }

private:
    QString m_file;
};

ROOMKEEPER_TEST(QCoreApplication, TestCatalogueFile);
#include "tst_cataloguefile.moc"
