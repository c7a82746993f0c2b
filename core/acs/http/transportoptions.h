#pragma once

#include "acs/proxy/proxyfinder.h"

#include <QList>
#include <QSslCertificate>

#include <chrono>

namespace roomkeeper::acs {

/// Limits and options of a transport.
struct TransportOptions
{
    /// The longest time from sending an attempt to the last byte of its response.
    std::chrono::milliseconds attemptTimeout{30'000};
    /// The longest time for all attempts of a call, including the waits between them, from the
    /// start of the first. A wait that would end later is not started.
    std::chrono::milliseconds callTimeout{120'000};
    /// The most attempts of a repeatable request; 1: no retries.
    int maxAttempts = 4;
    /// The wait before the second attempt. It doubles with each attempt, ±20 %, unless the service
    /// specifies another.
    std::chrono::milliseconds firstDelay{800};
    /// The longest of these waits. The service may specify a longer one.
    std::chrono::milliseconds maxDelay{60'000};
    /// The largest accepted response body in bytes, decompressed.
    qint64 maxBodySize = 32LL * 1024 * 1024;
    /// Authorities trusted in addition to the system's.
    QList<QSslCertificate> authorities = {};
    /// Looks up the proxy of the endpoint: before the first request, and again after a request
    /// failed without a response. Runs in another thread. Without one, the access manager's proxy
    /// is used as it is set.
    ProxySource proxies = {};
    /// Rejects every method except GET before anything is sent.
    bool readOnly = false;
};

} // namespace roomkeeper::acs
