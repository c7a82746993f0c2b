#pragma once

#include "sandbox/http/target.h"
#include "sandbox/service/problem.h"

namespace roomkeeper::sandbox {

/// The service that a path belongs to.
enum class Area { None, Rooms, Identity };

enum class Operation {
    CreateRoom,
    ListRooms,
    GetRoom,
    UpdateRoom,
    DeleteRoom,
    ListParticipants,
    UpdateParticipants,
    CreateUser,
    DeleteUser,
    IssueToken,
    RevokeTokens,
};

/// The operation of a request.
struct Route
{
    Operation operation;
    /// The room ID or the user's raw ID in the path, decoded; empty if there is none.
    QByteArray subject;
};

Area areaOf(const Target &target);

/// Rejects with 404 an unknown path and what the service has but the sandbox does not, and with 405
/// a known path with a wrong method.
[[nodiscard]] Outcome<Route> findRoute(const QByteArray &method, const Target &target);

} // namespace roomkeeper::sandbox
