#include "sandbox/http/httplistener.h"

#include "sandbox/http/httpsession.h"
#include "sandbox/http/servedaddresses.h"

#include <QCoreApplication>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/steady_timer.hpp>

#include <thread>
#include <vector>

namespace roomkeeper::sandbox {

namespace net = boost::asio;
using tcp = net::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto acceptPause = std::chrono::milliseconds(100);
// How often another free port is tried if one is in use at another address.
constexpr int maxFreePorts = 20;

net::ssl::context tlsContext(const ServerCertificate &certificate)
{
    net::ssl::context context(net::ssl::context::tls_server);
    context.set_options(net::ssl::context::default_workarounds | net::ssl::context::no_tlsv1
                        | net::ssl::context::no_tlsv1_1);
    const auto buffer = [](const QByteArray &bytes) {
        return net::const_buffer(bytes.constData(), static_cast<size_t>(bytes.size()));
    };
    context.use_certificate_chain(buffer(certificate.certificate));
    context.use_private_key(buffer(certificate.privateKey), net::ssl::context::pem);
    return context;
}

/// Accepts connections at one address.
struct ListeningSocket
{
    explicit ListeningSocket(net::io_context &context)
        : acceptor(context)
        , pause(context)
    {
    }

    tcp::acceptor acceptor;
    net::steady_timer pause;
};

/// Throws boost::system::system_error.
void startListening(tcp::acceptor &acceptor, const tcp::endpoint &endpoint)
{
    acceptor.open(endpoint.protocol());
    // So that a port can be used again at once; on Linux this does not share a port that is in use.
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    // IPv4 has a socket of its own.
    if (endpoint.address() == net::ip::address_v6::any())
        acceptor.set_option(net::ip::v6_only(true));
    acceptor.bind(endpoint);
    acceptor.listen();
}

bool isMissingAddress(const error_code &error)
{
    return error == net::error::address_family_not_supported
           || error == boost::system::errc::address_not_available;
}

} // namespace

struct HttpListener::Engine
{
    explicit Engine(const Settings &wanted) { host.settings = wanted; }

    void open();
    void openSockets();
    void accept(ListeningSocket &listener);
    void accepted(ListeningSocket &listener, error_code error, tcp::socket socket);

    SessionHost host;
    net::io_context context{1};
    std::vector<ListeningSocket> listeners;
    std::thread thread;
};

void HttpListener::Engine::open()
{
    if (host.settings.certificate)
        host.tls.emplace(tlsContext(*host.settings.certificate));
    for (int attempt = 1;; ++attempt) {
        try {
            return openSockets();
        } catch (const boost::system::system_error &error) {
            // A port that is free at the first address may be in use at the second.
            const bool mayBeAnother =
                host.settings.port == 0 && error.code() == net::error::address_in_use;
            if (!mayBeAnother || attempt == maxFreePorts)
                throw;
        }
    }
}

void HttpListener::Engine::openSockets()
{
    listeners.clear();
    quint16 port = host.settings.port;
    for (const QHostAddress &address : servedAddresses(host.settings.host)) {
        ListeningSocket listener(context);
        try {
            startListening(listener.acceptor,
                           {net::ip::make_address(address.toString().toStdString()), port});
        } catch (const boost::system::system_error &error) {
            if (listeners.empty() || !isMissingAddress(error.code()))
                throw;
            continue;
        }
        port = listener.acceptor.local_endpoint().port();
        listeners.push_back(std::move(listener));
    }
}

void HttpListener::Engine::accept(ListeningSocket &listener)
{
    listener.acceptor.async_accept([this, &listener](error_code error, tcp::socket socket) {
        if (error != net::error::operation_aborted)
            accepted(listener, error, std::move(socket));
    });
}

void HttpListener::Engine::accepted(ListeningSocket &listener, error_code error, tcp::socket socket)
{
    if (!error) {
        // A connection too many is closed at once instead of waiting: its client notices.
        if (host.connections < host.settings.limits.connections)
            startSession(host, std::move(socket));
        return accept(listener);
    }
    // Usually no file descriptor is free: try again later.
    listener.pause.expires_after(acceptPause);
    listener.pause.async_wait([this, &listener](error_code stopped) {
        if (!stopped)
            accept(listener);
    });
}

Result<std::unique_ptr<HttpListener>> HttpListener::bind(const Settings &settings)
{
    auto engine = std::make_unique<Engine>(settings);
    try {
        engine->open();
    } catch (const boost::system::system_error &error) {
        const QString reason = QString::fromLocal8Bit(error.code().message().c_str());
        if (error.code().category() == net::error::get_ssl_category()) {
            return failure(ErrorKind::Tls, QCoreApplication::translate(
                                               "Sandbox", "The certificate can't be used: %1.")
                                               .arg(reason));
        }
        if (isMissingAddress(error.code())) {
            return failure(ErrorKind::Network,
                           QCoreApplication::translate("Sandbox", "%1 can't be used: %2.")
                               .arg(hostInUrls(settings.host), reason));
        }
        return failure(ErrorKind::Network,
                       error.code() == net::error::address_in_use
                           ? QCoreApplication::translate("Sandbox", "Port %1 is already in use.")
                                 .arg(settings.port)
                           : QCoreApplication::translate("Sandbox", "Port %1 can't be used: %2.")
                                 .arg(settings.port)
                                 .arg(reason));
    }
    return std::unique_ptr<HttpListener>(new HttpListener(std::move(engine)));
}

HttpListener::HttpListener(std::unique_ptr<Engine> engine)
    : m_engine(std::move(engine))
{
}

void HttpListener::serve(Handler handler)
{
    m_engine->host.handler = std::move(handler);
    for (ListeningSocket &listener : m_engine->listeners)
        m_engine->accept(listener);
    m_engine->thread = std::thread([engine = m_engine.get()] { engine->context.run(); });
}

HttpListener::~HttpListener()
{
    m_engine->context.stop();
    if (m_engine->thread.joinable())
        m_engine->thread.join();
}

quint16 HttpListener::port() const
{
    return m_engine->listeners.front().acceptor.local_endpoint().port();
}

} // namespace roomkeeper::sandbox
