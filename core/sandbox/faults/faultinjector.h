#pragma once

#include "sandbox/faults/faultplan.h"
#include "sandbox/faults/requestlog.h"
#include "sandbox/service/sandboxservice.h"

namespace roomkeeper::sandbox {

/// What goes out for a request: the answer, and what is done to it on its way.
struct Reply
{
    Response response = {};
    Fault fault = {};
};

/// Stands before the service: applies faults, keeps the log, and where that is allowed takes orders
/// at `/sandbox/…`. No socket; one thread at a time.
class FaultInjector
{
public:
    struct Settings
    {
        QList<FaultRule> faults = {};
        quint32 seed = 0;
        /// Answers `GET` and `DELETE /sandbox/log` and `PUT /sandbox/faults`, unsigned. Without it
        /// these paths are as unknown as others, and nothing is logged.
        bool takesControl = false;
    };

    /// The service must outlive it.
    FaultInjector(SandboxService &service, const Settings &settings);

    Reply handle(const Request &request, acs::Timestamp now);

private:
    Reply serve(const Request &request, const Fault &fault, acs::Timestamp now);
    [[nodiscard]] Outcome<Response> control(const Request &request);
    [[nodiscard]] Outcome<Response> changeFaults(const Request &request);

    SandboxService &m_service;
    FaultPlan m_faults;
    quint32 m_seed;
    bool m_takesControl;
    RequestLog m_log;
};

} // namespace roomkeeper::sandbox
