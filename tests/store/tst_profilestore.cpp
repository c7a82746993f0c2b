#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/profiletest.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QFileSystemWatcher>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace roomkeeper;
using namespace roomkeeper::store;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

/// Contents, order, and several programs using the same file.
class TestProfileStore : public roomkeeper::tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        m_path = m_folder->filePath(u"roomkeeper/connections.json"_s);
    }

    void aMissingFileIsAnEmptyStore()
    {
        ProfileStore store(m_path);
        QSignalSpy changes(&store, &ProfileStore::changed);
        QVERIFY(store.load());
        QVERIFY(store.profiles().isEmpty());
        QVERIFY(!store.find(contoso().id));
        QCOMPARE(changes.size(), 0);
        QVERIFY(!QFileInfo::exists(m_path)); // reading creates no file
    }

    void whatIsSavedIsReadAgain()
    {
        {
            ProfileStore store(m_path);
            QSignalSpy changes(&store, &ProfileStore::changed);
            QVERIFY(store.save(contoso()));
            QVERIFY(store.save(fabrikam()));
            QCOMPARE(changes.size(), 2);
            QVERIFY(store.save(fabrikam()));
            QCOMPARE(changes.size(), 2);
        }
        ProfileStore store(m_path);
        QSignalSpy changes(&store, &ProfileStore::changed);
        QVERIFY(store.load());
        QCOMPARE(changes.size(), 1);
        QCOMPARE(store.profiles(), (QList<Profile>{contoso(), fabrikam()}));
        QCOMPARE(store.find(contoso().id), contoso());
        QCOMPARE(store.findByName(u"Fabrikam"), fabrikam());
        QVERIFY(!store.findByName(u"fabrikam"));
        QVERIFY(!store.find(fabrikam().id)->lastUsed.isValid());

        auto renamed = contoso();
        renamed.name = u"Contoso 2"_s;
        renamed.group.clear();
        renamed.notes.clear();
        QVERIFY(store.save(renamed));
        QCOMPARE(store.profiles(), (QList<Profile>{renamed, fabrikam()}));
        QVERIFY(store.remove(contoso().id));
        QVERIFY(store.remove(contoso().id));
        QCOMPARE(store.profiles(), (QList<Profile>{fabrikam()}));
    }

    void theFileIsVersionedAndForItsOwnerOnly()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        QVERIFY(store.save(fabrikam()));
        const QJsonObject root = rootOf(m_path);
        QCOMPARE(root[u"version"_s].toInt(), 2);
        const QJsonObject entry = root[u"profiles"_s].toArray().first().toObject();
        QCOMPARE(entry[u"authentication"_s].toString(), u"entraId"_s);
        QCOMPARE(entry[u"group"_s].toString(), u"Clinics"_s);
        const auto others =
            QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(m_path) & others));
        QVERIFY(!(QFile::permissions(m_path + u".bak"_s) & others));
    }

    void whatOtherVersionsAddedStays()
    {
        QVERIFY(writeTo(m_path, json("{'version':2, 'since':'2.0', 'profiles':["
                                     "{'id':'no uuid','name':'?'},"
                                     "{'id':'6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c02',"
                                     "'name':'Fabrikam','endpoint':'https://x.example',"
                                     "'proxy':{'host':'p'}},"
                                     "{'id':'6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c02',"
                                     "'name':'the same again','endpoint':'https://y.example'},"
                                     "{'id':'6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c03','name':'C',"
                                     "'endpoint':'https://c.example','authentication':'card'},"
                                     "42]}")));
        ProfileStore store(m_path);
        QVERIFY(store.load());
        // Entries that can't be read, or with an unknown authentication, are not shown.
        QCOMPARE(namesOf(store.profiles()), QStringList{u"Fabrikam"_s});
        QVERIFY(store.profiles().first().apiVersion == acs::defaultApiVersion);
        QVERIFY(store.profiles().first().secretInKeychain);
        QVERIFY(store.profiles().first().authentication == Authentication::AccessKey);
        QVERIFY(store.save(fabrikam()));
        QVERIFY(store.move({fabrikam().id}, u"Group"_s));
        const QJsonObject root = rootOf(m_path);
        QCOMPARE(root[u"since"_s].toString(), u"2.0"_s);
        const QJsonArray entries = root[u"profiles"_s].toArray();
        QCOMPARE(entries.size(), 5);
        const auto entry = entries.last().toObject();
        QCOMPARE(entry[u"endpoint"_s].toString(), fabrikam().endpoint);
        QCOMPARE(entry[u"group"_s].toString(), u"Group"_s);
        QCOMPARE(entry[u"proxy"_s].toObject()[u"host"_s].toString(), u"p"_s);
        QCOMPARE(entries[0].toObject()[u"name"_s].toString(), u"?"_s);
        QCOMPARE(entries[3].toInt(), 42);
    }

    // --- order and groups

    void movingMakesTheOrder_data()
    {
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after"); // in capitals: those of group X

        QTest::newRow("up") << u"c"_s << u""_s << u"a"_s << u"cabDE"_s;
        QTest::newRow("down") << u"a"_s << u""_s << u"c"_s << u"bacDE"_s;
        QTest::newRow("to the end of the group") << u"a"_s << u""_s << QString() << u"bcaDE"_s;
        QTest::newRow("into a group") << u"b"_s << u"X"_s << u"e"_s << u"acDBE"_s;
        QTest::newRow("behind a group") << u"a"_s << u"X"_s << QString() << u"bcDEA"_s;
        QTest::newRow("into a new group") << u"a"_s << u"Y"_s << QString() << u"bcDEa"_s;
        QTest::newRow("out of it") << u"d"_s << u""_s << u"b"_s << u"adbcE"_s;
        QTest::newRow("several keep their order") << u"eca"_s << u""_s << u"b"_s << u"acebD"_s;
        QTest::newRow("before itself") << u"b"_s << u""_s << u"b"_s << u"abcDE"_s;
        QTest::newRow("among them the one behind") << u"ab"_s << u"X"_s << u"b"_s << u"AbcDE"_s;
        QTest::newRow("one that is not there") << u"z"_s << u"X"_s << u"a"_s << u"abcDE"_s;
        QTest::newRow("before none that is there") << u"a"_s << u""_s << u"z"_s << u"bcaDE"_s;
    }

    void movingMakesTheOrder()
    {
        QFETCH(QString, ids);
        QFETCH(QString, group);
        QFETCH(QString, before);
        QFETCH(QString, after);
        ProfileStore store(m_path);
        QVERIFY(store.save(letters(u"abcDE"_s)));
        QList<QUuid> moved;
        for (const QChar each : ids)
            moved << idOfLetter(each);
        QVERIFY(store.move(moved, group, before.isEmpty() ? QUuid() : idOfLetter(before[0])));
        QCOMPARE(lettersIn(store), after);
        ProfileStore again(m_path);
        QVERIFY(again.load());
        QCOMPARE(again.profiles(), store.profiles());
    }

    void groupsAreListedByTheirFirstProfiles()
    {
        ProfileStore store(m_path);
        QCOMPARE(store.groups(), QStringList());
        auto profiles = letters(u"abcde"_s);
        profiles[0].group = u"Two"_s;
        profiles[2].group = u"One"_s;
        profiles[4].group = u"Two"_s;
        QVERIFY(store.save(profiles));
        QCOMPARE(store.groups(), (QStringList{u"Two"_s, u"One"_s}));
        QCOMPARE(namesOf(store.listed()), (QStringList{u"b"_s, u"d"_s, u"a"_s, u"e"_s, u"c"_s}));
        QVERIFY(store.renameGroup(u"Two"_s, u"Three"_s));
        QCOMPARE(store.groups(), (QStringList{u"Three"_s, u"One"_s}));
        QVERIFY(store.renameGroup(u"One"_s, u"Three"_s));
        QCOMPARE(store.groups(), QStringList{u"Three"_s});
        QVERIFY(store.renameGroup(u"Three"_s, {}));
        QCOMPARE(store.groups(), QStringList());
        QCOMPARE(namesOf(store.profiles()), namesOf(profiles));
    }

    // --- several programs

    void twoProgramsKeepEachOthers()
    {
        ProfileStore first(m_path);
        ProfileStore second(m_path);
        QVERIFY(first.load());
        QVERIFY(second.load());
        QVERIFY(first.save(contoso()));
        QVERIFY(second.save(fabrikam()));
        QCOMPARE(second.profiles(), (QList<Profile>{contoso(), fabrikam()}));
        QVERIFY(first.move({contoso().id}, {}));
        QCOMPARE(namesOf(first.profiles()), (QStringList{u"Fabrikam"_s, contoso().name}));
        QVERIFY(second.renameGroup({}, u"All"_s));
        QVERIFY(first.remove(contoso().id));
        QCOMPARE(namesOf(first.profiles()), QStringList{u"Fabrikam"_s});
        QCOMPARE(first.groups(), QStringList{u"All"_s});
    }

    void whatAnotherProgramDidIsSeen()
    {
        ProfileStore first(m_path); // not even the folder exists
        QVERIFY(first.load());
        ProfileStore second(m_path);
        QVERIFY(second.save(fabrikam()));
        QTRY_COMPARE(first.profiles(), QList<Profile>{fabrikam()});
        QSignalSpy changes(&first, &ProfileStore::changed);
        for (int round = 0; round < 3; ++round) { // also once the file was replaced
            Profile renamed = fabrikam();
            renamed.name += QString::number(round);
            QVERIFY(second.save(renamed));
            QTRY_COMPARE(first.profiles(), QList<Profile>{renamed});
            QCOMPARE(changes.size(), round + 1);
        }
        QVERIFY(first.save(contoso()));
        QTRY_COMPARE(second.profiles(), first.profiles());
    }

    void aFileThatSomebodyIsWritingIsWaitedFor()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        QVERIFY(store.save(fabrikam()));
        QVERIFY(store.load());
        const QByteArray whole = contentsOf(m_path + u".bak"_s);
        QSignalSpy changes(&store, &ProfileStore::changed);
        const QFileSystemWatcher witness({m_path});
        QSignalSpy seen(&witness, &QFileSystemWatcher::fileChanged);
        // An editor that writes in place, in two steps.
        QVERIFY(writeTo(m_path, whole.left(whole.size() / 2)));
        QTRY_VERIFY(!seen.isEmpty());
        QCoreApplication::processEvents(); // the store's own watcher was notified at the same time
        QCOMPARE(changes.size(), 0);
        QVERIFY(writeTo(m_path, whole));
        QTRY_COMPARE(store.profiles(), QList<Profile>{contoso()});
        QCOMPARE(filesBeside(m_path, u"damaged"_s), QStringList());
    }

    void aLockHeldByAnotherIsSaid()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        QLockFile lock(m_path + u".lock"_s);
        QVERIFY(lock.lock());
        const auto saved = store.save(fabrikam());
        QVERIFY(!saved);
        QVERIFY2(saved.error().message.contains(u"Another program"_s),
                 qPrintable(saved.error().message));
        lock.unlock();
        QVERIFY(store.save(fabrikam()));
    }

    void aLockThatNobodyCameToFillIsNoObstacle()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        QFile lock(m_path + u".lock"_s);
        QVERIFY(lock.open(QIODevice::WriteOnly));
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addSecs(-1),
                                 QFileDevice::FileModificationTime));
        QVERIFY(store.touch(contoso().id, QDateTime::currentDateTimeUtc()));
        QVERIFY(!lock.exists());
    }

    // --- touching

    void touchingEditsTheTimeAlone()
    {
        const QDateTime used(QDate(2026, 3, 2), QTime(9, 30, 0, 5), utcZone);
        ProfileStore store(m_path);
        QVERIFY(store.touch(contoso().id, used)); // there is nothing to be touched
        QVERIFY(!QFile::exists(m_path));
        QVERIFY(store.save(contoso()));
        QVERIFY(store.save(fabrikam()));

        ProfileStore another(m_path);
        Profile renamed = contoso();
        renamed.name = u"Contoso 2"_s;
        QVERIFY(another.save(renamed));
        QVERIFY(another.remove(fabrikam().id));
        QVERIFY(store.touch(contoso().id, used));
        QVERIFY(store.touch(fabrikam().id, used));
        renamed.lastUsed = used;
        QCOMPARE(store.profiles(), QList<Profile>{renamed});
        QVERIFY(another.load());
        QCOMPARE(another.profiles(), QList<Profile>{renamed});
    }

    void theFirstTouchBringsABackup()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        const QString backup = m_path + u".bak"_s;
        QVERIFY(!QFile::exists(backup));
        QVERIFY(store.touch(contoso().id, QDateTime::currentDateTimeUtc()));
        const QByteArray first = contentsOf(backup);
        QVERIFY(first.contains("Contoso"));
        QVERIFY(store.touch(contoso().id, QDateTime::currentDateTimeUtc().addSecs(1)));
        QCOMPARE(contentsOf(backup), first); // which is enough
    }

    void touchingGivesWayToAnotherWriter()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        QLockFile lock(m_path + u".lock"_s);
        QVERIFY(lock.lock());
        QVERIFY(!store.touch(contoso().id, QDateTime::currentDateTimeUtc()));
        QCOMPARE(store.profiles(), QList<Profile>{contoso()});
    }

    void theDefaultPlaceIsTheConfigurationFolder()
    {
        QVERIFY(ProfileStore::defaultPath().endsWith(u"/connections.json"_s));
    }

private:
    static QUuid idOfLetter(QChar letter)
    {
        return QUuid::createUuidV5(contoso().id, QString(letter.toLower()));
    }

    /// A profile for each letter; those in capitals belong to group X.
    static QList<Profile> letters(const QString &text)
    {
        QList<Profile> profiles;
        for (const QChar each : text) {
            profiles.append({.id = idOfLetter(each),
                             .name = each.toLower(),
                             .endpoint = u"https://x.example"_s,
                             .group = each.isUpper() ? u"X"_s : QString()});
        }
        return profiles;
    }

    static QString lettersIn(const ProfileStore &store)
    {
        QString text;
        for (const Profile &profile : store.profiles())
            text += profile.group == u"X" ? profile.name.toUpper() : profile.name;
        return text;
    }

    QString m_path;
};

ROOMKEEPER_TEST(QCoreApplication, TestProfileStore);
#include "tst_profilestore.moc"
