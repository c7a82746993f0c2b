#pragma once

#include "sandbox/service/store.h"

#include <QByteArray>

namespace roomkeeper::sandbox {

// Continuation tokens: opaque, over 200 characters, of unreserved characters only (what a client
// signs and what it sends then can't differ), and the same for the same position.

QByteArray roomsToken(const Store::Position &position);
/// Nothing where the token was not made by roomsToken.
std::optional<Store::Position> positionInRooms(const QByteArray &token);

/// Goes on after the user with this number in the roster of this room.
QByteArray participantsToken(quint64 roomId, quint32 user);
/// Nothing where the token was not made by participantsToken for this room.
std::optional<quint32> positionInParticipants(const QByteArray &token, quint64 roomId);

/// The token of a page that is empty on purpose: it leads to where the asked one led (null: the
/// start), yet is another one, since clients take the same address twice for a loop.
QByteArray emptyPageToken(const QByteArray &asked);
/// The token that an empty page's token stands for, null for the start; others stay as they are.
QByteArray tokenBehind(const QByteArray &token);

} // namespace roomkeeper::sandbox
