#include "acs/rooms/roomsclient.h"

#include "acs/http/jsonanswer.h"
#include "acs/rooms/roomrequests.h"

#include <QCoreApplication>

#include <algorithm>

namespace roomkeeper::acs {

namespace {

Result<Room> roomOf(const Result<Response> &response)
{
    if (!response)
        return failure(response.error());
    auto room = readRoom(response->body);
    if (!room)
        room.error().requestId = response->requestId;
    return room;
}

Result<Room> changedRoomOf(const Result<Response> &response)
{
    return response ? asOutcomeUnknown(roomOf(response), response->status)
                    : failure(response.error());
}

/// Rejects Collaborator if the API version does not support it: the service's own error is hard to
/// understand.
std::optional<Error> roleProblem(const QList<Participant> &participants, ApiVersion version)
{
    const bool named =
        std::any_of(participants.begin(), participants.end(), [](const Participant &participant) {
            return participant.role == Role::collaborator();
        });
    if (!named || hasCollaborator(version))
        return std::nullopt;
    return makeError(ErrorKind::Invalid,
                     QCoreApplication::translate(
                         "RoomsClient", "API version %1 has no role Collaborator; it came with %2.")
                         .arg(toString(version), toString(ApiVersion::V2025_03_13)));
}

} // namespace

RoomsClient::RoomsClient(Transport &transport, ApiVersion version)
    : m_transport(transport)
    , m_version(version)
{
}

Call<Room> RoomsClient::createRoom(const RoomCreation &creation) const
{
    if (const auto problem = roleProblem(creation.participants, m_version))
        return finishedCall<Room>(failure(*problem));
    return m_transport.send(createRoomRequest(creation, m_version, m_transport.random().uuid()))
        .map<Room>(changedRoomOf);
}

Call<Room> RoomsClient::room(const QString &roomId) const
{
    return m_transport.send(roomRequest(roomId, m_version)).map<Room>(roomOf);
}

Call<ListEnd> RoomsClient::listRooms(QObject *context, std::function<void(RoomPage)> onPage) const
{
    return Paginator<Room>::start(m_transport, listRoomsRequest(m_version), readRoom, context,
                                  std::move(onPage));
}

Call<Room> RoomsClient::updateRoom(const QString &roomId, const RoomUpdate &update) const
{
    return m_transport.send(updateRoomRequest(roomId, update, m_version)).map<Room>(changedRoomOf);
}

Call<Deletion> RoomsClient::deleteRoom(const QString &roomId) const
{
    return m_transport.send(deleteRoomRequest(roomId, m_version))
        .map<Deletion>([](const Result<Response> &response) -> Result<Deletion> {
            if (response)
                return Deletion::Deleted;
            if (response.error().kind == ErrorKind::NotFound)
                return Deletion::WasAlreadyGone;
            return failure(response.error());
        });
}

Call<ListEnd> RoomsClient::listParticipants(const QString &roomId, QObject *context,
                                            std::function<void(ParticipantPage)> onPage) const
{
    return Paginator<Participant>::start(m_transport, listParticipantsRequest(roomId, m_version),
                                         readParticipant, context, std::move(onPage));
}

Call<void> RoomsClient::updateParticipants(const QString &roomId, const RosterUpdate &update) const
{
    if (const auto problem = roleProblem(update.set, m_version))
        return finishedCall<void>(failure(*problem));
    return m_transport.send(updateParticipantsRequest(roomId, update, m_version))
        .map<void>([](const Result<Response> &response) -> Result<void> {
            if (!response)
                return failure(response.error());
            return {};
        });
}

} // namespace roomkeeper::acs
