#include "store/profilestore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::store;
using namespace Qt::StringLiterals;

namespace {

Profile contoso()
{
    return {.id = QUuid(u"6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c01"_s),
            .name = u"Contoso “Praxis”"_s,
            .endpoint = u"https://contoso.communication.azure.com"_s,
            .apiVersion = acs::ApiVersion::V2024_04_15,
            .readOnly = true,
            .secretInKeychain = false,
            .authorityFile = u"/etc/ssl/our-proxy.pem"_s,
            .colour = u"#b3261e"_s,
            .lastUsed = QDateTime(QDate(2026, 3, 1), QTime(14, 3, 7, 123), Qt::UTC)};
}

Profile fabrikam()
{
    return {.id = QUuid(u"6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c02"_s),
            .name = u"Fabrikam"_s,
            .endpoint = u"https://fabrikam.communication.azure.com"_s};
}

/// JSON with apostrophes for quotation marks (moc stumbles over raw string literals).
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

} // namespace

class TestProfileStore : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder.emplace();
        QVERIFY(m_folder->isValid());
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
        QVERIFY(!QFileInfo::exists(m_path)); // reading makes no file
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
        QCOMPARE(readRoot()[u"version"_s].toInt(), 1);
        QCOMPARE(readRoot()[u"profiles"_s].toArray().size(), 1);
        const auto others =
            QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(m_path) & others));
    }

    void twoProgramsKeepEachOthers()
    {
        ProfileStore first(m_path);
        ProfileStore second(m_path);
        QVERIFY(first.load());
        QVERIFY(second.load());
        QVERIFY(first.save(contoso()));
        QVERIFY(second.save(fabrikam()));
        QCOMPARE(second.profiles(), (QList<Profile>{contoso(), fabrikam()}));
        QVERIFY(first.remove(contoso().id));
        QCOMPARE(first.profiles(), (QList<Profile>{fabrikam()}));
    }

    void whatALaterVersionAddedStays()
    {
        write(json("{'version':1, 'since':'2.0', 'profiles':["
                   "{'id':'6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c02','name':'Fabrikam','endpoint':'"
                   "https://x.example',"
                   "'proxy':{'host':'p'}},"
                   "{'id':'no uuid','name':'?'}]}"));
        ProfileStore store(m_path);
        QVERIFY(store.load());
        QCOMPARE(store.profiles().size(), 1);
        QVERIFY(store.profiles().first().apiVersion == acs::defaultApiVersion);
        QVERIFY(store.profiles().first().secretInKeychain);
        QVERIFY(store.save(fabrikam()));
        const QJsonObject root = readRoot();
        QCOMPARE(root[u"since"_s].toString(), u"2.0"_s);
        QCOMPARE(root[u"profiles"_s].toArray().size(), 2);
        const auto entry = root[u"profiles"_s].toArray().first().toObject();
        QCOMPARE(entry[u"endpoint"_s].toString(), fabrikam().endpoint);
        QCOMPARE(entry[u"proxy"_s].toObject()[u"host"_s].toString(), u"p"_s);
    }

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
        QTest::newRow("newer") << json("{'version':2,'profiles':[]}") << u"newer"_s
                               << u"newer version"_s;
    }

    void aFileThatCannotBeUsedIsSetAside()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, suffix);
        QFETCH(QString, word);
        write(text);
        ProfileStore store(m_path);
        const auto loaded = store.load();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().kind, ErrorKind::File);
        QVERIFY2(loaded.error().message.contains(word), qPrintable(loaded.error().message));

        const auto aside = setAside(suffix);
        QCOMPARE(aside.size(), 1);
        QVERIFY(loaded.error().message.contains(aside.first()));
        QFile kept(aside.first());
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), text);

        QVERIFY(store.profiles().isEmpty());
        QVERIFY(store.save(contoso())); // usable all the same
        QVERIFY(ProfileStore(m_path).load());

        write(text); // again, in the same second
        QVERIFY(!store.load());
        QCOMPARE(setAside(suffix).size(), 2);
    }

    void damageBehindOurBackLosesNothingOfOurs()
    {
        ProfileStore store(m_path);
        QVERIFY(store.save(contoso()));
        write("garbage");
        QVERIFY(store.save(fabrikam()));
        QCOMPARE(store.profiles(), (QList<Profile>{contoso(), fabrikam()}));
        QCOMPARE(setAside(u"damaged"_s).size(), 1);
    }

    void whatCannotBeWrittenChangesNothing()
    {
        // A folder where the file should be: fails for root, too.
        QVERIFY(QDir().mkpath(m_path + u"/in the way"_s));
        ProfileStore store(m_path);
        QSignalSpy changes(&store, &ProfileStore::changed);
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

    void touchingEditsTheTimeAlone()
    {
        const QDateTime used(QDate(2026, 3, 2), QTime(9, 30, 0, 5), Qt::UTC);
        ProfileStore store(m_path);
        QVERIFY(store.touch(contoso().id, used)); // nothing is there to be touched
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
    void write(const QByteArray &text)
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QJsonObject readRoot() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                              : QJsonObject();
    }

    /// The files that were set aside, with their paths.
    QStringList setAside(const QString &suffix) const
    {
        const QDir folder(QFileInfo(m_path).path());
        QStringList paths;
        const auto names = folder.entryList({u"connections.json.%1-*"_s.arg(suffix)});
        for (const QString &name : names)
            paths << QDir::toNativeSeparators(folder.filePath(name));
        return paths;
    }

    std::optional<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
