#include "sandbox/sandboxserver.h"
#include "sandbox/seeding.h"
#include "support/fixture.h"
#include "support/testmain.h"
#include "support/testservice.h"

#include <QCoreApplication>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <map>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60 * acs::Timestamp::ticksPerSecond;
constexpr qint64 day = 24 * 60 * minute;
const acs::Timestamp start{17'496'306'001'234'567};

std::vector<const Room *> listed(const Store &store)
{
    return store.page({}, 1'000'000).rooms;
}

struct Counts
{
    int open = 0;
    int endingSoon = 0;
    int upcoming = 0;

    bool operator==(const Counts &) const = default;
};

Counts countStates(const Store &store)
{
    Counts counts;
    for (const Room *room : listed(store)) {
        const qint64 left = room->validUntil.ticks - start.ticks;
        if (room->validFrom > start)
            ++counts.upcoming;
        else if (left <= 30 * minute)
            ++counts.endingSoon;
        else
            ++counts.open;
    }
    return counts;
}

} // namespace

class TestSandboxSeeding : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void states_data()
    {
        QTest::addColumn<int>("rooms");
        QTest::addColumn<int>("open");
        QTest::addColumn<int>("endingSoon");
        QTest::newRow("0") << 0 << 0 << 0;
        QTest::newRow("1") << 1 << 0 << 0;
        QTest::newRow("16") << 16 << 6 << 1;
        QTest::newRow("120") << 120 << 45 << 8;
        QTest::newRow("3000") << 3000 << 1125 << 200;
    }

    void states()
    {
        QFETCH(int, rooms);
        QFETCH(int, open);
        QFETCH(int, endingSoon);
        SeededRandom random(5);
        Store store;
        seed(store, {.rooms = rooms}, TestService::resourceId(), random, start);
        const Counts counts = countStates(store);
        QCOMPARE(counts.open, open);
        QCOMPARE(counts.endingSoon, endingSoon);
        QCOMPARE(counts.upcoming, rooms - open - endingSoon);
        for (const Room *room : listed(store)) {
            QVERIFY(room->validUntil.ticks - start.ticks >= 20 * minute);
            QVERIFY(room->validUntil.ticks - room->validFrom.ticks <= 180 * day);
            QVERIFY(room->validFrom < room->validUntil);
            QVERIFY(room->validFrom.ticks - start.ticks <= 180 * day);
            QVERIFY(room->createdAt <= start);
        }
    }

    void endedOnesCanBeReadOnly()
    {
        TestService test;
        seed(test.service.store(), {.rooms = 160}, TestService::resourceId(), test.random,
             test.now);
        QCOMPARE(test.service.store().listedCount(), size_t(160));
        // They come back if the clock is set back far enough.
        test.service.store().advanceTo({test.now.ticks - 40 * day});
        QCOMPARE(test.service.store().listedCount(), size_t(170));
        test.service.store().advanceTo(test.now);
        QCOMPARE(test.service.store().listedCount(), size_t(160));
    }

    void rosters()
    {
        SeededRandom random(5);
        Store store;
        seed(store, {.rooms = 500}, TestService::resourceId(), random, start);
        int full = 0;
        size_t most = 0;
        size_t least = 350;
        for (const Room *room : listed(store)) {
            std::map<Role, int> roles;
            for (const Member &member : room->roster) {
                ++roles[member.role];
                QCOMPARE(store.users().state(member.user), UserDirectory::State::Existing);
            }
            if (room->roster.size() >= 4)
                QCOMPARE(roles.size(), size_t(4));
            QVERIFY(std::ranges::adjacent_find(room->roster, std::ranges::greater_equal{},
                                               &Member::user)
                    == room->roster.end());
            if (room->roster.size() == 350) {
                ++full;
                continue;
            }
            most = std::max(most, room->roster.size());
            least = std::min(least, room->roster.size());
        }
        QCOMPARE(full, 1);
        QCOMPARE(most, size_t(40));
        QCOMPARE(least, size_t(0));
    }

    void aFixedCountOfParticipants_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("0") << 0;
        QTest::newRow("7") << 7;
        QTest::newRow("1000") << 1000;
    }

    void aFixedCountOfParticipants()
    {
        QFETCH(int, count);
        SeededRandom random(5);
        Store store;
        seed(store, {.rooms = 20, .participants = count}, TestService::resourceId(), random, start);
        for (const Room *room : listed(store))
            QCOMPARE(room->roster.size(), size_t(count));
    }

    void theSameSeedGivesTheSame()
    {
        const auto textOf = [](quint32 seedNumber) {
            SeededRandom random(seedNumber);
            Store store;
            seed(store, {.rooms = 50}, TestService::resourceId(), random, start);
            QByteArrayList text;
            for (const Room *room : listed(store)) {
                text.append(QByteArray::number(room->id) + room->createdAt.toWire().toLatin1()
                            + room->validUntil.toWire().toLatin1()
                            + QByteArray::number(room->pstnDialOutEnabled));
                for (const Member &member : room->roster)
                    text.append(store.users().rawId(member.user)
                                + toWire(member.role).toByteArray());
            }
            return text;
        };
        QCOMPARE(textOf(7), textOf(7));
        QVERIFY(textOf(7) != textOf(8));
    }

    void idsAreThoseOfTheService()
    {
        SeededRandom random(5);
        Store store;
        seed(store, {.rooms = 300}, TestService::resourceId(), random, start);
        QSet<qsizetype> lengths;
        for (const Room *room : listed(store)) {
            const QByteArray id = QByteArray::number(room->id);
            QVERIFY(id.startsWith("99"));
            lengths.insert(id.size());
        }
        QCOMPARE(lengths, QSet<qsizetype>({16, 17}));
    }

    void itCanBeGivenUp_data()
    {
        QTest::addColumn<int>("wantedUntil");
        QTest::addColumn<bool>("isDone");
        QTest::addColumn<int>("asked");
        // 5,312 rooms are created and then stored: ten calls.
        QTest::newRow("at once") << 0 << false << 1;
        QTest::newRow("while rooms are made") << 3 << false << 4;
        QTest::newRow("while they are stored") << 7 << false << 8;
        QTest::newRow("never") << 1000 << true << 10;
    }

    void itCanBeGivenUp()
    {
        QFETCH(int, wantedUntil);
        QFETCH(bool, isDone);
        QFETCH(int, asked);
        SeededRandom random(5);
        Store store;
        int questions = 0;
        QCOMPARE(seed(store,
                      {.rooms = 5000,
                       .participants = 0,
                       .isUnwanted = [&] { return ++questions > wantedUntil; }},
                      TestService::resourceId(), random, start),
                 isDone);
        QCOMPARE(questions, asked);
        QCOMPARE(listed(store).size() == 5000, isDone);
    }

    void aServerThatIsNotWantedAnyMore()
    {
        SandboxOptions options;
        options.rooms = 2000;
        options.isUnwanted = [] { return true; };
        const auto server = SandboxServer::start(std::move(options));
        QVERIFY(!server.has_value());
        QCOMPARE(server.error().kind, ErrorKind::Cancelled);
    }

    void aUserOfASeededRoomGetsAToken()
    {
        TestService test;
        seed(test.service.store(), {.rooms = 1}, TestService::resourceId(), test.random, test.now);
        const Store &store = test.service.store();
        const QByteArray user = store.users().rawId(listed(store).front()->roster.front().user);
        QVERIFY(user.startsWith("8:acs:" + TestService::resourceId()));
        QCOMPARE(test.send("POST", "/identities/" + user + "/:issueAccessToken",
                           R"({"scopes":["voip"]})")
                     .status,
                 200);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxSeeding);
#include "tst_sandboxseeding.moc"
