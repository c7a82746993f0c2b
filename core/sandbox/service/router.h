#pragma once

#include "sandbox/http/target.h"
#include "sandbox/service/problem.h"

namespace roomkeeper::sandbox {

/// Which of the two services a path belongs to.
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

/// What a request asks for.
struct Route
{
    Operation operation;
    /// The room id or the user's raw id in the path, decoded; empty where there is none.
    QByteArray subject;
};

Area areaOf(const Target &target);

/// Refuses an unknown path with 404 and a known one with a wrong method with 405.
[[nodiscard]] Outcome<Route> findRoute(const QByteArray &method, const Target &target);

} // namespace roomkeeper::sandbox
