#pragma once

#include "sandbox/faults/faultplan.h"
#include "sandbox/faults/requestlog.h"
#include "sandbox/service/sandboxservice.h"

namespace roomkeeper::sandbox {

/// The response to a request, and the fault that is applied while it is sent.
struct Reply
{
    Response response = {};
    Fault fault = {};
};

/// Runs in front of the service: injects faults, keeps the log and, if enabled, serves the control
/// endpoints at `/sandbox/…`. Has no socket; one thread at a time.
class FaultInjector
{
public:
    struct Settings
    {
        QList<FaultRule> faults = {};
        quint32 seed = 0;
        /// Serves `GET` and `DELETE /sandbox/log` and `PUT /sandbox/faults`, without a signature.
        /// Otherwise these paths don't exist, and nothing is logged.
        bool takesControl = false;
    };

    /// The service must outlive this.
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
