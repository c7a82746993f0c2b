#include "sandbox/http/httplistener.h"

#include "sandbox/http/httpsession.h"

#include <QCoreApplication>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <thread>

namespace roomkeeper::sandbox {

namespace net = boost::asio;
using tcp = net::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto acceptPause = std::chrono::milliseconds(100);

net::ssl::context tlsContext(const ServerCertificate &certificate)
{
    net::ssl::context context(net::ssl::context::tls_server);
    context.set_options(net::ssl::context::default_workarounds | net::ssl::context::no_tlsv1
                        | net::ssl::context::no_tlsv1_1);
    const auto buffer = [](const QByteArray &bytes) {
        return net::const_buffer(bytes.constData(), static_cast<size_t>(bytes.size()));
    };
    context.use_certificate(buffer(certificate.certificate), net::ssl::context::pem);
    context.use_private_key(buffer(certificate.privateKey), net::ssl::context::pem);
    return context;
}

} // namespace

struct HttpListener::Engine
{
    explicit Engine(const Settings &wanted) { host.settings = wanted; }

    void open();
    void accept();
    void accepted(error_code error, tcp::socket socket);

    SessionHost host;
    net::io_context context{1};
    tcp::acceptor acceptor{context};
    net::steady_timer pause{context};
    std::thread thread;
};

void HttpListener::Engine::open()
{
    if (host.settings.certificate)
        host.tls.emplace(tlsContext(*host.settings.certificate));
    const tcp::endpoint endpoint(net::ip::address_v4::loopback(), host.settings.port);
    acceptor.open(endpoint.protocol());
    // So that a port can be used again at once; on Linux this does not share a port that is in use.
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen();
}

void HttpListener::Engine::accept()
{
    acceptor.async_accept([this](error_code error, tcp::socket socket) {
        if (error != net::error::operation_aborted)
            accepted(error, std::move(socket));
    });
}

void HttpListener::Engine::accepted(error_code error, tcp::socket socket)
{
    if (!error) {
        // A connection too many is closed at once instead of waiting: its client notices.
        if (host.connections < host.settings.limits.connections)
            startSession(host, std::move(socket));
        return accept();
    }
    // Usually no file descriptor is free: try again later.
    pause.expires_after(acceptPause);
    pause.async_wait([this](error_code stopped) {
        if (!stopped)
            accept();
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
    m_engine->accept();
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
    return m_engine->acceptor.local_endpoint().port();
}

} // namespace roomkeeper::sandbox
