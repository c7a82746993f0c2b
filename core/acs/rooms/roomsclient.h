#pragma once

#include "acs/http/transport.h"
#include "acs/rooms/paginator.h"
#include "acs/rooms/room.h"
#include "acs/rooms/roomsjson.h"
#include "base/call.h"

#include <functional>

namespace roomkeeper::acs {

enum class Deletion {
    Deleted,
    WasAlreadyGone, ///< the service did not have it any more (404)
};

/// The seven operations of Rooms, one function each. The transport must outlive this; same thread.
/// Errors: those of the transport, or BadAnswer.
class RoomsClient
{
public:
    RoomsClient(Transport &transport, ApiVersion version);

    ApiVersion apiVersion() const { return m_version; }

    /// `POST /rooms` with repeatability headers: one room is created, however often the request is
    /// sent.
    Call<Room> createRoom(const RoomCreation &creation) const;

    /// `GET /rooms/{id}`
    Call<Room> room(const QString &roomId) const;

    /// `GET /rooms` page by page, newest rooms first. `onPage` is called with each page, in order,
    /// from the event loop, while `context` exists; then the call ends. The next page is requested
    /// before `onPage` is called.
    Call<ListEnd> listRooms(QObject *context, std::function<void(RoomPage)> onPage) const;

    /// `PATCH /rooms/{id}`; returns the changed room.
    Call<Room> updateRoom(const QString &roomId, const RoomUpdate &update) const;

    /// `DELETE /rooms/{id}`
    Call<Deletion> deleteRoom(const QString &roomId) const;

    /// `GET /rooms/{id}/participants` page by page, as listRooms.
    Call<ListEnd> listParticipants(const QString &roomId, QObject *context,
                                   std::function<void(ParticipantPage)> onPage) const;

    /// `PATCH /rooms/{id}/participants`, a merge: the given participants are added, replaced or
    /// removed; others stay.
    Call<void> updateParticipants(const QString &roomId, const RosterUpdate &update) const;

private:
    Transport &m_transport;
    ApiVersion m_version;
};

} // namespace roomkeeper::acs
