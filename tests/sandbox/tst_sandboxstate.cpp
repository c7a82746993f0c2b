#include "acs/auth/requestsigner.h"
#include "sandbox/state/statefile.h"
#include "support/fixture.h"
#include "support/testmain.h"
#include "support/testservice.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

const QByteArray repeatabilityId = "11111111-2222-4333-8444-555555555555";

/// One run of a sandbox with a state file: with small pages, at the same time in each run.
struct Run
{
    explicit Run(const QString &path, qint64 later = 0)
        : test({.pageSize = 3, .participantsPageSize = 2})
    {
        test.advance(later);
        auto opened = StateFile::open(path, TestService::resourceId());
        Q_ASSERT(opened.has_value());
        state = std::move(*opened);
        [[maybe_unused]] const auto kept = test.service.keepWith(*state, test.now);
        Q_ASSERT(kept.has_value());
    }

    Response send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {})
    {
        return test.send(method, target, body);
    }

    std::unique_ptr<StateFile> state;
    TestService test;
};

/// A create request that was first sent at the service's time.
Request creationRequest(const TestService &test, const QByteArray &body = "{}")
{
    Request request = test.request("POST", "/rooms?api-version=2025-03-13", body);
    request.headers.append(Header{"Repeatability-Request-ID", repeatabilityId});
    request.headers.append({"Repeatability-First-Sent", acs::httpDate(test.now.toUtc())});
    return request;
}

QByteArray roster(const QList<std::pair<int, const char *>> &changes)
{
    QByteArrayList entries;
    for (const auto &[number, role] : changes) {
        const QByteArray value = role ? R"({"role":")" + QByteArray(role) + R"("})" : "null";
        entries << '"' + TestService::rawId(number) + "\":" + value;
    }
    return R"({"participants":{)" + entries.join(',') + "}}";
}

/// A response as text, without what differs in each response.
QByteArray textOf(Response response)
{
    response.headers.removeIf([](const Header &header) {
        return header.name == "Date" || header.name == "MS-CV" || header.name == "x-azure-ref";
    });
    QByteArray text = QByteArray::number(response.status);
    for (const Header &header : response.headers)
        text += '\n' + header.name + ": " + header.value;
    return text + '\n' + response.body;
}

/// All pages of a list.
QByteArrayList pages(TestService &test, QByteArray target)
{
    QByteArrayList texts;
    while (!target.isEmpty()) {
        const Response page = test.send("GET", target);
        texts << textOf(page);
        target = json(page).value("nextLink"_L1).toString().toLatin1();
        target.remove(0, target.indexOf("/rooms"));
    }
    return texts;
}

/// All responses about these rooms and users that change nothing.
QByteArrayList everything(TestService &test, const QByteArrayList &rooms,
                          const QByteArrayList &users)
{
    QByteArrayList texts = pages(test, "/rooms?api-version=2025-03-13");
    for (const QByteArray &room : rooms) {
        texts << textOf(test.send("GET", "/rooms/" + room));
        texts << pages(test, "/rooms/" + room + "/participants?api-version=2025-03-13");
    }
    for (const QByteArray &user : users) {
        const QByteArray revoke = "/identities/" + user + "/:revokeAccessTokens";
        texts << textOf(test.send("POST", revoke));
    }
    return texts;
}

/// A keeper in memory that can be told to fail.
class MemoryKeeper final : public StateKeeper
{
public:
    Result<StoreContents> contents() override
    {
        if (failsToRead)
            return failure(ErrorKind::Storage, u"It can't be read."_s);
        return kept;
    }

    Result<void> keep(const StoreContents &changes) override
    {
        if (failsToWrite)
            return failure(ErrorKind::Storage, u"The disk is full."_s);
        for (const Room &room : changes.rooms)
            kept.rooms.push_back(room);
        kept.lastSequence = changes.lastSequence;
        return {};
    }

    StoreContents kept;
    bool failsToRead = false;
    bool failsToWrite = false;
};

} // namespace

class TestSandboxState : public roomkeeper::tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        m_path = pathOf(u"state of a%20sandbox?.db"_s);
    }

    void eachChangeSurvives_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target"); // ROOM and USER stand for the first ones
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const QByteArray room = "/rooms/ROOM";
        const QByteArray people = "/rooms/ROOM/participants";
        const QByteArray user = "/identities/USER";
        const auto row = [](const char *name, const char *method, const QByteArray &target,
                            const QByteArray &body, int status) {
            QTest::newRow(name) << QByteArray(method) << target << body << status;
        };
        row("nothing", "GET", room, {}, 200);
        row("create", "POST", "/rooms", "{}", 201);
        row("create with people", "POST", "/rooms", roster({{7, "Consumer"}, {8, "Attendee"}}),
            201);
        row("delete", "DELETE", room, {}, 204);
        row("PSTN dial-out", "PATCH", room, R"({"pstnDialOutEnabled":true})", 200);
        row("times", "PATCH", room,
            validityJson("2025-06-11T08:00:00.7654321Z", "2025-07-11T08:00:00Z"), 200);
        row("all fields", "PATCH", room,
            R"({"validFrom":"2025-06-11","validUntil":"2025-06-12","pstnDialOutEnabled":true})",
            200);
        row("add", "PATCH", people, roster({{0, "Collaborator"}, {9, "Consumer"}}), 200);
        row("change a role", "PATCH", people, roster({{2, "Presenter"}}), 200);
        row("remove", "PATCH", people, roster({{1, nullptr}, {3, nullptr}}), 200);
        row("new user", "POST", "/identities", {}, 201);
        row("delete user", "DELETE", user, {}, 204);
        row("token", "POST", user + "/:issueAccessToken", R"({"scopes":["voip"]})", 200);
        row("revoke", "POST", user + "/:revokeAccessTokens", {}, 204);
        row("rejected", "PATCH", room, R"({"validFrom":"2025-06-11"})", 400);
    }

    void eachChangeSurvives()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QByteArrayList rooms;
        QByteArrayList users;
        QByteArrayList expected;
        {
            Run run(m_path);
            const auto createUser = [&run] {
                const QJsonObject answer = json(run.send("POST", "/identities"));
                return answer["identity"_L1]["id"_L1].toString().toLatin1();
            };
            rooms << run.test.createRoom(
                roster({{1, "Presenter"}, {2, "Attendee"}, {3, "Consumer"}, {4, "Collaborator"}}));
            for (int i = 0; i < 4; ++i)
                rooms << run.test.createRoom();
            run.send("DELETE", "/rooms/" + rooms.last());
            users << createUser() << createUser() << TestService::rawId(1)
                  << TestService::rawId(99);
            run.send("DELETE", "/identities/" + users[1]);

            target.replace("ROOM", rooms[0]).replace("USER", users[0]);
            QCOMPARE(run.send(method, target, body).status, status);
            expected = everything(run.test, rooms, users);
        }
        Run again(m_path);
        QCOMPARE(everything(again.test, rooms, users), expected);
        // Deleted rooms are known to be deleted.
        QCOMPARE(again.send("DELETE", "/rooms/" + rooms.last()).status, 204);
        QCOMPARE(again.send("DELETE", "/rooms/9900000000000000").status, 404);
        QCOMPARE(again.send("DELETE", "/identities/" + users[1]).status, 204);
        QCOMPARE(again.send("DELETE", "/identities/" + users[2]).status, 404);
    }

    /// Of rooms created at the same time the last one comes first, also after a restart and if the
    /// last one is gone; and a list that was started before can be continued.
    void listsGoOn()
    {
        QByteArray next;
        {
            Run run(m_path);
            for (int i = 0; i < 4; ++i)
                run.test.createRoom();
            const QByteArray last = run.test.createRoom();
            next = json(run.send("GET", "/rooms")).value("nextLink"_L1).toString().toLatin1();
            run.send("DELETE", "/rooms/" + last);
        }
        Run again(m_path);
        QCOMPARE(again.state->contents()->lastSequence, 5);
        const QByteArray newest = again.test.createRoom();
        const auto list = [](const Response &page) { return json(page)["value"_L1].toArray(); };
        QCOMPARE(list(again.send("GET", "/rooms"))[0]["id"_L1].toString().toLatin1(), newest);
        next.remove(0, next.indexOf("/rooms"));
        QCOMPARE(list(again.send("GET", next)).size(), 2);
    }

    /// A seed starts the same sequence in each run; used IDs are not repeated.
    void idsStayUnique()
    {
        QSet<QByteArray> ids;
        for (int i = 0; i < 3; ++i) {
            Run run(m_path);
            const QJsonObject user = json(run.send("POST", "/identities"));
            ids << user["identity"_L1]["id"_L1].toString().toLatin1();
            ids << run.test.createRoom();
        }
        QCOMPARE(ids.size(), 6);
    }

    void repeatedRequests()
    {
        Response first;
        {
            Run run(m_path);
            first = run.test.handle(creationRequest(run.test));
            QCOMPARE(first.status, 201);
        }
        {
            Run again(m_path, 200);
            Request request = creationRequest(again.test);
            QCOMPARE(textOf(again.test.handle(request)), textOf(first));
            const QByteArray other = R"({"pstnDialOutEnabled":true})";
            QCOMPARE(again.test.handle(creationRequest(again.test, other)).status, 400);
            QCOMPARE(again.state->contents()->rooms.size(), 1);
        }
        Run later(m_path, 301);
        const Response again = later.test.handle(creationRequest(later.test));
        QCOMPARE(again.status, 201);
        QVERIFY(again.header("Location") != first.header("Location"));
        QCOMPARE(later.state->contents()->rooms.size(), 2);
        QCOMPARE(later.state->contents()->answers.size(), 1); // the old one was deleted with it
    }

    /// Rooms that ended too long ago are deleted from the file with the next change.
    void forgottenRooms()
    {
        QByteArray room;
        {
            Run run(m_path);
            room = run.test.createRoom(validityJson({}, run.test.wire(3600)));
        }
        Run later(m_path, qint64{31} * 86'400);
        QCOMPARE(later.send("GET", "/rooms/" + room).status, 404);
        QCOMPARE(later.state->contents()->rooms.size(), 1);
        later.test.createRoom();
        QCOMPARE(later.state->contents()->rooms.size(), 1);
        QVERIFY(later.state->contents()->removedRooms.empty());
    }

    void theResourceStays()
    {
        Run run(m_path);
        run.state.reset();
        const auto other = StateFile::open(m_path, "11111111-2222-4333-8444-555555555555");
        QVERIFY(other.has_value());
        QCOMPARE((*other)->resourceId(), TestService::resourceId());
    }

    /// A change that can't be stored is not made.
    void aFailingKeeper()
    {
        MemoryKeeper keeper;
        TestService test;
        QVERIFY(test.service.keepWith(keeper, test.now).has_value());
        const QByteArray room = test.createRoom();
        const Response before = test.send("GET", "/rooms");

        keeper.failsToWrite = true;
        const Response rejected = test.send("POST", "/rooms", "{}");
        QCOMPARE(rejected.status, 500);
        QCOMPARE(errorCode(rejected), u"InternalServerError"_s);
        QCOMPARE(errorMessage(rejected), u"The disk is full. Nothing was changed."_s);
        QVERIFY(!rejected.header("Date").isEmpty());
        QCOMPARE(test.send("GET", "/rooms").body, before.body);
        QCOMPARE(test.send("DELETE", "/rooms/" + room).status, 500);
        QCOMPARE(test.send("GET", "/rooms").body, before.body);

        // If the stored state can't even be read, there is no response rather than a wrong one.
        keeper.failsToRead = true;
        QCOMPARE(test.send("DELETE", "/rooms/" + room).status, 500);
        QCOMPARE(test.send("GET", "/rooms").status, 500);
        keeper.failsToRead = false;
        QCOMPARE(test.send("GET", "/rooms").body, before.body);
        keeper.failsToWrite = false;
        QCOMPARE(test.send("POST", "/rooms", "{}").status, 201);
        QCOMPARE(keeper.kept.rooms.size(), 2);
    }

private:
    QString m_path;
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxState);
#include "tst_sandboxstate.moc"
