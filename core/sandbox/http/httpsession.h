#pragma once

#include "sandbox/http/httplistener.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

namespace roomkeeper::sandbox {

/// What the connections of a listener share; must outlive them.
struct SessionHost
{
    HttpListener::Settings settings = {};
    HttpListener::Handler handler = {};
    /// Set if the server uses TLS.
    std::optional<boost::asio::ssl::context> tls = {};
    /// Open connections.
    int connections = 0;
    /// Number of all connections so far.
    quint64 lastConnection = 0;
};

/// Serves a connection until it ends; its pending operations keep it alive.
void startSession(SessionHost &host, boost::asio::ip::tcp::socket socket);

} // namespace roomkeeper::sandbox
