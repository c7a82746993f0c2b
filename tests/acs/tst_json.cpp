#include "acs/http/errorbody.h"
#include "acs/identity/identityjson.h"
#include "acs/rooms/roomsjson.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

namespace {

QJsonObject exampleFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s can't be read", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QByteArray bytes(const QJsonValue &value)
{
    return QJsonDocument(value.toObject()).toJson();
}

QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

const QByteArray goodRoom = R"({"id":"99199690362660524","createdAt":"2023-06-06T05:55:41Z",)"
                            R"("validFrom":"2023-06-07T07:55:41Z",)"
                            R"("validUntil":"2023-06-08T15:55:41.5+00:00"})";

} // namespace

class TestJson : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void officialExamples_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("name");
        const QDir root(QStringLiteral(ROOMKEEPER_FIXTURES "/openapi"));
        int count = 0;
        for (const auto *folder :
             {"rooms/2023-06-14", "rooms/2024-04-15", "rooms/2025-03-13", "identity/2023-10-01"}) {
            const QDir dir(root.filePath(QString::fromLatin1(folder) + u"/examples"_s));
            for (const QString &file : dir.entryList({u"*.json"_s})) {
                QTest::newRow(qPrintable(QString::fromLatin1(folder) + u'/' + file))
                    << dir.filePath(file) << file.chopped(5);
                ++count;
            }
        }
        QCOMPARE(count, 26);
    }

    /// Every body in the published examples can be parsed, and what is written for the same values
    /// is equal.
    void officialExamples()
    {
        QFETCH(QString, path);
        QFETCH(QString, name);
        const QJsonObject example = exampleFile(path);
        const QJsonObject responses = example.value("responses"_L1).toObject();
        QCOMPARE(responses.size(), 1);
        const QJsonObject body = responses.begin()->toObject().value("body"_L1).toObject();

        if (name == u"Rooms_Create" || name == u"Rooms_Get" || name == u"Rooms_Update") {
            const auto room = readRoom(bytes(body));
            QVERIFY(room.has_value());
            QCOMPARE(room->id, body.value("id"_L1).toString());
            QCOMPARE(room->validFrom, Timestamp::fromWire(body.value("validFrom"_L1).toString()));
            QCOMPARE(room->pstnDialOutEnabled.has_value(), body.contains("pstnDialOutEnabled"_L1));
        } else if (name == u"Rooms_List") {
            const auto raw = readPage(bytes(body));
            QVERIFY(raw.has_value());
            const RoomPage page = readEntries<Room>(raw->entries, readRoom);
            QCOMPARE(page.items.size(), body.value("value"_L1).toArray().size());
            QVERIFY(page.unreadable.isEmpty());
            QCOMPARE(raw->nextLink, body.value("nextLink"_L1).toString());
        } else if (name == u"Participants_List") {
            const auto raw = readPage(bytes(body));
            QVERIFY(raw.has_value());
            const auto page = readEntries<Participant>(raw->entries, readParticipant);
            QCOMPARE(page.items.size(), body.value("value"_L1).toArray().size());
            QVERIFY(page.items.first().role.isKnown());
        } else if (name == u"Participants_Update") {
            const QJsonObject repeatabilityId = example.value("parameters"_L1)
                                                    .toObject()
                                                    .value("updateParticipantsRequest"_L1)
                                                    .toObject();
            RosterUpdate update;
            const QJsonObject participants = repeatabilityId.value("participants"_L1).toObject();
            for (auto it = participants.begin(); it != participants.end(); ++it) {
                if (it->isNull())
                    update.removed << it.key();
                else
                    update.set << Participant{it.key(),
                                              {it->toObject().value("role"_L1).toString()}};
            }
            QVERIFY(!update.isEmpty());
            QCOMPARE(json(writeRosterUpdate(update)), repeatabilityId);
        } else if (name == u"CreateIdentity") {
            const auto user = readCreatedUser(bytes(body));
            QVERIFY(user.has_value());
            QVERIFY(user->rawId.startsWith(u"8:acs:"));
            QCOMPARE(user->token->token, u"token"_s);
            QCOMPARE(user->token->expiresOn.timeSpec(), Qt::UTC);
            QCOMPARE(json(writeUserCreation(
                         {.scopes = tokenScopes(), .expiresIn = std::chrono::minutes(60)})),
                     example.value("parameters"_L1).toObject().value("body"_L1).toObject());
        } else if (name == u"IssueAccessToken" || name == u"ExchangeTeamsUserAccessToken") {
            QVERIFY(readAccessToken(bytes(body)).has_value());
        } else {
            QVERIFY2(body.isEmpty(), qPrintable(name)); // 204: nothing to read
        }
    }

    void unreadableRooms_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("says");
        const auto with = [](const char *key, const QJsonValue &value) {
            QJsonObject room = json(goodRoom);
            room.insert(QString::fromLatin1(key), value);
            return QJsonDocument(room).toJson();
        };
        QTest::newRow("no JSON") << QByteArray("<html>") << u"not JSON"_s;
        QTest::newRow("truncated") << goodRoom.chopped(20) << u"not JSON"_s;
        QTest::newRow("array") << QByteArray("[]") << u"not an object"_s;
        QTest::newRow("no id") << with("id", QJsonValue()) << u"no “id”"_s;
        QTest::newRow("number as id") << with("id", 7) << u"no “id”"_s;
        QTest::newRow("no opening") << with("validFrom", QJsonValue()) << u"no “validFrom”"_s;
        QTest::newRow("bad date") << with("validUntil", u"soon"_s) << u"is not a date: “soon”"_s;
    }

    void unreadableRooms()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, says);
        const auto room = readRoom(body);
        QVERIFY(!room);
        QCOMPARE(room.error().kind, ErrorKind::BadAnswer);
        QVERIFY2(room.error().message.contains(says), qPrintable(room.error().message));
    }

    void oneBadRowHarmsNoOther()
    {
        const auto raw =
            readPage(R"({"value":[)" + goodRoom + R"(,{"id":"x"},7,)" + goodRoom + "]}");
        const RoomPage page = readEntries<Room>(raw->entries, readRoom);
        QCOMPARE(page.items.size(), 2);
        QCOMPARE(page.unreadable.size(), 2);
        QVERIFY(raw->nextLink.isEmpty());
        QVERIFY(!readPage("{}").has_value());
    }

    void unknownRolesAndFieldsAreKept()
    {
        const auto participant =
            readParticipant(json(R"({"rawId":"8:acs:x","role":"Moderator","since":1})"));
        QVERIFY(participant.has_value());
        QCOMPARE(participant->role.name, u"Moderator"_s);
        QVERIFY(!participant->role.isKnown());
        QVERIFY(!readParticipant(json(R"({"role":"Attendee"})")).has_value());
    }

    void creationSaysOnlyWhatIsAsked()
    {
        QCOMPARE(writeCreation({}, defaultApiVersion), QByteArray("{}"));
        const RoomCreation creation{.validFrom =
                                        Timestamp::fromWire(u"2023-06-07T07:55:41.1234567Z"),
                                    .pstnDialOutEnabled = true,
                                    .participants = {{u"8:acs:x"_s, Role::consumer()}}};
        const QJsonObject object = json(writeCreation(creation, ApiVersion::V2024_04_15));
        QCOMPARE(object.value("validFrom"_L1).toString(), u"2023-06-07T07:55:41.1234567+00:00"_s);
        QVERIFY(!object.contains("validUntil"_L1));
        QCOMPARE(object.value("pstnDialOutEnabled"_L1), QJsonValue(true));
        QCOMPARE(object.value("participants"_L1).toObject().value("8:acs:x"_L1).toObject(),
                 (QJsonObject{{u"role"_s, u"Consumer"_s}}));
        // The oldest version has no dial-out.
        QVERIFY(!json(writeCreation(creation, ApiVersion::V2023_06_14))
                     .contains("pstnDialOutEnabled"_L1));
        QCOMPARE(writeUpdate({.pstnDialOutEnabled = true}, ApiVersion::V2023_06_14),
                 QByteArray("{}"));
    }

    void errorBodies()
    {
        const Error error = readErrorBody(
            400,
            R"({"error":{"code":"BadRequest","message":"M","details":)"
            R"([{"code":"BadArgument","message":"D","target":"ValidUntil"}],"innererror":{}}})",
            "BadRequest");
        QCOMPARE(error.kind, ErrorKind::Invalid);
        QCOMPARE(error.serviceCode, u"BadRequest"_s);
        QCOMPARE(error.details, (QList<ErrorDetail>{{u"BadArgument"_s, u"D"_s, u"ValidUntil"_s}}));
        QCOMPARE(readErrorBody(503, "<html>", "Busy").serviceCode, u"Busy"_s);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestJson);
#include "tst_json.moc"
