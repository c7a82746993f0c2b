#include "support/fixture.h"
#include "support/testmain.h"
#include "support/testservice.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTest>
#include <QUrl>

#include <map>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

using Roster = std::map<QString, QString>;

Roster rosterOf(TestService &test, const QByteArray &room)
{
    Roster roster;
    const Response response = test.send("GET", "/rooms/" + room + "/participants");
    for (const auto entry : json(response).value("value"_L1).toArray()) {
        const QJsonObject participant = entry.toObject();
        roster[participant.value("rawId"_L1).toString()] = participant.value("role"_L1).toString();
    }
    return roster;
}

QString rawId(int number)
{
    return QString::fromLatin1(TestService::rawId(number));
}

/// `{"participants":{…}}`, the values as written.
QByteArray patchOf(const QList<std::pair<QByteArray, QByteArray>> &entries)
{
    QByteArrayList parts;
    for (const auto &[id, value] : entries)
        parts.append('"' + id + "\":" + value);
    return R"({"participants":{)" + parts.join(',') + "}}";
}

QByteArray roleOf(const QByteArray &name)
{
    return "{\"role\":\"" + name + "\"}";
}

Response patch(TestService &test, const QByteArray &room, const QByteArray &body,
               const QByteArray &version = "2025-03-13")
{
    return test.send("PATCH", "/rooms/" + room + "/participants?api-version=" + version, body);
}

} // namespace

class TestSandboxParticipants : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void anEmptyRoster()
    {
        TestService test;
        const Response response = test.send("GET", "/rooms/" + test.createRoom() + "/participants");
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, R"({"value":[]})");
    }

    void createdWithTheRoom()
    {
        TestService test;
        const QByteArray room =
            test.createRoom(patchOf({{TestService::rawId(1), roleOf("Presenter")},
                                     {TestService::rawId(2), "{}"},
                                     {TestService::rawId(3), roleOf("CONSUMER")},
                                     {TestService::rawId(4), "null"},
                                     {TestService::rawId(5), R"({"role":null})"}}));
        QCOMPARE(rosterOf(test, room), Roster({{rawId(1), u"Presenter"_s},
                                               {rawId(2), u"Attendee"_s},
                                               {rawId(3), u"Consumer"_s},
                                               {rawId(5), u"Attendee"_s}}));
    }

    void mergePatch()
    {
        TestService test;
        const QByteArray room =
            test.createRoom(patchOf({{TestService::rawId(1), roleOf("Presenter")},
                                     {TestService::rawId(2), roleOf("Consumer")},
                                     {TestService::rawId(3), roleOf("Consumer")}}));
        const Response response = patch(test, room,
                                        patchOf({{TestService::rawId(2), roleOf("Collaborator")},
                                                 {TestService::rawId(3), "null"},
                                                 {TestService::rawId(4), "{}"},
                                                 {TestService::rawId(9), "null"}}));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, "{}");
        QCOMPARE(rosterOf(test, room), Roster({{rawId(1), u"Presenter"_s},
                                               {rawId(2), u"Collaborator"_s},
                                               {rawId(4), u"Attendee"_s}}));
    }

    void addingAPresentOneWithoutARoleMakesHimAttendee()
    {
        TestService test;
        const QByteArray room =
            test.createRoom(patchOf({{TestService::rawId(1), roleOf("Presenter")}}));
        QCOMPARE(patch(test, room, patchOf({{TestService::rawId(1), "{}"}})).status, 200);
        QCOMPARE(rosterOf(test, room), Roster({{rawId(1), u"Attendee"_s}}));
    }

    void patchesThatChangeNothing_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("nobody") << QByteArray(R"({"participants":{}})");
        QTest::newRow("null") << QByteArray(R"({"participants":null})");
        QTest::newRow("removing a stranger") << patchOf({{TestService::rawId(7), "null"}});
    }

    void patchesThatChangeNothing()
    {
        QFETCH(QByteArray, body);
        TestService test;
        const QByteArray room =
            test.createRoom(patchOf({{TestService::rawId(1), roleOf("Presenter")}}));
        const Response response = patch(test, room, body);
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, "{}");
        QCOMPARE(rosterOf(test, room), Roster({{rawId(1), u"Presenter"_s}}));
    }

    void identifiers_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<bool>("taken");
        const QByteArray user = "0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9_00000019-2d4c";
        QTest::newRow("acs") << "8:acs:" + user << true;
        QTest::newRow("gcch-acs") << "8:gcch-acs:" + user << true;
        QTest::newRow("dod-acs") << "8:dod-acs:" + user << true;
        QTest::newRow("another resource")
            << QByteArray("8:acs:11111111-2222-4333-8444-555555555555_00000019-2d4c") << true;
        QTest::newRow("short") << QByteArray("8:acs:123456c") << false;
        QTest::newRow("other case") << "8:ACS:" + user << false;
        QTest::newRow("Teams user")
            << QByteArray("8:orgid:0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9") << false;
        QTest::newRow("Teams extension user") << "8:acs:" + user + "_third" << false;
        QTest::newRow("phone number") << QByteArray("4:+41446681800") << false;
        QTest::newRow("bot") << QByteArray("28:orgid:0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9")
                             << false;
        QTest::newRow("empty") << QByteArray("") << false;
        QTest::newRow("name") << QByteArray("bob") << false;
    }

    void identifiers()
    {
        QFETCH(QByteArray, id);
        QFETCH(bool, taken);
        TestService test;
        const QByteArray body = patchOf({{TestService::rawId(1), "{}"}, {id, roleOf("Presenter")}});
        const Response created = test.send("POST", "/rooms", body);
        const QByteArray room = test.createRoom();
        const Response patched = patch(test, room, body);
        const Response patchedAsIn2024 = patch(test, room, body, "2024-04-15");
        if (taken) {
            QCOMPARE(created.status, 201);
            QCOMPARE(patched.status, 200);
            QCOMPARE(rosterOf(test, room).at(QString::fromLatin1(id)), u"Presenter"_s);
            return;
        }
        QCOMPARE(created.status, 400);
        QCOMPARE(errorCode(created), u"BadRequest"_s);
        QCOMPARE(errorMessage(created), u"Invalid format for communication identifier."_s);
        QCOMPARE(patched.status, 400);
        QCOMPARE(errorCode(patched), u"BadRequest"_s);
        QCOMPARE(errorMessage(patched),
                 u"Communication identifier %1 is not supported."_s.arg(QString::fromLatin1(id)));
        QCOMPARE(patchedAsIn2024.status, 400);
        QCOMPARE(errorMessage(patchedAsIn2024), u"Invalid value for the Participants."_s);
        for (const Response &response : {created, patched, patchedAsIn2024}) {
            QCOMPARE(response.header("x-ms-error-code"), "BadRequest");
            QVERIFY(!response.header("api-supported-versions").isNull());
        }
        // A rejected change has no effect.
        QCOMPARE(rosterOf(test, room), Roster());
        QCOMPARE(json(test.send("GET", "/rooms")).value("value"_L1).toArray().size(), 1);
    }

    void roles_data()
    {
        QTest::addColumn<QByteArray>("role");
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QString>("kept");
        const QByteArrayList versions{"2023-06-14", "2023-10-30-preview", "2024-04-15",
                                      "2025-03-13"};
        for (const QByteArray &version : versions) {
            for (const char *name : {"Presenter", "Attendee", "Consumer"})
                QTest::addRow("%s %s", name, version.constData())
                    << QByteArray(name) << version << QString::fromLatin1(name);
            QTest::addRow("Collaborator %s", version.constData())
                << QByteArray("Collaborator") << version
                << (version == "2025-03-13" ? u"Collaborator"_s : QString());
            QTest::addRow("Speaker %s", version.constData())
                << QByteArray("Speaker") << version << QString();
        }
        QTest::newRow("other case")
            << QByteArray("pReSeNtEr") << QByteArray("2025-03-13") << u"Presenter"_s;
        QTest::newRow("empty") << QByteArray("") << QByteArray("2025-03-13") << QString();
    }

    void roles()
    {
        QFETCH(QByteArray, role);
        QFETCH(QByteArray, version);
        QFETCH(QString, kept);
        TestService test;
        const QByteArray body = patchOf({{TestService::rawId(1), roleOf(role)}});
        const QByteArray room = test.createRoom();
        const Response patched = patch(test, room, body, version);
        const Response created = test.send("POST", "/rooms?api-version=" + version, body);
        if (!kept.isEmpty()) {
            QCOMPARE(patched.status, 200);
            QCOMPARE(created.status, 201);
            QCOMPARE(rosterOf(test, room), Roster({{rawId(1), kept}}));
            return;
        }
        const qsizetype end = body.indexOf(roleOf(role)) + roleOf(role).size() - 1;
        for (const Response &response : {patched, created}) {
            QCOMPARE(response.status, 400);
            QCOMPARE(errorCode(response), u"BadRequest"_s);
            QCOMPARE(
                errorMessage(response),
                u"The request could not be understood by the server due to malformed syntax."_s);
            QCOMPARE(errorDetail(response, 0).value("message"_L1),
                     u"The updateParticipantsRequestDto field is required."_s);
            const QString message = errorDetail(response, 1).value("message"_L1).toString();
            QVERIFY(message.startsWith(u"The JSON value could not be converted to "_s));
            QVERIFY2(
                message.endsWith(
                    u"RoleDto. Path: $.participants.%1.role | LineNumber: 0 | BytePositionInLine: %2."_s
                        .arg(rawId(1))
                        .arg(end)),
                qPrintable(message));
            QVERIFY(errorDetail(response, 2).isEmpty());
        }
        QCOMPARE(rosterOf(test, room), Roster());
    }

    void entriesOfTheWrongKind_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("array") << QByteArray(R"({"participants":[]})");
        QTest::newRow("role in place of an object")
            << patchOf({{TestService::rawId(1), "\"Presenter\""}});
        QTest::newRow("role is a number") << patchOf({{TestService::rawId(1), R"({"role":1})"}});
    }

    void entriesOfTheWrongKind()
    {
        QFETCH(QByteArray, body);
        TestService test;
        QCOMPARE(patch(test, test.createRoom(), body).status, 400);
        QCOMPARE(test.send("POST", "/rooms", body).status, 400);
    }

    void pages()
    {
        TestService test({.participantsPageSize = 4});
        QList<std::pair<QByteArray, QByteArray>> entries;
        for (int i = 0; i < 10; ++i)
            entries.append({TestService::rawId(i), "{}"});
        const QByteArray room = test.createRoom(patchOf(entries));
        const QByteArray path = "/rooms/" + room + "/participants";
        QStringList seen;
        const auto read = [&](const QByteArray &target) {
            const QJsonObject page = json(test.send("GET", target));
            for (const auto entry : page.value("value"_L1).toArray())
                seen.append(entry.toObject().value("rawId"_L1).toString());
            return QUrl(page.value("nextLink"_L1).toString());
        };
        QUrl next = read(path + "?api-version=2024-04-15");
        QCOMPARE(next.toString(QUrl::RemoveQuery),
                 u"http://%1%2"_s.arg(QString::fromLatin1(TestService::host()),
                                      QString::fromLatin1(path)));
        QCOMPARE(seen.size(), 4);
        // Participants who are added or removed between two pages don't shift the others.
        patch(test, room,
              patchOf({{TestService::rawId(0), "null"},
                       {TestService::rawId(3), "null"},
                       {TestService::rawId(20), "{}"}}));
        while (next.isValid() && !next.isEmpty())
            next = read(next.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority));
        QCOMPARE(seen.size(), 11);
        QCOMPARE(QSet(seen.begin(), seen.end()).size(), 11);
    }

    void aTokenOfAnotherRoom()
    {
        TestService test({.participantsPageSize = 1});
        const QByteArray body =
            patchOf({{TestService::rawId(1), "{}"}, {TestService::rawId(2), "{}"}});
        const QByteArray first = test.createRoom(body);
        const QByteArray second = test.createRoom(body);
        const QUrl next(json(test.send("GET", "/rooms/" + first + "/participants"))
                            .value("nextLink"_L1)
                            .toString());
        const QByteArray target = "/rooms/" + second + "/participants?" + next.query().toLatin1();
        QCOMPARE(test.send("GET", target).status, 400);
    }

    void largeRosters()
    {
        TestService test;
        QList<std::pair<QByteArray, QByteArray>> entries;
        for (int i = 0; i < 5'000; ++i)
            entries.append({TestService::rawId(i), "{}"});
        const QByteArray room = test.createRoom();
        QCOMPARE(patch(test, room, patchOf(entries)).status, 200);
        QCOMPARE(rosterOf(test, room).size(), size_t(5'000));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxParticipants);
#include "tst_sandboxparticipants.moc"
