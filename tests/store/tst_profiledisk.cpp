#include "support/fixture.h"
#include "support/fulldisk.h"
#include "support/profiletest.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>

using namespace roomkeeper;
using namespace roomkeeper::store;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

/// Profiles on disks that can't be written.
class TestProfileDisk : public roomkeeper::tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        m_path = m_folder->filePath(u"roomkeeper/connections.json"_s);
    }

    void whatCannotBeWrittenChangesNothing()
    {
        // A folder in place of the file: fails for root, too.
        QVERIFY(QDir().mkpath(m_path + u"/in the way"_s));
        ProfileStore store(m_path);
        QSignalSpy changes(&store, &ProfileStore::changed);
        QVERIFY(!store.load());
        const auto saved = store.save(contoso());
        QVERIFY(!saved);
        QCOMPARE(saved.error().kind, ErrorKind::File);
        QVERIFY(saved.error().message.contains(u"connections.json"_s));
        QVERIFY(store.profiles().isEmpty());
        QCOMPARE(changes.size(), 0);
        QVERIFY(QFileInfo(m_path).isDir());

        QFile blocker(m_folder->filePath(u"file"_s));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        ProfileStore below(blocker.fileName() + u"/connections.json"_s);
        QVERIFY(!below.save(contoso()));
    }

    void aDiskThatFillsUpIsSaid_data()
    {
        QTest::addColumn<int>("bytes");
        for (const int bytes : {0, 100, 700})
            QTest::addRow("%d", bytes) << bytes;
    }

    void aDiskThatFillsUpIsSaid()
    {
        QFETCH(int, bytes);
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        const QByteArray before = contentsOf(m_path);
        {
            const FullDisk full(static_cast<rlim_t>(bytes));
            const auto saved = store.save(fabrikam());
            QVERIFY(!saved);
            QCOMPARE(saved.error().kind, ErrorKind::File);
        }
        QCOMPARE(contentsOf(m_path), before);
        QCOMPARE(store.profiles(), QList<Profile>{contoso()});
        QVERIFY(store.save(fabrikam()));
        ProfileStore again(m_path);
        QVERIFY(again.load());
        QCOMPARE(again.profiles(), (QList<Profile>{contoso(), fabrikam()}));
    }

    void withoutRoomForACopyTheBackupItselfIsTaken()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        QVERIFY(store.save(fabrikam()));
        QVERIFY(writeTo(m_path, "garbage"));
        {
            const FullDisk full(200); // enough for the lock
            ProfileStore damaged(m_path);
            QVERIFY(!damaged.load());
            QCOMPARE(damaged.profiles(), QList<Profile>{contoso()});
        }
        QCOMPARE(contentsOf(filesBeside(m_path, u"damaged"_s).first()), QByteArray("garbage"));
        ProfileStore again(m_path);
        QVERIFY(again.load());
        QCOMPARE(again.profiles(), QList<Profile>{contoso()});
    }

    /// On a separate file system of 64 KiB (see with_small_disk.sh).
    void smallDiskFillsUp()
    {
        const QString disk = qEnvironmentVariable("SMALL_DISK");
        if (disk.isEmpty())
            QSKIP("no disk to fill");
        const QString path = disk + u"/full/connections.json"_s;
        ProfileStore store(path);
        QVERIFY(store.load());
        QList<Profile> kept;
        Result<void> saved;
        for (int number = 0; saved && number < 10'000; ++number) {
            Profile profile = fabrikam();
            profile.id = QUuid::createUuid();
            profile.name += QString::number(number);
            saved = store.save(profile);
            if (saved)
                kept << profile;
        }
        QVERIFY(!saved);
        QVERIFY(kept.size() > 20);
        QVERIFY2(saved.error().message.contains(u"can't be saved"_s),
                 qPrintable(saved.error().message));
        QCOMPARE(store.profiles(), kept);
        ProfileStore again(path);
        QVERIFY(again.load());
        QCOMPARE(again.profiles(), kept);
        // The file is damaged as well: then nothing can be set aside, but the store can be used.
        QVERIFY(writeTo(path, "garbage"));
        QFile filler(disk + u"/filler"_s);
        QVERIFY(filler.open(QIODevice::WriteOnly));
        while (filler.write(QByteArray(512, 'x')) == 512 && filler.flush()) { }
        ProfileStore damaged(path);
        const auto loaded = damaged.load();
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().message.contains(u"its disk is full"_s),
                 qPrintable(loaded.error().message));
        QVERIFY(loaded.error().message.contains(u"backup was restored"_s));
        QVERIFY(damaged.profiles().size() >= kept.size() - 1);
        QCOMPARE(contentsOf(path), QByteArray("garbage"));
        filler.close();
        QVERIFY(QFile::remove(filler.fileName()));
        QVERIFY(damaged.save(contoso()));
        QVERIFY(damaged.profiles().size() >= kept.size());
        QCOMPARE(contentsOf(filesBeside(path, u"damaged"_s).first()), QByteArray("garbage"));
    }

    /// The same disk, which can be made read-only for root, too.
    void readOnlyDiskIsRead()
    {
        const QString disk = qEnvironmentVariable("SMALL_DISK");
        if (disk.isEmpty())
            QSKIP("no disk to make read-only");
        const QString good = disk + u"/good/connections.json"_s;
        const QString damagedPath = disk + u"/damaged/connections.json"_s;
        for (const QString &path : {good, damagedPath}) {
            ProfileStore store(path);
            QVERIFY(store.save(contoso()));
            QVERIFY(store.save(fabrikam()));
        }
        QVERIFY(writeTo(damagedPath, "garbage"));
        QCOMPARE(::mount(nullptr, QFile::encodeName(disk).constData(), nullptr,
                         MS_REMOUNT | MS_RDONLY, nullptr),
                 0);
        ProfileStore store(good);
        QVERIFY(store.load());
        QCOMPARE(store.profiles().size(), 2);
        for (const auto &result :
             {store.save(contoso()), store.remove(contoso().id), store.move({contoso().id}, {}),
              store.touch(contoso().id, QDateTime::currentDateTimeUtc())}) {
            QVERIFY(!result);
            QVERIFY2(result.error().message.contains(u"is not writable"_s),
                     qPrintable(result.error().message));
        }
        QCOMPARE(store.profiles().size(), 2);

        ProfileStore damaged(damagedPath);
        const auto loaded = damaged.load();
        QVERIFY(!loaded);
        QVERIFY(loaded.error().message.contains(u"is not writable"_s));
        QVERIFY(loaded.error().message.contains(u"backup was restored"_s));
        QCOMPARE(damaged.profiles(), QList<Profile>{contoso()});
    }

private:
    QString m_path;
};

ROOMKEEPER_TEST(QCoreApplication, TestProfileDisk);
#include "tst_profiledisk.moc"
