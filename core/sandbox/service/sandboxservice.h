#pragma once

#include "sandbox/service/authentication.h"
#include "sandbox/service/identityhandlers.h"
#include "sandbox/service/participanthandlers.h"
#include "sandbox/service/roomhandlers.h"
#include "sandbox/state/statekeeper.h"

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

    /// Goes on from what the keeper holds, and from now on answers a change only when it is kept. A
    /// change that can't be kept is answered with 500 and not made. The keeper must outlive the
    /// service. Error: kind Storage.
    [[nodiscard]] Result<void> keepWith(StateKeeper &keeper, acs::Timestamp now);
    /// Keeps what was put into the store without a request. Error: kind Storage.
    [[nodiscard]] Result<void> keepChanges();

    /// Answers every request, whatever it is. `page` shapes the answer to a list request.
    Response handle(const Request &request, acs::Timestamp now, PageShape page = PageShape::Full);

    /// An answer in this service's form that was not asked of it: a fault on purpose.
    Response refusal(const Request &request, const Problem &problem, acs::Timestamp now);

    /// What the service holds; to be filled before it is asked.
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
    bool m_isBehind = false; ///< what the store holds is not what is kept
    Authentication m_authentication;
    RoomHandlers m_rooms;
    ParticipantHandlers m_participants;
    IdentityHandlers m_identity;
    // One text a second instead of one a request.
    qint64 m_dateSecond = -1;
    QByteArray m_date;
};

} // namespace roomkeeper::sandbox
