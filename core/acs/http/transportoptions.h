#pragma once

#include <QList>
#include <QSslCertificate>

#include <chrono>

namespace roomkeeper::acs {

/// What a transport keeps to.
struct TransportOptions
{
    /// The longest time from sending one attempt to the last byte of its answer.
    std::chrono::milliseconds attemptTimeout{30'000};
    /// The longest time for all attempts of one call with the waits between them, from the first
    /// one on. A wait that would not end in time is not begun.
    std::chrono::milliseconds callTimeout{120'000};
    /// How often a repeatable request goes out at most; 1: never again.
    int maxAttempts = 4;
    /// The wait before the second attempt; it doubles from attempt to attempt, give or take a
    /// fifth, unless the service asks for another.
    std::chrono::milliseconds firstDelay{800};
    /// What those waits don't exceed. A wait that the service asks for may be longer.
    std::chrono::milliseconds maxDelay{60'000};
    /// The largest answer body taken, in bytes, after decompression.
    qint64 maxBodySize = 32LL * 1024 * 1024;
    /// Authorities that are trusted besides the system's.
    QList<QSslCertificate> authorities = {};
    /// Refuses every method but GET before anything is sent.
    bool readOnly = false;
};

} // namespace roomkeeper::acs
