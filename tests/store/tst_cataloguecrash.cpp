#include "support/cataloguetest.h"
#include "support/fixture.h"
#include "support/testmain.h"
#include "support/writerprocess.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::store;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

namespace {

class Writer : public WriterProcess
{
public:
    Writer(const QString &file, const QString &prefix, int first, int last)
        : WriterProcess(QStringLiteral(CATALOGUE_WRITER), file, prefix, first, last)
    {
    }
};

/// The last number that the writer confirmed for each ID; rooms and people separately.
struct Expected
{
    QHash<QString, int> rooms;
    QHash<QString, int> people;

    void take(const QString &prefix, const QList<int> &numbers)
    {
        for (const int number : numbers)
            (number % 3 == 0 ? people : rooms)[prefix + QString::number(number % 7)] = number;
    }
};

/// The IDs whose number in the catalogue is older than the confirmed one.
QStringList lostIn(Catalogue &catalogue, const Expected &expected)
{
    const auto rooms = answerOf(catalogue.rooms(u"resource"_s));
    const auto people = answerOf(catalogue.people());
    if (!rooms || !people)
        return {u"unreadable"_s};
    QStringList lost;
    for (auto it = expected.rooms.begin(); it != expected.rooms.end(); ++it) {
        const auto kept = rooms->value(it.key());
        if (kept.name.toInt() < it.value() || kept.tags != QStringList{kept.name})
            lost << u"room %1: %2, not %3"_s.arg(it.key(), kept.name).arg(it.value());
    }
    for (auto it = expected.people.begin(); it != expected.people.end(); ++it) {
        const QString kept = people->value(it.key());
        if (kept.toInt() < it.value())
            lost << u"person %1: %2, not %3"_s.arg(it.key(), kept).arg(it.value());
    }
    return lost;
}

} // namespace

/// Programs that are killed while writing, and several that write at the same time.
class TestCatalogueCrash : public roomkeeper::tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        m_file = m_folder->filePath(u"catalogue.sqlite"_s);
    }

    void whatWasConfirmedSurvivesKill()
    {
        Expected expected;
        int next = 1;
        for (int round = 0; round < 30; ++round) {
            Writer writer(m_file, u"w"_s, next, next + 1'000'000);
            QVERIFY2(writer.confirms(round == 0 ? 1 : round * 7 % 61),
                     qPrintable(QString::number(round)));
            writer.kill();
            expected.take(u"w"_s, writer.confirmed());
            if (!writer.confirmed().isEmpty())
                next = writer.confirmed().last() + 1;

            Catalogue catalogue(m_file);
            QCOMPARE(lostIn(catalogue, expected), QStringList());
            QVERIFY(wentWell(catalogue.keepPerson(u"between"_s, QString::number(round))));
        }
        QVERIFY(next > 500);
        QCOMPARE(filesSetAside(m_file), QStringList());
    }

    void severalProgramsWriteAtOnce_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<int>("quarantine");
        QTest::newRow("no file") << QString() << 0;
        QTest::newRow("version 1") << u"version 1"_s << 0;
        QTest::newRow("current") << u"current"_s << 0;
        QTest::newRow("damaged") << u"damaged"_s << 1;
    }

    void severalProgramsWriteAtOnce()
    {
        QFETCH(QString, before);
        QFETCH(int, quarantine);
        if (before == u"version 1") {
            QVERIFY(executeSql(m_file, versionOne()));
        } else if (!before.isEmpty()) {
            QVERIFY(makeCatalogue(m_file, 300));
            if (before == u"damaged")
                QVERIFY(overwrite(m_file, 0, QByteArray(5000, 'x')));
        }
        const QStringList prefixes{u"a"_s, u"b"_s, u"c"_s};
        std::vector<std::unique_ptr<Writer>> writers;
        for (const QString &prefix : prefixes)
            writers.push_back(std::make_unique<Writer>(m_file, prefix, 1, 200));
        Expected expected;
        for (std::size_t i = 0; i < writers.size(); ++i) {
            QVERIFY(writers[i]->endsWell());
            QCOMPARE(writers[i]->confirmed().size(), 200);
            expected.take(prefixes[static_cast<qsizetype>(i)], writers[i]->confirmed());
        }
        Catalogue catalogue(m_file);
        QCOMPARE(lostIn(catalogue, expected), QStringList());
        QCOMPARE(filesSetAside(m_file).size(), quarantine);
    }

    void aProgramThatDiesTakesNoneWithIt()
    {
        Writer survivor(m_file, u"s"_s, 1, 1500);
        Expected expected;
        for (int round = 0; round < 10; ++round) {
            const QString prefix = u"v%1-"_s.arg(round);
            Writer victim(m_file, prefix, 1, 1'000'000);
            QVERIFY(victim.confirms(round * 3 + 1));
            victim.kill();
            expected.take(prefix, victim.confirmed());
        }
        QVERIFY(survivor.endsWell());
        QCOMPARE(survivor.confirmed().size(), 1500);
        expected.take(u"s"_s, survivor.confirmed());
        Catalogue catalogue(m_file);
        QCOMPARE(lostIn(catalogue, expected), QStringList());
        QCOMPARE(filesSetAside(m_file), QStringList());
    }

    void theLogIsSetAsideWithItsFile()
    {
        Writer writer(m_file, u"w"_s, 1, 1'000'000);
        QVERIFY(writer.confirms(20));
        writer.kill();
        const QByteArray log = bytesOf(m_file + u"-wal"_s);
        QVERIFY(!log.isEmpty());
        QVERIFY(overwrite(m_file, 0, QByteArray(4096, 'x')));
        // otherwise it repairs the file
        QVERIFY(overwrite(m_file + u"-wal"_s, 0, QByteArray(32, 'x')));

        Catalogue catalogue(m_file);
        QVERIFY(answerOf(catalogue.people())->isEmpty());
        const auto aside = filesSetAside(m_file);
        QCOMPARE(aside.size(), 1);
        QCOMPARE(bytesOf(aside.first()), QByteArray(4096, 'x'));
        QCOMPARE(bytesOf(aside.first() + u"-wal"_s).mid(32), log.mid(32));
        QVERIFY(wentWell(catalogue.keepPerson(u"p"_s, u"Ada"_s)));
    }

private:
    QString m_file;
};

ROOMKEEPER_TEST(QCoreApplication, TestCatalogueCrash);
#include "tst_cataloguecrash.moc"
