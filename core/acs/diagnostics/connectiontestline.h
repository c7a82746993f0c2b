#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace roomkeeper::acs {

/// What a connection test looks at, in the order of its lines.
enum class ConnectionTestStep {
    Proxy, ///< which one is used
    Lookup, ///< the addresses of the service's name
    Connect, ///< TCP, to the service or through the proxy
    Tls, ///< the certificate: chain, host and expiry
    Answer, ///< whether the service itself answers a request
    Clock, ///< this computer's against the service's
    Version, ///< whether the API version is taken
    Credential, ///< whether the key or the token is
    Rooms, ///< whether rooms can be read
    Identity, ///< only when asked for: it makes something in the resource
};

inline constexpr int connectionTestStepCount = static_cast<int>(ConnectionTestStep::Identity) + 1;

enum class ConnectionTestState {
    Waiting, ///< its turn comes
    Running,
    Passed,
    Warning, ///< it works, but not for long or not well
    Failed,
    NotNeeded, ///< there is nothing to it on this connection, such as TLS of plain HTTP
    NotTried, ///< an earlier step failed, or the test was stopped; the text says so
    NotTested, ///< only when somebody asks for it
};

/// What came of a step, in words for people. Holds no secret.
struct DiagnosticResult
{
    ConnectionTestState state = ConnectionTestState::Waiting;
    QString text = {}; ///< what was found, in a sentence or two
    QString advice = {}; ///< what to do; empty where nothing is

    bool operator==(const DiagnosticResult &) const = default;
};

/// One line of a connection test.
struct ConnectionTestLine
{
    ConnectionTestStep step = ConnectionTestStep::Proxy;
    DiagnosticResult result = {};
    /// From the step's begin to its result; none where it was not tried.
    std::optional<std::chrono::milliseconds> duration = {};

    bool operator==(const ConnectionTestLine &) const = default;
};

} // namespace roomkeeper::acs
