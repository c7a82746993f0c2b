#include "support/cataloguetest.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

#include <optional>

using namespace roomkeeper;
using namespace roomkeeper::store;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

namespace {

const QString otherResource = u"fabrikam.communication.azure.com"_s;
const RoomAnnotationChange nothing{.name = QString(), .tags = QStringList()};

} // namespace

/// What a catalogue stores, and how its calls end.
class TestCatalogue : public roomkeeper::tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        m_file = m_folder->filePath(u"folder of ours/catalogue.sqlite"_s);
    }

    void aMissingFileIsMadeEmpty()
    {
        Catalogue catalogue(m_file);
        QSignalSpy quarantine(&catalogue, &Catalogue::damagedFileSetAside);
        const auto rooms = answerOf(catalogue.rooms(resource));
        QVERIFY(rooms && rooms->isEmpty());
        const auto people = answerOf(catalogue.people());
        QVERIFY(people && people->isEmpty());
        QVERIFY(QFile::exists(m_file));
        QCOMPARE(quarantine.size(), 0);
        QCOMPARE(userVersion(m_file), 2);
    }

    void theFileIsForItsOwnerOnly()
    {
        Catalogue catalogue(m_file);
        QVERIFY(wentWell(catalogue.keepPerson(u"8:acs:1"_s, u"Ada"_s)));
        const auto others =
            QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(m_file) & others));
        QVERIFY(QFile::exists(m_file + u"-wal"_s));
        QVERIFY(!(QFile::permissions(m_file + u"-wal"_s) & others));
    }

    void whatIsKeptIsReadAgain_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("tags");
        QTest::newRow("a name") << u"Consultation"_s << QStringList();
        QTest::newRow("a tag") << QString() << QStringList{u"praxis"_s};
        QTest::newRow("both") << u"Consultation"_s << QStringList{u"b"_s, u"a"_s, u"c"_s};
        QTest::newRow("scripts")
            << u"Sprechstunde für Ärztin Łucja, 診察室, غرفة, 👩🏽‍⚕️"_s
            << QStringList{u"größe"_s, u"緊急"_s, u"🚑"_s};
        QTest::newRow("quotes") << u"O'Brien said \"x\"; DROP TABLE rooms; -- % ? :a"_s
                                << QStringList{u"[\"a\", 'b']"_s, u"\\"_s, u","_s};
        QTest::newRow("lines") << u"first\nsecond\ttab"_s << QStringList{u"a\nb"_s};
        QTest::newRow("long") << QString(100'000, u'x') << QStringList(500, u"tag"_s);
    }

    void whatIsKeptIsReadAgain()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, tags);
        const RoomAnnotation annotation{.name = name, .tags = tags};
        const QString person = name.isEmpty() ? u"Ada"_s : name;
        {
            Catalogue catalogue(m_file);
            QVERIFY(wentWell(catalogue.keepRoom(resource, u"99460161060023207"_s,
                                                {.name = name, .tags = tags})));
            QVERIFY(wentWell(catalogue.keepPerson(u"8:acs:ä"_s, person)));
            const auto rooms = answerOf(catalogue.rooms(resource));
            QCOMPARE(rooms->value(u"99460161060023207"_s), annotation);
        }
        Catalogue catalogue(m_file);
        const auto rooms = answerOf(catalogue.rooms(resource));
        QVERIFY(rooms);
        QCOMPARE(rooms->size(), 1);
        QCOMPARE(rooms->value(u"99460161060023207"_s), annotation);
        const auto people = answerOf(catalogue.people());
        QVERIFY(people);
        QCOMPARE(*people, (Catalogue::People{{u"8:acs:ä"_s, person}}));
    }

    void theLastWordCounts()
    {
        Catalogue catalogue(m_file);
        QVERIFY(wentWell(
            catalogue.keepRoom(resource, u"1"_s, {.name = u"a"_s, .tags = QStringList{u"x"_s}})));
        QVERIFY(wentWell(catalogue.keepRoom(resource, u"1"_s, {.name = u"b"_s})));
        QVERIFY(wentWell(catalogue.keepPerson(u"p"_s, u"Ada"_s)));
        QVERIFY(wentWell(catalogue.keepPerson(u"p"_s, u"Grace"_s)));
        QCOMPARE(*answerOf(catalogue.rooms(resource)),
                 (Catalogue::Rooms{{u"1"_s, {.name = u"b"_s, .tags = {u"x"_s}}}}));
        QCOMPARE(*answerOf(catalogue.people()), (Catalogue::People{{u"p"_s, u"Grace"_s}}));
    }

    void whatOneProgramChangesAnotherDoesNotUndo()
    {
        Catalogue ours(m_file);
        Catalogue theirs(m_file);
        QVERIFY(wentWell(ours.keepRoom(resource, u"1"_s, {.name = u"a"_s})));
        // They don't know the name, nor do we know their tags.
        QVERIFY(wentWell(theirs.keepRoom(resource, u"1"_s, {.tags = QStringList{u"vip"_s}})));
        QVERIFY(wentWell(ours.keepRoom(resource, u"1"_s, {.name = u"b"_s})));
        const Catalogue::Rooms both{{u"1"_s, {.name = u"b"_s, .tags = {u"vip"_s}}}};
        QCOMPARE(*answerOf(ours.rooms(resource)), both);
        QCOMPARE(*answerOf(theirs.rooms(resource)), both);
    }

    void anEmptyAnnotationForgets()
    {
        Catalogue catalogue(m_file);
        QVERIFY(wentWell(catalogue.keepRoom(resource, u"1"_s, {.name = u"a"_s})));
        QVERIFY(wentWell(catalogue.keepRoom(resource, u"2"_s, {.name = u"b"_s})));
        QVERIFY(wentWell(catalogue.keepPerson(u"p"_s, u"Ada"_s)));
        QVERIFY(wentWell(catalogue.keepPerson(u"q"_s, u"Grace"_s)));
        QVERIFY(wentWell(catalogue.keepRoom(resource, u"1"_s, nothing)));
        QVERIFY(wentWell(catalogue.keepRoom(resource, u"unknown"_s, nothing)));
        QVERIFY(wentWell(catalogue.keepPerson(u"p"_s, {})));
        QCOMPARE(answerOf(catalogue.rooms(resource))->keys(), QStringList{u"2"_s});
        QCOMPARE(answerOf(catalogue.people())->keys(), QStringList{u"q"_s});
    }

    void resourcesAreKeptApart()
    {
        Catalogue catalogue(m_file);
        QVERIFY(wentWell(catalogue.keepRoom(resource, u"1"_s, {.name = u"ours"_s})));
        QVERIFY(wentWell(catalogue.keepRoom(otherResource, u"1"_s, {.name = u"theirs"_s})));
        QVERIFY(wentWell(catalogue.keepRoom(otherResource, u"2"_s, {.name = u"theirs, too"_s})));
        QCOMPARE(answerOf(catalogue.rooms(resource))->value(u"1"_s).name, u"ours"_s);
        QCOMPARE(answerOf(catalogue.rooms(otherResource))->value(u"1"_s).name, u"theirs"_s);
        QVERIFY(wentWell(catalogue.keepRoom(resource, u"1"_s, nothing)));
        QVERIFY(answerOf(catalogue.rooms(resource))->isEmpty());
        QCOMPARE(answerOf(catalogue.rooms(otherResource))->size(), 2);
    }

    void withoutAFileItIsKeptInMemory()
    {
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_folder->path()));
        {
            Catalogue first({});
            Catalogue second({});
            QVERIFY(wentWell(
                first.keepRoom(resource, u"1"_s, {.name = u"a"_s, .tags = QStringList{u"t"_s}})));
            QVERIFY(wentWell(first.keepPerson(u"p"_s, u"Ada"_s)));
            QCOMPARE(answerOf(first.rooms(resource))->value(u"1"_s).tags, QStringList{u"t"_s});
            QCOMPARE(answerOf(first.people())->value(u"p"_s), u"Ada"_s);
            QVERIFY(answerOf(second.rooms(resource))->isEmpty()); // each its own
        }
        QVERIFY(answerOf(Catalogue({}).people())->isEmpty());
        QVERIFY(QDir(m_folder->path()).isEmpty());
        QVERIFY(QDir::setCurrent(before));
    }

    void answersComeLaterInOrderOnTheThreadThatAsked()
    {
        Catalogue catalogue(m_file);
        QList<int> order;
        QObject context;
        const auto note = [&order](int index) {
            return [&order, index](const auto &answer) {
                QVERIFY(answer);
                QCOMPARE(QThread::currentThread(), qApp->thread());
                order << index;
            };
        };
        QList<int> expected;
        for (int i = 0; i < 200; i += 4) {
            catalogue.keepRoom(resource, QString::number(i), {.name = u"a"_s})
                .then(&context, note(i));
            catalogue.rooms(resource).then(&context, [&, i](const Result<Catalogue::Rooms> &rooms) {
                QCOMPARE(rooms->size(), i / 4 + 1); // each sees those before it
                order << i + 1;
            });
            catalogue.keepPerson(u"p"_s, QString::number(i)).then(&context, note(i + 2));
            catalogue.people().then(&context, note(i + 3));
            expected << i << i + 1 << i + 2 << i + 3;
        }
        QVERIFY(order.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(order.size(), 200, 20'000);
        QCOMPARE(order, expected);
    }

    void theEndWaitsForWhatWasAskedFor()
    {
        constexpr int count = 300;
        int confirmed = 0;
        QObject context;
        {
            Catalogue catalogue(m_file);
            for (int i = 0; i < count; ++i) {
                catalogue.keepRoom(resource, QString::number(i), {.name = u"a"_s})
                    .then(&context, [&confirmed](const Result<void> &kept) {
                        QVERIFY(kept);
                        ++confirmed;
                    });
            }
        }
        QTRY_COMPARE(confirmed, count);
        Catalogue catalogue(m_file);
        QCOMPARE(answerOf(catalogue.rooms(resource))->size(), count);
    }

    void theEndComesWithoutAnythingAskedFor()
    {
        for (int i = 0; i < 50; ++i)
            Catalogue catalogue(i % 2 == 0 ? m_file : QString());
        QCOMPARE(QSqlDatabase::connectionNames(), QStringList());
    }

    void nobodyWaitsForTheAnswer()
    {
        auto context = std::make_unique<QObject>();
        Catalogue catalogue(m_file);
        catalogue.keepPerson(u"p"_s, u"Ada"_s).then(context.get(), [](const Result<void> &) {
            QFAIL("the context is gone");
        });
        context.reset();
        catalogue.keepPerson(u"q"_s, u"Grace"_s).detach();
        QCOMPARE(answerOf(catalogue.people())->size(), 2);
    }

    void twoCataloguesOfOneFileSeeEachOthers()
    {
        constexpr int count = 200;
        Catalogue first(m_file);
        Catalogue second(m_file);
        QSignalSpy quarantine(&first, &Catalogue::damagedFileSetAside);
        int confirmed = 0;
        QObject context;
        for (int i = 0; i < count; ++i) {
            auto &catalogue = i % 2 == 0 ? first : second;
            catalogue.keepRoom(resource, QString::number(i), {.name = QString::number(i)})
                .then(&context, [&confirmed](const Result<void> &kept) {
                    QVERIFY2(kept, qPrintable(kept ? QString() : kept.error().message));
                    ++confirmed;
                });
        }
        QTRY_COMPARE_WITH_TIMEOUT(confirmed, count, 60'000);
        const auto rooms = answerOf(first.rooms(resource));
        QCOMPARE(rooms->size(), count);
        QCOMPARE(rooms->value(u"77"_s).name, u"77"_s);
        QCOMPARE(*answerOf(second.rooms(resource)), *rooms);
        QCOMPARE(quarantine.size(), 0);
    }

    void theDefaultPlaceIsTheDataFolder()
    {
        QVERIFY(Catalogue::defaultPath().endsWith(u"/catalogue.sqlite"_s));
    }

private:
    QString m_file;
};

ROOMKEEPER_TEST(QCoreApplication, TestCatalogue);
#include "tst_catalogue.moc"
