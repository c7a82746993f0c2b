#include "support/fixture.h"
#include "support/profiletest.h"
#include "support/testmain.h"
#include "support/writerprocess.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
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
        : WriterProcess(QStringLiteral(PROFILE_WRITER), file, prefix, first, last)
    {
    }
};

/// The profiles whose number is older than the last confirmed one.
QStringList lostIn(const ProfileStore &store, const QHash<QString, int> &expected)
{
    QStringList lost;
    for (auto each = expected.begin(); each != expected.end(); ++each) {
        const auto kept = store.findByName(each.key());
        if (!kept || kept->notes.toInt() < each.value() || kept->group != kept->notes)
            lost << u"%1: %2, not %3"_s.arg(each.key(), kept ? kept->notes : u"gone"_s)
                        .arg(each.value());
    }
    return lost;
}

void take(QHash<QString, int> &expected, const QString &prefix, const QList<int> &numbers)
{
    for (const int number : numbers)
        expected[prefix + QString::number(number % 7)] = number;
}

} // namespace

/// Programs that are killed while writing, and several that write at the same time.
class TestProfileCrash : public roomkeeper::tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        m_path = m_folder->filePath(u"connections.json"_s);
    }

    void whatWasConfirmedSurvivesKill()
    {
        QHash<QString, int> expected;
        int next = 1;
        for (int round = 0; round < 8; ++round) {
            Writer writer(m_path, u"w"_s, next, next + 1'000'000);
            QVERIFY2(writer.confirms(round == 0 ? 1 : round * 5 % 13),
                     qPrintable(QString::number(round)));
            writer.kill();
            take(expected, u"w"_s, writer.confirmed());
            if (!writer.confirmed().isEmpty())
                next = writer.confirmed().last() + 1;

            ProfileStore store(m_path);
            QVERIFY(store.load());
            QCOMPARE(lostIn(store, expected), QStringList());
            // The lock of the killed program does not block others.
            const auto saved = store.save(fabrikam());
            QVERIFY2(saved, saved ? "" : qPrintable(saved.error().message));
        }
        QVERIFY(next > 25);
        QCOMPARE(filesBeside(m_path, u"damaged"_s), QStringList());
        ProfileStore backup(m_path + u".bak"_s); // complete at any time
        QVERIFY(backup.load());
        QVERIFY(backup.profiles().size() >= 7);
    }

    void severalProgramsWriteAtOnce_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<int>("quarantine");
        QTest::newRow("no file") << QByteArray() << 0;
        QTest::newRow("version 1") << json("{'version':1,'profiles':[]}") << 0;
        QTest::newRow("damaged") << QByteArray("garbage") << 1;
    }

    void severalProgramsWriteAtOnce()
    {
        QFETCH(QByteArray, before);
        QFETCH(int, quarantine);
        if (!before.isEmpty())
            QVERIFY(writeTo(m_path, before));
        ProfileStore watching(m_path);
        if (quarantine == 0)
            QVERIFY(watching.load());
        const QStringList prefixes{u"a"_s, u"b"_s, u"c"_s};
        std::vector<std::unique_ptr<Writer>> writers;
        for (const QString &prefix : prefixes)
            writers.push_back(std::make_unique<Writer>(m_path, prefix, 1, 9));
        QHash<QString, int> expected;
        for (std::size_t i = 0; i < writers.size(); ++i) {
            QVERIFY(writers[i]->endsWell());
            QCOMPARE(writers[i]->confirmed().size(), 9);
            take(expected, prefixes[static_cast<qsizetype>(i)], writers[i]->confirmed());
        }
        ProfileStore store(m_path);
        QVERIFY(store.load());
        QCOMPARE(lostIn(store, expected), QStringList());
        QCOMPARE(store.profiles().size(), 21);
        QCOMPARE(filesBeside(m_path, u"damaged"_s).size(), quarantine);
        if (quarantine == 0)
            QTRY_COMPARE(watching.profiles(), store.profiles());
    }

private:
    QString m_path;
};

ROOMKEEPER_TEST(QCoreApplication, TestProfileCrash);
#include "tst_profilecrash.moc"
