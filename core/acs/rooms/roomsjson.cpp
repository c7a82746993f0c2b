#include "acs/rooms/roomsjson.h"

#include "acs/http/jsonanswer.h"

#include <QCoreApplication>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

constexpr auto keyId = "id"_L1;
constexpr auto keyCreatedAt = "createdAt"_L1;
constexpr auto keyValidFrom = "validFrom"_L1;
constexpr auto keyValidUntil = "validUntil"_L1;
constexpr auto keyPstn = "pstnDialOutEnabled"_L1;
constexpr auto keyParticipants = "participants"_L1;
constexpr auto keyRawId = "rawId"_L1;
constexpr auto keyRole = "role"_L1;
constexpr auto keyValue = "value"_L1;
constexpr auto keyNextLink = "nextLink"_L1;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RoomsJson)
};

tl::unexpected<Error> unreadable(const QString &what)
{
    return failure(ErrorKind::BadAnswer, what);
}

Result<Timestamp> readTimestamp(const QJsonObject &object, QLatin1StringView key, const QString &id)
{
    const QString text = object.value(key).toString();
    if (const auto instant = Timestamp::fromWire(text))
        return *instant;
    return unreadable(
        text.isEmpty()
            ? Text::tr("Room %1 has no “%2”.").arg(id, key)
            : Text::tr("“%2” of room %1 is not a date: “%3”.").arg(id, key, text.left(60)));
}

QJsonObject roleObject(const Role &role)
{
    return {{keyRole, role.name}};
}

} // namespace

Result<Room> readRoom(const QJsonObject &object)
{
    Room room;
    room.id = object.value(keyId).toString();
    if (room.id.isEmpty())
        return unreadable(Text::tr("A room has no “id”."));

    const auto createdAt = readTimestamp(object, keyCreatedAt, room.id);
    if (!createdAt)
        return failure(createdAt.error());
    const auto validFrom = readTimestamp(object, keyValidFrom, room.id);
    if (!validFrom)
        return failure(validFrom.error());
    const auto validUntil = readTimestamp(object, keyValidUntil, room.id);
    if (!validUntil)
        return failure(validUntil.error());

    room.createdAt = *createdAt;
    room.validFrom = *validFrom;
    room.validUntil = *validUntil;
    const auto pstn = object.value(keyPstn);
    if (pstn.isBool())
        room.pstnDialOutEnabled = pstn.toBool();
    return room;
}

Result<Room> readRoom(QByteArrayView body)
{
    const auto object = readJsonObject(body);
    if (!object)
        return failure(object.error());
    return readRoom(*object);
}

Result<Participant> readParticipant(const QJsonObject &object)
{
    Participant participant{.rawId = object.value(keyRawId).toString(),
                            .role = {object.value(keyRole).toString()}};
    if (participant.rawId.isEmpty())
        return unreadable(Text::tr("A participant has no “rawId”."));
    if (participant.role.name.isEmpty())
        return unreadable(Text::tr("Participant %1 has no “role”.").arg(participant.rawId));
    return participant;
}

Result<RawPage> readPage(QByteArrayView body)
{
    const auto object = readJsonObject(body);
    if (!object)
        return failure(object.error());
    const auto entries = object->value(keyValue);
    if (!entries.isArray())
        return unreadable(Text::tr("The list has no “value”."));
    return RawPage{.entries = entries.toArray(), .nextLink = object->value(keyNextLink).toString()};
}

// In valid JSON, a quote without a backslash before it, followed by a name, starts a string; and
// text that becomes an object when a brace is put before it can only be the end of the outermost
// object.
QString readLinkAtEnd(QByteArrayView body)
{
    const qsizetype at = body.lastIndexOf("\"nextLink\"");
    if (at < body.size() / 2 || body.at(at - 1) == '\\')
        return {};
    const auto end = readJsonObject('{' + body.sliced(at).toByteArray());
    return end ? end->value(keyNextLink).toString() : QString();
}

QByteArray writeCreation(const RoomCreation &creation, ApiVersion version)
{
    QJsonObject object;
    if (creation.validFrom)
        object.insert(keyValidFrom, creation.validFrom->toWire());
    if (creation.validUntil)
        object.insert(keyValidUntil, creation.validUntil->toWire());
    if (creation.pstnDialOutEnabled && hasPstnDialOut(version))
        object.insert(keyPstn, *creation.pstnDialOutEnabled);
    if (!creation.participants.isEmpty()) {
        QJsonObject participants;
        for (const Participant &participant : creation.participants)
            participants.insert(participant.rawId, roleObject(participant.role));
        object.insert(keyParticipants, participants);
    }
    return writeJson(object);
}

QByteArray writeUpdate(const RoomUpdate &update, ApiVersion version)
{
    QJsonObject object;
    if (update.validity) {
        object.insert(keyValidFrom, update.validity->validFrom.toWire());
        object.insert(keyValidUntil, update.validity->validUntil.toWire());
    }
    if (update.pstnDialOutEnabled && hasPstnDialOut(version))
        object.insert(keyPstn, *update.pstnDialOutEnabled);
    return writeJson(object);
}

QByteArray writeRosterUpdate(const RosterUpdate &update)
{
    QJsonObject participants;
    for (const Participant &participant : update.set)
        participants.insert(participant.rawId, roleObject(participant.role));
    for (const QString &rawId : update.removed)
        participants.insert(rawId, QJsonValue::Null);
    return writeJson({{keyParticipants, participants}});
}

} // namespace roomkeeper::acs
