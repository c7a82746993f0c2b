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

/// An HTTP/1.1 server on 127.0.0.1 with one thread; HTTPS with a certificate. Keeps connections
/// open, reads headers up to `maxHeaderSize` and bodies up to 1 MiB.
///
/// Boost.Beast is seen by the source file of its sessions alone: it takes long to compile.
class HttpListener
{
public:
    /// The longest request line and header that are read, in bytes.
    static constexpr std::uint32_t maxHeaderSize = 64 * 1024;

    /// What nobody may exceed, to the harm of others.
    struct Limits
    {
        /// Connections at a time; further ones are closed as they come.
        int connections = 1024;
        /// For sending a request from its first byte to its last, for a TLS handshake, and for
        /// taking an answer.
        std::chrono::milliseconds request = std::chrono::seconds(30);
        /// Between requests. Longer than clients keep their idle connections, so that it is they
        /// who close them.
        std::chrono::milliseconds idle = std::chrono::minutes(5);
    };

    struct Settings
    {
        /// 0: a free one.
        quint16 port = 0;
        /// Waited before every answer.
        std::chrono::milliseconds latency{0};
        /// With one it speaks TLS, 1.2 or newer, and nothing else.
        std::optional<ServerCertificate> certificate = {};
        Limits limits = {};
    };

    /// Called in the server's thread, one request after the other; must not throw.
    using Handler = std::function<Reply(const Request &)>;

    /// Takes the port; clients may connect and are served from `serve` on. Error: kind Network, or
    /// Tls for a certificate that can't be used.
    [[nodiscard]] static Result<std::unique_ptr<HttpListener>> bind(const Settings &settings);

    /// Starts the thread. To be called once.
    void serve(Handler handler);

    /// Drops the connections and waits for the thread.
    ~HttpListener();
    Q_DISABLE_COPY_MOVE(HttpListener)

    quint16 port() const;

private:
    struct Engine;
    explicit HttpListener(std::unique_ptr<Engine> engine);

    std::unique_ptr<Engine> m_engine;
};

} // namespace roomkeeper::sandbox
