#include "acs/rooms/roomrequests.h"

#include "acs/rooms/roomsjson.h"

#include <QCoreApplication>
#include <QUrl>

namespace roomkeeper::acs {

namespace {

constexpr auto jsonType = "application/json";
constexpr auto mergePatchType = "application/merge-patch+json";

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Activity)
};

QByteArray versionQuery(ApiVersion version)
{
    return "?api-version=" + toString(version).toLatin1();
}

QByteArray roomPath(const QString &roomId)
{
    return "/rooms/" + QUrl::toPercentEncoding(roomId);
}

} // namespace

Request createRoomRequest(const RoomCreation &creation, ApiVersion version,
                          const QUuid &repeatabilityId)
{
    return {.method = Method::Post,
            .target = "/rooms" + versionQuery(version),
            .body = writeCreation(creation, version),
            .contentType = jsonType,
            .repeatabilityId = repeatabilityId,
            .operation = Text::tr("Create room")};
}

Request roomRequest(const QString &roomId, ApiVersion version)
{
    return {.method = Method::Get,
            .target = roomPath(roomId) + versionQuery(version),
            .operation = Text::tr("Get room"),
            .roomId = roomId};
}

Request listRoomsRequest(ApiVersion version)
{
    return {.method = Method::Get,
            .target = "/rooms" + versionQuery(version),
            .operation = Text::tr("List rooms")};
}

Request updateRoomRequest(const QString &roomId, const RoomUpdate &update, ApiVersion version)
{
    return {.method = Method::Patch,
            .target = roomPath(roomId) + versionQuery(version),
            .body = writeUpdate(update, version),
            .contentType = mergePatchType,
            .operation = Text::tr("Update room"),
            .roomId = roomId};
}

Request deleteRoomRequest(const QString &roomId, ApiVersion version)
{
    return {.method = Method::Delete,
            .target = roomPath(roomId) + versionQuery(version),
            .operation = Text::tr("Delete room"),
            .roomId = roomId};
}

Request listParticipantsRequest(const QString &roomId, ApiVersion version)
{
    return {.method = Method::Get,
            .target = roomPath(roomId) + "/participants" + versionQuery(version),
            .operation = Text::tr("List participants"),
            .roomId = roomId};
}

Request updateParticipantsRequest(const QString &roomId, const RosterUpdate &update,
                                  ApiVersion version)
{
    return {.method = Method::Patch,
            .target = roomPath(roomId) + "/participants" + versionQuery(version),
            .body = writeRosterUpdate(update),
            .contentType = mergePatchType,
            .operation = Text::tr("Change participants"),
            .roomId = roomId};
}

} // namespace roomkeeper::acs
