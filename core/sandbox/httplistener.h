#pragma once

#include "base/result.h"
#include "sandbox/httpmessage.h"

#include <chrono>
#include <functional>
#include <memory>

namespace roomkeeper::sandbox {

/// An HTTP/1.1 server on 127.0.0.1 with one thread. Keeps connections open, reads headers up to
/// 64 KiB and bodies up to 1 MiB, gives each request 30 s, holds up to 1,024 connections.
///
/// The only place that knows Boost.Beast, and only in its source file: Beast takes long to compile.
class HttpListener
{
public:
    struct Settings
    {
        /// 0: a free one.
        quint16 port = 0;
        /// Waited before every answer.
        std::chrono::milliseconds latency{0};
    };

    /// Called in the server's thread, one request after the other; must not throw.
    using Handler = std::function<Response(const Request &)>;

    /// Takes the port; clients may connect and are served from `serve` on. Error: kind Network.
    static Result<std::unique_ptr<HttpListener>> bind(const Settings &settings);

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
