#pragma once

#include "base/result.h"
#include "sandbox/faults/faultinjector.h"
#include "sandbox/http/certificate.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace roomkeeper::sandbox {

/// An HTTP/1.1 server with one thread; HTTPS if it has a certificate. Keeps connections open, and
/// reads headers up to `maxHeaderSize` and bodies up to 1 MiB.
///
/// Only the source file of the sessions includes Boost.Beast, which takes long to compile.
class HttpListener
{
public:
    /// The longest request line and header, in bytes.
    static constexpr std::uint32_t maxHeaderSize = 64 * 1024;

    /// Limits that protect other clients.
    struct Limits
    {
        /// Open connections; further ones are closed at once.
        int connections = 1024;
        /// For sending a request from its first to its last byte, for a TLS handshake, and for
        /// receiving a response.
        std::chrono::milliseconds request = std::chrono::seconds(30);
        /// Between requests. Longer than clients keep idle connections, so that the clients close
        /// them.
        std::chrono::milliseconds idle = std::chrono::minutes(5);
    };

    struct Settings
    {
        /// Null: 127.0.0.1 and, where there is IPv6, ::1. 0.0.0.0 and :: mean all addresses.
        QHostAddress host = {};
        /// The same on all addresses. 0: a free port.
        quint16 port = 0;
        /// Delay before each response.
        std::chrono::milliseconds latency{0};
        /// If set, the server uses TLS 1.2 or newer only.
        std::optional<ServerCertificate> certificate = {};
        Limits limits = {};
    };

    /// Called in the server's thread, one request at a time; must not throw.
    using Handler = std::function<Reply(const Request &)>;

    /// Opens the port; clients may connect, and are served after `serve`. Error: kind Network, or
    /// Tls for a certificate that can't be used.
    [[nodiscard]] static Result<std::unique_ptr<HttpListener>> bind(const Settings &settings);

    /// Starts the thread. Call it once.
    void serve(Handler handler);

    /// Closes the connections and waits for the thread.
    ~HttpListener();
    Q_DISABLE_COPY_MOVE(HttpListener)

    quint16 port() const;

private:
    struct Engine;
    explicit HttpListener(std::unique_ptr<Engine> engine);

    std::unique_ptr<Engine> m_engine;
};

} // namespace roomkeeper::sandbox
