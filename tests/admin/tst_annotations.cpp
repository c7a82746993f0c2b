#include "admin/rooms/annotations.h"
#include "support/answer.h"
#include "support/fixture.h"
#include "support/fulldisk.h"
#include "support/rooms.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;
using tests::room;
using tests::utc;

namespace {

const QString board = u"99100000000000001"_s;
const QString clinic = u"99100000000000002"_s;
const QString person = u"8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_0000000e-0000-0000-0000-1"_s;
const QDateTime now = utc(u"2026-11-22T12:00:00Z");

} // namespace

/// Names and tags in a new catalogue in a temporary folder.
class TestAnnotations : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void init()
    {
        Fixture::init();
        m_folder = std::make_unique<QTemporaryDir>();
        m_catalogue = std::make_unique<store::Catalogue>(m_folder->filePath(u"names.sqlite"_s));
        m_rooms = std::make_unique<RoomStore>();
        m_rooms->put(room(board, u"2026-11-22T11:00:00Z", u"2026-11-22T13:00:00Z"), now, true);
        m_annotations = std::make_unique<Annotations>(*m_rooms, u"contoso"_s);
    }

    void cleanup()
    {
        m_annotations.reset();
        m_catalogue.reset();
    }

    void withoutCatalogueForThisRun()
    {
        QSignalSpy changed(m_rooms.get(), &RoomStore::roomsChanged);
        m_annotations->nameRoom(board, u" Board  Q4 "_s).detach();
        QCOMPARE(m_rooms->find(board)->annotation.name, u"Board Q4"_s);
        QCOMPARE(m_rooms->find(board)->searchText, u"board q4\n"_s);
        QCOMPARE(changed.size(), 1);
        QSignalSpy people(m_annotations.get(), &Annotations::peopleChanged);
        m_annotations->namePerson(person, u"Dr. Okafor"_s).detach();
        QCOMPARE(m_annotations->personName(person), u"Dr. Okafor"_s);
        QCOMPARE(people.first().first().toStringList(), QStringList{person});
    }

    void secretsAreNoNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("connection string")
            << u"endpoint=https://contoso.communication.azure.com/;accesskey=bWFya2VyLXNlY3JldA=="_s;
        QTest::newRow("access token") << u"eyJtYXJrZXIi.eyJtYXJrZXIi.bWFya2VyLXNlY3JldA"_s;
    }

    void secretsAreNoNames()
    {
        QFETCH(const QString, text);
        m_annotations->attach(*m_catalogue);
        QSignalSpy rejected(m_annotations.get(), &Annotations::secretRejected);
        QCOMPARE(tests::kindOf(tests::answerOf(m_annotations->nameRoom(board, text))),
                 u"invalid"_s);
        QCOMPARE(tests::kindOf(tests::answerOf(m_annotations->tagRoom(board, {u"vip"_s, text}))),
                 u"invalid"_s);
        QCOMPARE(tests::kindOf(tests::answerOf(m_annotations->namePerson(person, text))),
                 u"invalid"_s);
        QCOMPARE(rejected.size(), 3);
        QCOMPARE(m_rooms->annotation(board), store::RoomAnnotation());
        QVERIFY(m_annotations->personName(person).isEmpty());
        QVERIFY(tests::answerOf(m_catalogue->rooms(u"contoso"_s))->isEmpty());
        QVERIFY(tests::answerOf(m_catalogue->people())->isEmpty());
    }

    void shownOnceKept()
    {
        m_annotations->attach(*m_catalogue);
        const auto naming = m_annotations->nameRoom(board, u"Board"_s);
        QCOMPARE(m_rooms->annotation(board).name, QString()); // not before it is on the disk
        QVERIFY(tests::answerOf(naming));
        QCOMPARE(m_rooms->annotation(board).name, u"Board"_s);

        RoomStore others;
        Annotations again(others, u"contoso"_s);
        again.attach(*m_catalogue);
        QTRY_COMPARE(others.annotation(board).name, u"Board"_s);
        const auto elsewhere = tests::answerOf(m_catalogue->rooms(u"fabrikam"_s));
        QVERIFY(elsewhere && elsewhere->isEmpty());
    }

    void aNameAndTagsGivenInOneBreathAreBothKept()
    {
        m_annotations->attach(*m_catalogue);
        m_annotations->nameRoom(clinic, u"Clinic"_s).detach();
        QVERIFY(tests::answerOf(m_annotations->tagRoom(clinic, {u"vip"_s})));
        const auto kept = tests::answerOf(m_catalogue->rooms(u"contoso"_s));
        QVERIFY(kept);
        QCOMPARE(kept->value(clinic),
                 (store::RoomAnnotation{.name = u"Clinic"_s, .tags = {u"vip"_s}}));
        QVERIFY(tests::answerOf(m_annotations->nameRoom(clinic, QString())));
        QCOMPARE(m_rooms->annotation(clinic), (store::RoomAnnotation{.tags = {u"vip"_s}}));
    }

    void whatAnotherWindowStoredIsNotOverwritten()
    {
        m_annotations->attach(*m_catalogue);
        QVERIFY(tests::answerOf(m_annotations->nameRoom(board, u"Board"_s)));
        QVERIFY(tests::answerOf(m_annotations->namePerson(person, u"Ada"_s)));
        QVERIFY(tests::answerOf(
            m_catalogue->keepRoom(u"contoso"_s, board, {.name = u"Theirs"_s, .tags = {{u"t"_s}}})));
        QVERIFY(tests::answerOf(m_catalogue->keepPerson(person, u"Grace"_s)));

        QSignalSpy made(m_annotations.get(), &Annotations::changed);
        QSignalSpy conflicts(m_annotations.get(), &Annotations::changedMeanwhile);
        QCOMPARE(tests::kindOf(tests::answerOf(m_annotations->nameRoom(board, u"Ours"_s))),
                 u"conflict"_s);
        QTRY_COMPARE(conflicts.size(), 1);
        QCOMPARE(conflicts.last().first().value<AnnotationChange>(),
                 (AnnotationChange{.roomId = board,
                                   .before = {.name = u"Board"_s},
                                   .after = {.name = u"Ours"_s}}));
        QCOMPARE(m_rooms->annotation(board).name, u"Theirs"_s);
        QCOMPARE(tests::kindOf(tests::answerOf(m_annotations->namePerson(person, u"Eve"_s))),
                 u"conflict"_s);
        QTRY_COMPARE(conflicts.size(), 2);
        QCOMPARE(m_annotations->personName(person), u"Grace"_s);
        QVERIFY(made.isEmpty());

        // The name that the user saw counts, not the one that is shown by now.
        QCOMPARE(
            tests::kindOf(tests::answerOf(m_annotations->nameRoom(board, u"Ours"_s, u"Board"_s))),
            u"conflict"_s);
        // Other fields, equal values, and values that were seen are no conflict.
        QVERIFY(tests::answerOf(m_annotations->nameRoom(board, u"Theirs"_s, u"Board"_s)));
        QVERIFY(tests::answerOf(m_annotations->nameRoom(board, u"Ours"_s)));
        QCOMPARE(made.size(), 1);
        QCOMPARE(tests::answerOf(m_catalogue->rooms(u"contoso"_s))->value(board),
                 (store::RoomAnnotation{.name = u"Ours"_s, .tags = {u"t"_s}}));

        // An undone change is compared, too.
        const auto change = made.last().first().value<AnnotationChange>();
        QVERIFY(tests::answerOf(m_annotations->make(change.reversed())));
        QCOMPARE(m_rooms->annotation(board).name, u"Theirs"_s);
        QCOMPARE(made.size(), 1);
        QCOMPARE(tests::kindOf(tests::answerOf(m_annotations->make(change.reversed()))), u"none"_s);
        QVERIFY(tests::answerOf(m_annotations->nameRoom(board, u"Later"_s)));
        QCOMPARE(tests::kindOf(tests::answerOf(m_annotations->make(change.reversed()))),
                 u"conflict"_s);
    }

    void namesOfPeopleComeBack()
    {
        m_annotations->attach(*m_catalogue);
        QVERIFY(tests::answerOf(m_annotations->namePerson(person, u"Dr. Okafor"_s)));
        Annotations again(*m_rooms, u"fabrikam"_s);
        QSignalSpy people(&again, &Annotations::peopleChanged);
        again.attach(*m_catalogue);
        QTRY_COMPARE(again.personName(person), u"Dr. Okafor"_s);
        QVERIFY(tests::answerOf(m_annotations->namePerson(person, {})));
        again.reload();
        QTRY_COMPARE(again.personName(person), QString());
        QCOMPARE(people.size(), 2);
    }

    void whatCanNotBeKeptLastsForThisRunAndIsSaidOnce()
    {
        QFile file(m_folder->filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        store::Catalogue nowhere(m_folder->filePath(u"file/names.sqlite"_s));
        QSignalSpy notKept(m_annotations.get(), &Annotations::notKept);
        m_annotations->attach(nowhere);
        const auto naming = tests::answerOf(m_annotations->nameRoom(board, u"Board"_s));
        QVERIFY(!naming);
        QCOMPARE(naming.error().kind, ErrorKind::Storage);
        QCOMPARE(m_rooms->annotation(board).name, u"Board"_s);
        QVERIFY(!tests::answerOf(m_annotations->namePerson(person, u"Dr. Okafor"_s)));
        QCOMPARE(m_annotations->personName(person), u"Dr. Okafor"_s);
        QCOMPARE(notKept.size(), 1);
    }

    void whatCouldNotBeKeptOutlivesARefreshAndIsKeptLater()
    {
        m_annotations->attach(*m_catalogue);
        QVERIFY(tests::answerOf(m_annotations->namePerson(person, u"Dr. Okafor"_s)));
        QSignalSpy notKept(m_annotations.get(), &Annotations::notKept);
        std::optional<tests::FullDisk> full(std::in_place, 0);
        QVERIFY(!tests::answerOf(m_annotations->nameRoom(board, u"Board"_s)));
        QVERIFY(!tests::answerOf(m_annotations->namePerson(person, u"Ada"_s)));

        m_annotations->reload();
        (void)tests::answerOf(m_catalogue->people()); // earlier calls end before this one
        QCOMPARE(m_rooms->annotation(board).name, u"Board"_s);
        QCOMPARE(m_annotations->personName(person), u"Ada"_s);
        QCOMPARE(notKept.size(), 1); // emitted once

        full.reset();
        m_annotations->reload();
        const auto isKept = [this] {
            const auto rooms = tests::answerOf(m_catalogue->rooms(u"contoso"_s));
            return rooms && rooms->value(board).name == u"Board"_s;
        };
        QTRY_VERIFY(isKept());
        QCOMPARE(tests::answerOf(m_catalogue->people())->value(person), u"Ada"_s);
    }

    void tags_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("tags");
        QTest::newRow("none") << u" , ;"_s << QStringList();
        QTest::newRow("separators")
            << u"vip, bank;clinic  hr"_s << QStringList{u"vip"_s, u"bank"_s, u"clinic"_s, u"hr"_s};
        QTest::newRow("each once") << u"vip VIP vip"_s << QStringList{u"vip"_s};
    }
    void tags()
    {
        QFETCH(const QString, text);
        QFETCH(const QStringList, tags);
        QCOMPARE(readTags(text), tags);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Catalogue> m_catalogue;
    std::unique_ptr<RoomStore> m_rooms;
    std::unique_ptr<Annotations> m_annotations;
};

ROOMKEEPER_TEST(QCoreApplication, TestAnnotations);
#include "tst_annotations.moc"
