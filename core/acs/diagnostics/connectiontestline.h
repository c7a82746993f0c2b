#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace roomkeeper::acs {

/// The steps of a connection test, in order.
enum class ConnectionTestStep {
    Proxy, ///< which proxy is used
    Lookup, ///< the addresses of the service's name
    Connect, ///< TCP, to the service or through the proxy
    Tls, ///< the certificate: chain, host and expiry
    Answer, ///< whether the service itself responds
    Clock, ///< this computer's clock compared with the service's
    Version, ///< whether the API version is accepted
    Credential, ///< whether the key or the token is accepted
    Rooms, ///< whether rooms can be read
    Identity, ///< only on request: creates a user in the resource
};

inline constexpr int connectionTestStepCount = static_cast<int>(ConnectionTestStep::Identity) + 1;

enum class ConnectionTestState {
    Waiting, ///< not started yet
    Running,
    Passed,
    Warning, ///< works, but not for long or not well
    Failed,
    NotNeeded, ///< does not apply to this connection, such as TLS with plain HTTP
    NotTried, ///< an earlier step failed, or the test was stopped; the text says so
    NotTested, ///< only on request
};

/// The result of a step, in text for the user. Contains no secret.
struct DiagnosticResult
{
    ConnectionTestState state = ConnectionTestState::Waiting;
    QString text = {}; ///< the result, in one or two sentences
    QString advice = {}; ///< what to do; empty if nothing

    bool operator==(const DiagnosticResult &) const = default;
};

/// One line of a connection test.
struct ConnectionTestLine
{
    ConnectionTestStep step = ConnectionTestStep::Proxy;
    DiagnosticResult result = {};
    /// From the start of the step to its result; none if it was not tried.
    std::optional<std::chrono::milliseconds> duration = {};

    bool operator==(const ConnectionTestLine &) const = default;
};

} // namespace roomkeeper::acs
