#pragma once

#include "sandbox/service/authentication.h"
#include "sandbox/service/identityhandlers.h"
#include "sandbox/service/participanthandlers.h"
#include "sandbox/service/roomhandlers.h"
#include "sandbox/state/statekeeper.h"

namespace roomkeeper::sandbox {

/// The Rooms and Identity services of one resource: a request and a time go in, the response comes
/// out. No socket, no thread, no clock; the same calls with the same random source give the same
/// responses. One thread at a time.
class SandboxService
{
public:
    /// The random source must outlive the service.
    SandboxService(ServiceSettings settings, RandomSource &random);
    Q_DISABLE_COPY_MOVE(SandboxService)

    /// Loads the contents of the keeper, and from now on returns a successful response to a change
    /// only after it was stored. A change that can't be stored is not made, and gets a 500. The
    /// keeper must outlive the service. Error: kind Storage.
    [[nodiscard]] Result<void> keepWith(StateKeeper &keeper, acs::Timestamp now);
    /// Stores what was put into the store without a request. Error: kind Storage.
    [[nodiscard]] Result<void> keepChanges();

    /// Responds to any request. `page` decides how much a list response contains.
    Response handle(const Request &request, acs::Timestamp now, PageShape page = PageShape::Full);

    /// An error response in this service's format, for an injected fault.
    Response rejection(const Request &request, Problem problem, acs::Timestamp now);

    /// The contents of the service; fill it before the first request.
    Store &store() { return m_store; }
    const ServiceSettings &settings() const { return m_settings; }

private:
    [[nodiscard]] Result<void> restore(acs::Timestamp now);
    [[nodiscard]] Outcome<Response> keptAnswer(const Request &request, const Target &target,
                                               acs::Timestamp now, PageShape page);
    [[nodiscard]] Outcome<Response> answer(const Request &request, const Target &target,
                                           acs::Timestamp now, PageShape page);
    [[nodiscard]] Outcome<Response> dispatch(const Context &context);
    void addCommonHeaders(Response &response, const Request &request, Area area,
                          acs::Timestamp now);

    ServiceSettings m_settings;
    RandomSource &m_random;
    Store m_store;
    StateKeeper *m_keeper = nullptr;
    bool m_isBehind = false; ///< the store has changes that are not stored by the keeper
    Authentication m_authentication;
    RoomHandlers m_rooms;
    ParticipantHandlers m_participants;
    IdentityHandlers m_identity;
    // Formatted once per second instead of once per request.
    qint64 m_dateSecond = -1;
    QByteArray m_date;
};

} // namespace roomkeeper::sandbox
