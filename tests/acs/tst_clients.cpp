#include "support/scriptedserver.h"

#include "acs/http/serviceerror.h"
#include "acs/identity/identityclient.h"
#include "acs/rooms/roomsclient.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

namespace {

/// A valid room as the service writes it.
QByteArray roomJson(const QByteArray &id)
{
    return QJsonDocument(QJsonObject{{u"id"_s, QString::fromLatin1(id)},
                                     {u"createdAt"_s, u"2023-06-06T05:55:41Z"_s},
                                     {u"validFrom"_s, u"2023-06-07T07:55:41Z"_s},
                                     {u"validUntil"_s, u"2023-06-08T15:55:41Z"_s}})
        .toJson(QJsonDocument::Compact);
}

struct Bench
{
    ScriptedServer server;
    QNetworkAccessManager network;
    SystemClock clock;
    SystemRandom random;
    Transport transport{*parseEndpoint(server.endpoint()), *AccessKey::fromBase64("AAAA"), network,
                        clock, random};
    RoomsClient rooms{transport, defaultApiVersion};
    IdentityClient identity{transport};
    QObject context;

    Bench() { network.setProxy(QNetworkProxy::NoProxy); }

    template <class T>
    Result<T> wait(const Call<T> &call)
    {
        std::optional<Result<T>> result;
        call.then(&context, [&result](Result<T> r) { result = std::move(r); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 30'000))
            qFatal("no answer at all");
        return *result;
    }

    QByteArray page(const QList<QByteArray> &ids, const QByteArray &next = {})
    {
        QByteArrayList entries;
        for (const QByteArray &id : ids)
            entries << roomJson(id);
        QByteArray body = "{\"value\":[" + entries.join(',') + "]";
        if (!next.isEmpty())
            body += ",\"nextLink\":\"" + next + "\"";
        return ScriptedServer::answer(200, body + '}');
    }

    QByteArray link(const QByteArray &token) const
    {
        return server.endpoint().toLatin1() + "/rooms?nextLink=" + token
               + "&api-version=2025-03-13";
    }
};

} // namespace

class TestClients : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void pagesAreWalked()
    {
        Bench bench;
        bench.server.enqueue(bench.page({"991", "992"}, bench.link("t1")));
        // an empty page does not end the list
        bench.server.enqueue(bench.page({}, bench.link("t2")));
        bench.server.enqueue(bench.page({"993"}));
        QStringList ids;
        const auto end =
            bench.wait(bench.rooms.listRooms(&bench.context, [&ids](const RoomPage &page) {
                for (const Room &room : page.items)
                    ids << room.id;
            }));
        QCOMPARE(*end, (ListEnd{.pages = 3, .items = 3, .unreadable = 0}));
        QCOMPARE(ids, (QStringList{u"991"_s, u"992"_s, u"993"_s}));
        QCOMPARE(bench.server.requests().at(1).target,
                 QByteArray("/rooms?nextLink=t1&api-version=2025-03-13"));
        QCOMPARE(bench.server.requests().size(), 3);
    }

    void oneBadEntryHarmsNoOther()
    {
        Bench bench;
        bench.server.enqueue(
            ScriptedServer::answer(200, R"({"value":[{"id":"990"},)" + roomJson("991") + "]}"));
        RoomPage seen;
        const auto end = bench.wait(
            bench.rooms.listRooms(&bench.context, [&seen](const RoomPage &page) { seen = page; }));
        QCOMPARE(end->unreadable, 1);
        QCOMPARE(seen.items.size(), 1);
        QCOMPARE(seen.unreadable.first().kind, ErrorKind::BadAnswer);
    }

    void foreignAndCircularLinks_data()
    {
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<int>("requests");
        QTest::newRow("other host") << QByteArray("https://evil.example/rooms?nextLink=x") << 1;
        QTest::newRow("other port") << QByteArray("http://127.0.0.1:1/rooms?nextLink=x") << 1;
        QTest::newRow("to itself") << QByteArray("self") << 1;
    }

    void foreignAndCircularLinks()
    {
        QFETCH(QByteArray, second);
        QFETCH(int, requests);
        Bench bench;
        const QByteArray link =
            second == "self" ? bench.server.endpoint().toLatin1() + "/rooms?api-version=2025-03-13"
                             : second;
        bench.server.enqueue(bench.page({"991"}, link));
        qsizetype rooms = 0;
        const auto end = bench.wait(bench.rooms.listRooms(
            &bench.context, [&rooms](const RoomPage &page) { rooms += page.items.size(); }));
        QCOMPARE(end.error().kind, ErrorKind::BadAnswer);
        QCOMPARE(rooms, 1); // what was read is shown
        QCOMPARE(bench.server.requests().size(), requests);
    }

    void aListCanBeCancelled()
    {
        Bench bench;
        bench.server.enqueue(bench.page({"991"}, bench.link("t1")));
        bench.server.enqueue({}); // the second page never arrives
        std::optional<ErrorKind> kind;
        int pages = 0;
        const auto call = bench.rooms.listRooms(&bench.context, [&](const RoomPage &) { ++pages; });
        call.then(&bench.context, [&](const Result<ListEnd> &r) { kind = r.error().kind; });
        QTRY_COMPARE(pages, 1);
        QTRY_COMPARE(bench.server.requests().size(), 2);
        call.cancel();
        QTRY_VERIFY(kind.has_value());
        QCOMPARE(*kind, ErrorKind::Cancelled);
        QCOMPARE(bench.transport.pending(), 0);
    }

    void everyRoomOperation()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(201, roomJson("991")));
        bench.server.enqueue(ScriptedServer::answer(200, roomJson("991")));
        bench.server.enqueue(ScriptedServer::answer(200, roomJson("991")));
        bench.server.enqueue(
            ScriptedServer::answer(200, R"({"value":[{"rawId":"8:acs:x","role":"Attendee"}]})"));
        bench.server.enqueue(ScriptedServer::answer(200, "{}"));
        bench.server.enqueue(ScriptedServer::answer(204));
        bench.server.enqueue(ScriptedServer::answer(404));

        QCOMPARE(bench.wait(bench.rooms.createRoom({}))->id, u"991"_s);
        QCOMPARE(bench.wait(bench.rooms.room(u"991"_s))->id, u"991"_s);
        QCOMPARE(bench.wait(bench.rooms.updateRoom(u"991"_s, {.pstnDialOutEnabled = true}))->id,
                 u"991"_s);
        QList<Participant> people;
        QVERIFY(bench
                    .wait(bench.rooms.listParticipants(
                        u"991"_s, &bench.context,
                        [&](const ParticipantPage &page) { people += page.items; }))
                    .has_value());
        QCOMPARE(people, (QList<Participant>{{u"8:acs:x"_s, Role::attendee()}}));
        QVERIFY(bench
                    .wait(bench.rooms.updateParticipants(
                        u"991"_s, {.set = {{u"8:acs:y"_s, Role::presenter()}}}))
                    .has_value());
        QCOMPARE(*bench.wait(bench.rooms.deleteRoom(u"991"_s)), Deletion::Deleted);
        QCOMPARE(*bench.wait(bench.rooms.deleteRoom(u"991"_s)), Deletion::WasAlreadyGone);

        const SeenRequest create = bench.server.requests().first();
        const QUuid repeatabilityId(
            QString::fromLatin1(create.headers.value("repeatability-request-id")));
        QVERIFY(!repeatabilityId.isNull());
        QVERIFY(create.headers.value("repeatability-first-sent").endsWith("GMT"));
    }

    void twoRequestsAreTwoIds()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(201, roomJson("991")));
        QVERIFY(bench.wait(bench.rooms.createRoom({})).has_value());
        QVERIFY(bench.wait(bench.rooms.createRoom({})).has_value());
        QVERIFY(bench.server.requests().at(0).headers.value("repeatability-request-id")
                != bench.server.requests().at(1).headers.value("repeatability-request-id"));
    }

    void collaboratorOnlyWhereTheVersionHasIt()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(200, "{}"));
        const RosterUpdate update{.set = {{u"8:acs:y"_s, Role::collaborator()}}};
        const RoomsClient old(bench.transport, ApiVersion::V2024_04_15);
        QCOMPARE(bench.wait(old.updateParticipants(u"991"_s, update)).error().kind,
                 ErrorKind::Invalid);
        QCOMPARE(bench.server.requests().size(), 0);
        QVERIFY(bench.wait(bench.rooms.updateParticipants(u"991"_s, update)).has_value());
    }

    void everyIdentityOperation()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(201, R"({"identity":{"id":"8:acs:a_b"}})"));
        bench.server.enqueue(ScriptedServer::answer(
            200,
            R"({"token":"marker-secret.b.c","expiresOn":"2023-10-10T21:39:39.3244584+00:00"})"));
        bench.server.enqueue(ScriptedServer::answer(204));
        QCOMPARE(bench.wait(bench.identity.createUser())->rawId, u"8:acs:a_b"_s);
        const auto token = bench.wait(bench.identity.issueToken(
            u"8:acs:a_b"_s, {.scopes = {u"voip"_s}, .expiresIn = std::chrono::minutes(60)}));
        QCOMPARE(token->token, u"marker-secret.b.c"_s);
        QVERIFY(bench.wait(bench.identity.revokeTokens(u"8:acs:a_b"_s)).has_value());
        QVERIFY(bench.wait(bench.identity.deleteUser(u"8:acs:a_b"_s)).has_value());

        const auto &seen = bench.server.requests();
        QCOMPARE(seen.at(1).target,
                 QByteArray("/identities/8%3Aacs%3Aa_b/:issueAccessToken?api-version=2023-10-01"));
        QCOMPARE(QJsonDocument::fromJson(seen.at(1).body).object(),
                 (QJsonObject{{u"scopes"_s, QJsonArray{u"voip"_s}}, {u"expiresInMinutes"_s, 60}}));
        QCOMPARE(
            seen.at(2).target,
            QByteArray("/identities/8%3Aacs%3Aa_b/:revokeAccessTokens?api-version=2023-10-01"));
        QCOMPARE(seen.at(3).method, QByteArray("DELETE"));
    }

    void anUnsupportedVersionOfIdentityIsNamed()
    {
        Bench bench;
        const IdentityClient old(bench.transport, u"2021-03-07"_s);
        bench.server.enqueue(ScriptedServer::answer(
            400, R"({"error":{"code":"UnsupportedApiVersion","message":"No."}})"));
        for (const Error &error : {bench.wait(old.createUser()).error(),
                                   bench.wait(old.issueToken(u"8:acs:a_b"_s, {})).error(),
                                   bench.wait(old.revokeTokens(u"8:acs:a_b"_s)).error(),
                                   bench.wait(old.deleteUser(u"8:acs:a_b"_s)).error()}) {
            QVERIFY(isUnsupportedVersionError(error));
            QCOMPARE(error.reason, static_cast<int>(IdentityProblem::UnsupportedVersion));
        }
        for (const auto &request : bench.server.requests())
            QVERIFY(request.target.endsWith("?api-version=2021-03-07"));
        QCOMPARE(bench.wait(bench.rooms.room(u"991"_s)).error().reason, 0);
    }

    /// Any 2xx says that the change was made: an unreadable response is no reason to repeat it.
    void unreadableAnswersToChangesAreUnknownOutcomes()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(201, "<html>", {}, "text/html"));
        QCOMPARE(bench.wait(bench.rooms.createRoom({})).error().kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(bench.wait(bench.rooms.updateRoom(u"991"_s, {})).error().kind,
                 ErrorKind::OutcomeUnknown);
        QCOMPARE(bench.wait(bench.identity.createUser()).error().kind, ErrorKind::OutcomeUnknown);
        // The response came from something in between, not from the service.
        QCOMPARE(bench.wait(bench.rooms.updateParticipants(u"991"_s, {})).error().kind,
                 ErrorKind::OutcomeUnknown);
        QCOMPARE(bench.wait(bench.rooms.deleteRoom(u"991"_s)).error().kind,
                 ErrorKind::OutcomeUnknown);
    }

    void unreadableAnswersNameTheRequest()
    {
        Bench bench;
        bench.server.enqueue(ScriptedServer::answer(200, R"({"id":"991"})", "MS-CV: cv1\r\n"));
        const auto room = bench.wait(bench.rooms.room(u"991"_s));
        QCOMPARE(room.error().kind, ErrorKind::BadAnswer);
        QCOMPARE(room.error().requestId, u"cv1"_s);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestClients);
#include "tst_clients.moc"
