#pragma once

#include "acs/auth/accesskey.h"
#include "sandbox/faults/faultrules.h"

#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace roomkeeper::sandbox {

/// What a SandboxServer starts with.
struct SandboxOptions
{
    /// With more rooms the sandbox would only run out of memory.
    static constexpr int maxRooms = 1'000'000;

    /// 0: a free one.
    quint16 port = 0;
    /// Without one a random key is made.
    std::optional<acs::AccessKey> accessKey = {};
    /// Taken in place of a signature; empty: none is.
    QByteArray bearerToken = {};
    /// The guid in the raw ids of users; empty: a random one.
    QByteArray resourceId = {};
    /// The rooms that the list shows at the start; some that have ended come on top.
    int rooms = 0;
    /// In each of them; without a number 0 to 40.
    std::optional<int> participants = {};
    /// Repeats rooms, users and ids; without one they differ from run to run.
    std::optional<quint32> seed = {};
    int pageSize = 30;
    /// 0: all on one page.
    int participantsPageSize = 0;
    /// Added to every answer.
    std::chrono::milliseconds latency{0};
    /// Keeps everything in this file from run to run, and makes rooms only where it holds nothing;
    /// empty: in memory.
    QString stateFile = {};
    /// What is done to requests on purpose; the seed decides where chance does.
    QList<FaultRule> faults = {};
    /// Takes orders at `/sandbox/…`, unsigned, and keeps a log.
    bool control = false;
    /// HTTPS, with a certificate made for the run.
    bool tls = false;
    /// Where the certificate is written, as PEM; empty: nowhere. Only with TLS.
    QString certificateFile = {};
    /// Asked now and then while many rooms are made, in the thread that starts the server: whether
    /// to give up. Empty: never.
    std::function<bool()> isUnwanted = {};
};

} // namespace roomkeeper::sandbox
