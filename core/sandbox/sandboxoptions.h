#pragma once

#include "acs/auth/accesskey.h"
#include "sandbox/faults/faultrules.h"
#include "sandbox/faults/requestlog.h"

#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

namespace roomkeeper::sandbox {

/// The options of a SandboxServer.
struct SandboxOptions
{
    /// With more rooms the sandbox would run out of memory.
    static constexpr int maxRooms = 1'000'000;

    /// The address to serve on; 0.0.0.0 and :: mean all. Null: 127.0.0.1 and, where there is
    /// IPv6, ::1.
    QHostAddress host = {};
    /// DNS names of this computer, for the certificate and for the control endpoints.
    QStringList names = {};
    /// 0: a free port.
    quint16 port = 0;
    /// Absent: a random key.
    std::optional<acs::AccessKey> accessKey = {};
    /// Accepted instead of a signature; empty: none.
    QByteArray bearerToken = {};
    /// The GUID in the raw IDs of users; empty: a random one.
    QByteArray resourceId = {};
    /// The rooms in the list at the start; some ended ones are added.
    int rooms = 0;
    /// In each room; absent: 0 to 40.
    std::optional<int> participants = {};
    /// Makes rooms, users and IDs repeatable; absent: different in each run.
    std::optional<quint32> seed = {};
    int pageSize = 30;
    /// 0: all on one page.
    int participantsPageSize = 0;
    /// Delay of each response.
    std::chrono::milliseconds latency{0};
    /// Stores everything in this file, and creates rooms only if it is empty; empty: in memory.
    QString stateFile = {};
    /// Injected faults; the seed decides about random ones.
    QList<FaultRule> faults = {};
    /// Called in the server's thread for each request that was handled; must not throw. Empty:
    /// nobody watches.
    std::function<void(const HandledRequest &)> onHandled = {};
    /// Enables the control endpoints at `/sandbox/…`, without a signature, and the log. Only with a
    /// host that other computers can't reach.
    bool control = false;
    /// HTTPS, with the certificate in the files or a generated one.
    bool tls = false;
    /// Path to which a generated certificate is written, as PEM; empty: not written. Only with TLS.
    QString certificateFile = {};
    /// Path to which its key is written. If both files exist, they are used instead; empty: the key
    /// stays in memory, and each start generates a certificate. Only with `certificateFile`.
    QString keyFile = {};
    /// Called from time to time while many rooms are created, in the thread that starts the server;
    /// return true to cancel the start. Empty: never cancelled.
    std::function<bool()> isUnwanted = {};
};

} // namespace roomkeeper::sandbox
