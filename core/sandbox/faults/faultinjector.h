#pragma once

#include "sandbox/faults/faultplan.h"
#include "sandbox/faults/requestlog.h"
#include "sandbox/service/sandboxservice.h"

#include <functional>
#include <mutex>

namespace roomkeeper::sandbox {

/// The response to a request, and the fault that is applied while it is sent.
struct Reply
{
    Response response = {};
    Fault fault = {};
};

/// Runs in front of the service: injects faults, keeps the log and, if enabled, serves the control
/// endpoints at `/sandbox/…`. Has no socket; one thread at a time, except where noted.
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
        /// Told about each request that the service has handled; empty: nobody watches.
        std::function<void(const HandledRequest &)> onHandled = {};
        /// Names of this computer, besides localhost, that control requests may be sent to.
        QStringList names = {};
    };

    /// The service must outlive this.
    FaultInjector(SandboxService &service, const Settings &settings);

    Reply handle(const Request &request, acs::Timestamp now);
    /// Replaces the rules, from the next request on. Any thread.
    void setFaults(const QList<FaultRule> &rules);

private:
    Fault nextFault(const QByteArray &method, const QByteArray &path);
    Reply serve(const Request &request, const Fault &fault, acs::Timestamp now);
    bool mayControl(const Request &request) const;
    [[nodiscard]] Outcome<Response> control(const Request &request);
    [[nodiscard]] Outcome<Response> changeFaults(const Request &request);

    SandboxService &m_service;
    std::mutex m_faultsMutex;
    FaultPlan m_faults; ///< guarded by m_faultsMutex
    quint32 m_seed;
    bool m_takesControl;
    std::function<void(const HandledRequest &)> m_onHandled;
    QStringList m_names;
    RequestLog m_log;
};

} // namespace roomkeeper::sandbox
