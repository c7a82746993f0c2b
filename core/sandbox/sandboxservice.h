#pragma once

#include "sandbox/authentication.h"
#include "sandbox/identityhandlers.h"
#include "sandbox/participanthandlers.h"
#include "sandbox/roomhandlers.h"

namespace roomkeeper::sandbox {

/// The Rooms and Identity services of one resource: a request and a moment go in, the answer comes
/// out. No socket, no thread, no clock of its own; the same calls give the same answers when the
/// random source does. One thread at a time.
class SandboxService
{
public:
    /// The random source must outlive the service.
    SandboxService(ServiceSettings settings, RandomSource &random);
    Q_DISABLE_COPY_MOVE(SandboxService)

    /// Answers every request, whatever it is.
    Response handle(const Request &request, acs::Instant now);

    /// What the service holds; to be filled before it is asked.
    Store &store() { return m_store; }
    const ServiceSettings &settings() const { return m_settings; }

private:
    Outcome<Response> answer(const Request &request, const Target &target, acs::Instant now);
    Outcome<Response> dispatch(const Context &context);
    void addCommonHeaders(Response &response, const Request &request, Area area, acs::Instant now);

    ServiceSettings m_settings;
    RandomSource &m_random;
    Store m_store;
    Authentication m_authentication;
    RoomHandlers m_rooms;
    ParticipantHandlers m_participants;
    IdentityHandlers m_identity;
    // One text a second instead of one a request.
    qint64 m_dateSecond = -1;
    QByteArray m_date;
};

} // namespace roomkeeper::sandbox
