#pragma once

#include "acs/http/httpmessage.h"
#include "acs/rooms/room.h"

#include <QUuid>

namespace roomkeeper::acs {

// The requests of Rooms as values. Pure functions.

/// `repeatabilityId` is the same for all attempts: the service responds to a repetition with the
/// room that it created the first time.
Request createRoomRequest(const RoomCreation &creation, ApiVersion version,
                          const QUuid &repeatabilityId);
Request roomRequest(const QString &roomId, ApiVersion version);
Request listRoomsRequest(ApiVersion version);
Request updateRoomRequest(const QString &roomId, const RoomUpdate &update, ApiVersion version);
Request deleteRoomRequest(const QString &roomId, ApiVersion version);
Request listParticipantsRequest(const QString &roomId, ApiVersion version);
Request updateParticipantsRequest(const QString &roomId, const RosterUpdate &update,
                                  ApiVersion version);

} // namespace roomkeeper::acs
