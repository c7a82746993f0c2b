#include "base/qtversions.h"
#include "store/catalogue/catalogue.h"
#include "support/answer.h"
#include "support/fixture.h"
#include "support/memorysecretstore.h"
#include "support/sandboxed.h"
#include "support/testmain.h"
#include "ui/common/settings.h"
#include "ui/common/style/theme.h"
#include "ui/rooms/roomspage.h"
#include "ui/rooms/table/roomcolumns.h"
#include "ui/rooms/table/roomtableview.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QDirIterator>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

const QDir fixture(QStringLiteral(ROOMKEEPER_FIXTURES "/profile-v2"));

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The files below a folder, by their paths in it. Without what SQLite keeps beside a database that
/// is open.
QMap<QString, QByteArray> filesIn(const QDir &folder)
{
    QMap<QString, QByteArray> files;
    QDirIterator each(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QString path = each.next();
        if (!path.endsWith(u"-wal") && !path.endsWith(u"-shm") && !path.endsWith(u".lock"))
            files.insert(folder.relativeFilePath(path), bytesOf(path));
    }
    return files;
}

} // namespace

/// What an earlier version kept for a user (tests/fixtures/profile-v2) is read whole, and stays as
/// it is until something is changed.
class TestProfileFolder : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_folder.emplace();
        QVERIFY(m_folder->isValid());
        const auto files = filesIn(fixture);
        for (auto each = files.cbegin(); each != files.cend(); ++each) {
            const QString path = m_folder->filePath(each.key());
            QVERIFY(QDir().mkpath(QFileInfo(path).path()));
            QFile copy(path);
            QVERIFY(copy.open(QIODevice::WriteOnly));
            QCOMPARE(copy.write(each.value()), each.value().size());
        }
        m_settings =
            std::make_unique<Settings>(m_folder->filePath(u"config/roomkeeper/roomkeeper.conf"_s));
        m_profiles = std::make_unique<store::ProfileStore>(
            m_folder->filePath(u"config/roomkeeper/roomkeeper/connections.json"_s));
        QSignalSpy noticed(m_profiles.get(), &store::ProfileStore::noticed);
        QVERIFY(m_profiles->load());
        QCOMPARE(noticed.size(), 0);
        m_catalogue = std::make_unique<store::Catalogue>(
            m_folder->filePath(u"data/roomkeeper/roomkeeper/catalogue.sqlite"_s));
    }

    /// Whatever was read, nothing was written.
    void cleanup()
    {
        m_catalogue.reset();
        m_profiles.reset();
        m_settings.reset(); // writes what was changed
        const auto now = filesIn(QDir(m_folder->path()));
        const auto before = filesIn(fixture);
        QCOMPARE(now.keys(), before.keys());
        for (auto each = before.cbegin(); each != before.cend(); ++each)
            QVERIFY2(now.value(each.key()) == each.value(), qPrintable(each.key()));
    }

    void connections()
    {
        const store::Profile clinic{
            .id = QUuid(u"b0c1d75b-1dc3-44fc-9a54-52e27dfe2e39"_s),
            .name = u"clinic"_s,
            .endpoint = u"http://127.0.0.1:18080"_s,
            .colour = u"#d9480f"_s,
            .lastUsed = QDateTime(QDate(2026, 11, 30), QTime(8, 44, 52, 180), utcZone)};
        const store::Profile ward{
            .id = QUuid(u"75ab0908-3d71-4d6d-87a3-eed690542590"_s),
            .name = u"Ward B"_s,
            .endpoint = u"http://127.0.0.1:18080"_s,
            .readOnly = true,
            .colour = u"#1c7ed6"_s,
            .lastUsed = QDateTime(QDate(2026, 11, 30), QTime(8, 45, 19, 852), utcZone)};
        QCOMPARE(m_profiles->profiles(), (QList<store::Profile>{clinic, ward}));
    }

    void namesAndTags()
    {
        const auto rooms = tests::answerOf(m_catalogue->rooms(u"127.0.0.1:18080"_s));
        QVERIFY(rooms);
        QCOMPARE(rooms->size(), 2);
        const store::RoomAnnotation board = rooms->value(u"99689218072479621"_s);
        QCOMPARE(board.name, u"Board Q4"_s);
        QCOMPARE(board.tags, (QStringList{u"vip"_s, u"quarterly"_s}));
        const store::RoomAnnotation consultation = rooms->value(u"99933301827499882"_s);
        QCOMPARE(consultation.name, u"Consultation"_s);
        QCOMPARE(consultation.tags, QStringList());

        const auto people = tests::answerOf(m_catalogue->people());
        QVERIFY(people);
        const QString person =
            u"8:acs:ed910abc-d8a5-41a0-af82-5f2db4a8e976_132ca700-3e9b-4ff1-89e8-eb6e6b276db6"_s;
        QCOMPARE(*people, (store::Catalogue::People{{person, u"Dr. Amaka Okafor"_s}}));
    }

    void settingsOfTheWindow()
    {
        Theme theme(*qApp);
        TimeDisplay display;
        Sandboxed sandbox({.rooms = 3, .seed = 7});
        ConnectionSources sources;
        sources.catalogue = m_catalogue.get();
        sources.startSandbox = [&sandbox] {
            return finishedCall<QByteArray>(sandbox.connectionString().toUtf8());
        };
        tests::MemorySecretStore secrets;
        SeededRandom random(3);
        admin::ConnectionService service(*m_profiles, secrets, sandbox.clock(), random);
        MainWindow window(service, sources, theme, display, *m_settings);
        QVERIFY(window.findChild<QAction *>(u"showActivity"_s)->isChecked());

        window.connections().openSandbox();
        QTRY_VERIFY(window.findChild<RoomsPage *>());
        const RoomTableView &table = window.findChild<RoomsPage *>()->table();
        QStringList hidden;
        for (int section = 0; section < table.model()->columnCount(); ++section) {
            if (table.isColumnHidden(section))
                hidden << columnKey(static_cast<RoomColumn>(section));
        }
        QCOMPARE(hidden, (QStringList{u"opens"_s, u"created"_s}));
        const QHeaderView &header = *table.horizontalHeader();
        QCOMPARE(columnKey(static_cast<RoomColumn>(header.sortIndicatorSection())), u"closes"_s);
        QCOMPARE(header.sortIndicatorOrder(), Qt::DescendingOrder);
    }

private:
    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<store::ProfileStore> m_profiles;
    std::unique_ptr<store::Catalogue> m_catalogue;
};

ROOMKEEPER_TEST(QApplication, TestProfileFolder);
#include "tst_profilefolder.moc"
