#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/profiletest.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::store;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

namespace {

/// A file as the first version wrote it, with fields that it did not know itself.
QByteArray versionOne()
{
    return json("{'profiles':["
                "{'apiVersion':'2025-03-13','colour':'#1c7ed6',"
                "'endpoint':'https://fabrikam.communication.azure.com',"
                "'id':'6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c02','name':'Fabrikam',"
                "'proxy':{'host':'p'},'readOnly':true,'secretInKeychain':false},"
                "{'apiVersion':'2023-06-14','colour':'#d9480f',"
                "'endpoint':'https://adatum.communication.azure.com',"
                "'id':'6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c03','lastUsed':'2026-03-01T14:03:07.123Z',"
                "'name':'Adatum','readOnly':false,'secretInKeychain':true}"
                "],'since':'1.0','version':1}");
}

QByteArray laterVersion()
{
    return json(
        "{'version':3,'profiles':[{'id':'6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c09','name':'Later',"
        "'endpoint':'https://later.example'}]}");
}

} // namespace

/// Files that can't be used, and files of other versions.
class TestProfileFile : public roomkeeper::tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        m_path = m_folder->filePath(u"roomkeeper/connections.json"_s);
    }

    // --- versions

    void theFirstVersionIsMigrated()
    {
        QVERIFY(writeTo(m_path, versionOne()));
        ProfileStore store(m_path);
        QVERIFY(store.load());
        QCOMPARE(contentsOf(m_path), versionOne()); // reading changes nothing
        // In the order in which that version showed them.
        QCOMPARE(namesOf(store.profiles()), (QStringList{u"Adatum"_s, u"Fabrikam"_s}));
        const Profile fabrikamThen = store.profiles().last();
        QVERIFY(fabrikamThen.readOnly && !fabrikamThen.secretInKeychain);
        QVERIFY(fabrikamThen.authentication == Authentication::AccessKey);
        QVERIFY(store.profiles().first().apiVersion == acs::ApiVersion::V2023_06_14);

        // Setting the last use is a change, too: then the old file also becomes the backup.
        const QDateTime used(QDate(2026, 3, 2), QTime(9, 30, 0, 5), utcZone);
        QVERIFY(store.touch(fabrikamThen.id, used));
        QCOMPARE(contentsOf(m_path + u".bak"_s), versionOne());
        QCOMPARE(contentsOf(m_path), json("{\n"
                                          "    'profiles': [\n"
                                          "        {\n"
                                          "            'apiVersion': '2023-06-14',\n"
                                          "            'authentication': 'accessKey',\n"
                                          "            'colour': '#d9480f',\n"
                                          "            'endpoint': "
                                          "'https://adatum.communication.azure.com',\n"
                                          "            'id': "
                                          "'6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c03',\n"
                                          "            'lastUsed': '2026-03-01T14:03:07.123Z',\n"
                                          "            'name': 'Adatum',\n"
                                          "            'readOnly': false,\n"
                                          "            'secretInKeychain': true\n"
                                          "        },\n"
                                          "        {\n"
                                          "            'apiVersion': '2025-03-13',\n"
                                          "            'authentication': 'accessKey',\n"
                                          "            'colour': '#1c7ed6',\n"
                                          "            'endpoint': "
                                          "'https://fabrikam.communication.azure.com',\n"
                                          "            'id': "
                                          "'6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c02',\n"
                                          "            'lastUsed': '2026-03-02T09:30:00.005Z',\n"
                                          "            'name': 'Fabrikam',\n"
                                          "            'proxy': {\n"
                                          "                'host': 'p'\n"
                                          "            },\n"
                                          "            'readOnly': true,\n"
                                          "            'secretInKeychain': false\n"
                                          "        }\n"
                                          "    ],\n"
                                          "    'since': '1.0',\n"
                                          "    'version': 2\n"
                                          "}\n"));
    }

    void whatAnOlderProgramSetAsideComesBack()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save({contoso(), fabrikam()}));
        // What the first version does with a file of ours, and then creates.
        const QString aside = m_path + u".newer-20260301T140307Z"_s;
        QVERIFY(QFile::rename(m_path, aside));
        QVERIFY(writeTo(m_path, versionOne()));

        ProfileStore again(m_path);
        QSignalSpy notices(&again, &ProfileStore::noticed);
        QVERIFY(again.load());
        QCOMPARE(namesOf(again.profiles()),
                 (QStringList{u"Adatum"_s, u"Fabrikam"_s, contoso().name}));
        QVERIFY(again.find(fabrikam().id)->readOnly); // changes made since then are kept
        QCOMPARE(again.find(contoso().id), contoso());
        QCOMPARE(notices.size(), 1);
        QVERIFY(notices.first().first().toString().contains(u"are back: 1."_s));
        QVERIFY(!QFile::exists(aside));
        QCOMPARE(filesBeside(m_path, u"taken-back"_s).size(), 1);
        QCOMPARE(rootOf(m_path)[u"version"_s].toInt(), 2);

        QVERIFY(again.remove(contoso().id));
        ProfileStore third(m_path);
        QVERIFY(third.load());
        QVERIFY(!third.find(contoso().id)); // not a second time
    }

    void aRunningProgramLeavesAFileOfALaterVersion()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        QVERIFY(store.load());
        QVERIFY(writeTo(m_path, laterVersion()));
        const auto saved = store.save(fabrikam());
        QVERIFY(!saved);
        QVERIFY(saved.error().message.contains(u"newer version"_s));
        QCOMPARE(contentsOf(m_path), laterVersion());
        QCOMPARE(store.profiles(), QList<Profile>{contoso()});
    }

    // --- damaged

    void aFileThatCannotBeUsedIsSetAside_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QString>("word");
        QTest::newRow("empty") << QByteArray() << u"damaged"_s << u"damaged"_s;
        QTest::newRow("cut") << json("{'version':1,'profi") << u"damaged"_s << u"damaged"_s;
        QTest::newRow("an array") << QByteArray("[]") << u"damaged"_s << u"damaged"_s;
        QTest::newRow("no version") << json("{'profiles':[]}") << u"damaged"_s << u"no version"_s;
        QTest::newRow("no list") << json("{'version':1,'profiles':{}}") << u"damaged"_s
                                 << u"no list"_s;
        QTest::newRow("later") << laterVersion() << u"newer"_s << u"newer version"_s;
        QTest::newRow("much later, with a list elsewhere")
            << json("{'version':99,'connections':[]}") << u"newer"_s << u"newer version"_s;
    }

    void aFileThatCannotBeUsedIsSetAside()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, suffix);
        QFETCH(QString, word);
        QVERIFY(writeTo(m_path, text));
        ProfileStore store(m_path);
        const auto loaded = store.load();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().kind, ErrorKind::File);
        QVERIFY2(loaded.error().message.contains(word), qPrintable(loaded.error().message));
        QVERIFY(!loaded.error().message.contains(u"backup"_s));

        const auto aside = filesBeside(m_path, suffix);
        QCOMPARE(aside.size(), 1);
        QVERIFY(loaded.error().message.contains(QDir::toNativeSeparators(aside.first())));
        QCOMPARE(contentsOf(aside.first()), text);
        QVERIFY(!QFile::exists(m_path));

        QVERIFY(store.profiles().isEmpty());
        QVERIFY(store.save(contoso())); // still usable
        QVERIFY(ProfileStore(m_path).load());

        QVERIFY(writeTo(m_path, text)); // again, in the same second
        QVERIFY(!store.load());
        QCOMPARE(filesBeside(m_path, suffix).size(), 2);
        QCOMPARE(contentsOf(filesBeside(m_path, suffix).last()), text);
    }

    void theBackupTakesThePlaceOfADamagedFile_data() { aFileThatCannotBeUsedIsSetAside_data(); }

    void theBackupTakesThePlaceOfADamagedFile()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, suffix);
        {
            ProfileStore store(m_path);
            QVERIFY(store.save({contoso(), fabrikam()}));
            Profile renamed = contoso();
            renamed.name = u"renamed"_s;
            QVERIFY(store.save(renamed));
        }
        QVERIFY(QFile::remove(m_path));
        QVERIFY(writeTo(m_path, text));
        ProfileStore store(m_path);
        const auto loaded = store.load();
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().message.contains(u"backup was restored"_s),
                 qPrintable(loaded.error().message));
        QCOMPARE(store.profiles(), (QList<Profile>{contoso(), fabrikam()}));
        QCOMPARE(contentsOf(filesBeside(m_path, suffix).first()), text);
        QVERIFY(QFile::exists(m_path + u".bak"_s));
        ProfileStore another(m_path);
        QVERIFY(another.load()); // reported once
        QCOMPARE(another.profiles(), store.profiles());
    }

    /// For users who keep their settings elsewhere: the new file is written there too.
    void whatALinkLeadsToIsSetAside()
    {
        const QString elsewhere = QFileInfo(m_path).path() + u"/elsewhere.json"_s;
        QVERIFY(writeTo(elsewhere, "garbage"));
        QVERIFY(QFile::link(elsewhere, m_path));
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        const auto aside = filesBeside(m_path, u"damaged"_s);
        QCOMPARE(aside.size(), 1);
        QCOMPARE(contentsOf(aside.first()), QByteArray("garbage"));
        QVERIFY(QFileInfo(m_path).isSymLink());
        QCOMPARE(contentsOf(elsewhere), contentsOf(m_path));
        QVERIFY(ProfileStore(m_path).load());
    }

    void theBackupIsTheOneBefore()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        const QByteArray first = contentsOf(m_path);
        QVERIFY(!QFile::exists(m_path + u".bak"_s));
        QVERIFY(store.save(fabrikam()));
        QCOMPARE(contentsOf(m_path + u".bak"_s), first);
        QVERIFY(store.save(fabrikam())); // changes nothing
        QCOMPARE(contentsOf(m_path + u".bak"_s), first);
    }

    void damageBehindOurBackLosesNothingOfOurs()
    {
        ProfileStore store(m_path);
        QSignalSpy notices(&store, &ProfileStore::noticed);
        QVERIFY(store.save(contoso()));
        QVERIFY(store.save(fabrikam()));
        const QByteArray backup = contentsOf(m_path + u".bak"_s);
        QVERIFY(writeTo(m_path, "garbage"));
        QVERIFY(store.remove(fabrikam().id));
        QCOMPARE(store.profiles(), QList<Profile>{contoso()});
        const auto aside = filesBeside(m_path, u"damaged"_s);
        QCOMPARE(aside.size(), 1);
        QCOMPARE(contentsOf(aside.first()), QByteArray("garbage"));
        QCOMPARE(notices.size(), 1);
        QVERIFY(
            notices.first().first().toString().contains(QDir::toNativeSeparators(aside.first())));
        QCOMPARE(contentsOf(m_path + u".bak"_s), backup); // never of a damaged one
        // A store that never read anything does not lose them either.
        QVERIFY(writeTo(m_path, "garbage"));
        ProfileStore blind(m_path);
        QVERIFY(blind.save(fabrikam()));
        QCOMPARE(blind.profiles(), (QList<Profile>{contoso(), fabrikam()}));
    }

    void aFileThatIsTakenAwayComesBackWithTheNextChange()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        QVERIFY(QFile::remove(m_path));
        QVERIFY(store.save(fabrikam()));
        QCOMPARE(store.profiles(), (QList<Profile>{contoso(), fabrikam()}));
    }

private:
    QString m_path;
};

ROOMKEEPER_TEST(QCoreApplication, TestProfileFile);
#include "tst_profilefile.moc"
