#pragma once

#include "sandbox/http/httplistener.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

namespace roomkeeper::sandbox {

/// What the connections of a listener share; outlives them.
struct SessionHost
{
    HttpListener::Settings settings = {};
    HttpListener::Handler handler = {};
    /// Where it speaks TLS.
    std::optional<boost::asio::ssl::context> tls = {};
    /// Open now.
    int connections = 0;
    /// Ever taken.
    quint64 lastConnection = 0;
};

/// Serves a connection until it ends; keeps itself alive by the operations under way on it.
void startSession(SessionHost &host, boost::asio::ip::tcp::socket socket);

} // namespace roomkeeper::sandbox
