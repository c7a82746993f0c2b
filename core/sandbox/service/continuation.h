#pragma once

#include "sandbox/service/store.h"

#include <QByteArray>

namespace roomkeeper::sandbox {

// Continuation tokens: opaque, longer than 200 characters, with unreserved characters only (so that
// a client can't sign something else than it sends), and the same for the same position.

QByteArray roomsToken(const Store::Position &position);
/// Absent if the token was not created by roomsToken.
std::optional<Store::Position> positionInRooms(const QByteArray &token);

/// Continues after the user with this number in the room's participants.
QByteArray participantsToken(quint64 roomId, quint32 user);
/// Absent if the token was not created by participantsToken for this room.
std::optional<quint32> positionInParticipants(const QByteArray &token, quint64 roomId);

/// The token of an injected empty page. It leads to the same page as `asked` (null: the start) but
/// differs from it, because clients take the same URL twice for a loop.
QByteArray emptyPageToken(const QByteArray &asked);
/// The token that an empty page's token stands for, null for the start; other tokens are returned
/// unchanged.
QByteArray tokenBehind(const QByteArray &token);

} // namespace roomkeeper::sandbox
