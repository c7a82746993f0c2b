#include "sandbox/httplistener.h"

#include "sandbox/problem.h"
#include "sandbox/requestbody.h"

#include <QCoreApplication>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <thread>

namespace roomkeeper::sandbox {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = net::ip::tcp;
using namespace Qt::StringLiterals;
using boost::system::error_code;

namespace {

constexpr std::uint32_t headerLimit = 64 * 1024;
// Most requests come in one piece of less than this.
constexpr std::size_t readSize = 8192;
constexpr int connectionLimit = 1024;
constexpr auto requestTime = std::chrono::seconds(30);
// Longer than clients keep their idle connections, so that it is they who close them.
constexpr auto idleTime = std::chrono::minutes(5);
// After a refused upload, how long its rest is read away before the connection is closed. Closing
// with unread data resets the connection, and the client may lose the answer.
constexpr auto lingerTime = std::chrono::seconds(2);
constexpr auto acceptPause = std::chrono::milliseconds(100);

QByteArray toByteArray(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

Problem headersTooLarge()
{
    return {.status = 431,
            .code = u"RequestHeaderFieldsTooLarge"_s,
            .message = u"The request header is larger than 64 KiB."_s};
}

/// What an answer says of its connection; nothing where HTTP has it so by default.
std::string_view connectionHeader(bool keepAlive, bool isHttp10)
{
    if (!keepAlive)
        return "Connection: close\r\n";
    return isHttp10 ? "Connection: keep-alive\r\n" : "";
}

/// The bytes of an answer on the wire.
std::string serialized(const Response &response, bool withBody, std::string_view connection)
{
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    text += http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status)));
    text += "\r\n";
    text.reserve(1024 + static_cast<size_t>(response.body.size()));
    const auto add = [&text](std::string_view name, std::string_view value) {
        text.append(name).append(": ").append(value).append("\r\n");
    };
    for (const Header &header : response.headers)
        add({header.name.data(), static_cast<size_t>(header.name.size())},
            {header.value.data(), static_cast<size_t>(header.value.size())});
    if (response.status != 204)
        add("Content-Length", std::to_string(response.body.size()));
    text.append(connection).append("\r\n");
    if (withBody)
        text.append(response.body.data(), static_cast<size_t>(response.body.size()));
    return text;
}

} // namespace

struct HttpListener::Engine
{
    explicit Engine(const Settings &wanted)
        : settings(wanted)
    {
    }

    void open();
    void accept();
    void sessionEnded();

    Settings settings;
    Handler handler;
    int connections = 0;
    bool accepting = false;
    bool stopping = false;
    net::io_context context{1};
    tcp::acceptor acceptor{context};
    net::steady_timer pause{context};
    std::thread thread;

    class Session;
};

/// One connection; lives as long as an operation on it is under way.
class HttpListener::Engine::Session : public std::enable_shared_from_this<Session>
{
public:
    Session(Engine &engine, tcp::socket socket)
        : m_engine(engine)
        , m_stream(std::move(socket))
        , m_timer(engine.context)
    {
        ++m_engine.connections;
        error_code ignored;
        m_stream.socket().set_option(tcp::no_delay(true), ignored);
    }

    ~Session() { m_engine.sessionEnded(); }
    Q_DISABLE_COPY_MOVE(Session)

    /// Waits for the first bytes of a request, for as long as connections may idle.
    void waitForRequest()
    {
        m_parser.emplace();
        m_parser->header_limit(headerLimit);
        m_parser->body_limit(static_cast<std::uint64_t>(RequestBody::largest));
        if (m_buffer.size() > 0)
            return readHeader();
        m_stream.expires_after(idleTime);
        m_stream.async_read_some(m_buffer.prepare(readSize),
                                 [self = shared_from_this()](error_code error, size_t count) {
                                     if (error)
                                         return;
                                     self->m_buffer.commit(count);
                                     self->readHeader();
                                 });
    }

private:
    void readHeader()
    {
        m_stream.expires_after(requestTime);
        http::async_read_header(
            m_stream, m_buffer, *m_parser,
            [self = shared_from_this()](error_code error, size_t) { self->headerRead(error); });
    }

    void headerRead(error_code error)
    {
        if (error)
            return broken(error);
        if (m_parser->is_done())
            return answer(false);
        if (beast::iequals(m_parser->get()[http::field::expect], "100-continue"))
            return send("HTTP/1.1 100 Continue\r\n\r\n", &Session::readBody);
        readBody();
    }

    void readBody()
    {
        http::async_read(m_stream, m_buffer, *m_parser,
                         [self = shared_from_this()](error_code failed, size_t) {
                             if (failed)
                                 self->broken(failed);
                             else
                                 self->answer(false);
                         });
    }

    /// What can't be read as a request is answered where there is somebody to answer to.
    void broken(error_code error)
    {
        if (error == http::error::body_limit)
            return answer(true);
        if (error.category() != http::make_error_code(http::error::bad_method).category()
            || error == http::error::end_of_stream || error == http::error::partial_message)
            return;
        const bool tooLong =
            error == http::error::header_limit || error == http::error::buffer_overflow;
        m_next = &Session::linger;
        respond(toResponse(tooLong ? headersTooLarge() : malformed({})), true,
                connectionHeader(false, false));
    }

    void answer(bool bodyTooLarge)
    {
        const auto &message = m_parser->get();
        Request request{.method = toByteArray(message.method_string()),
                        .target = toByteArray(message.target()),
                        .bodyTooLarge = bodyTooLarge};
        for (const auto &field : message)
            request.headers.append({toByteArray(field.name_string()), toByteArray(field.value())});
        if (!bodyTooLarge)
            request.body = QByteArray::fromStdString(message.body());
        const bool keepAlive = !bodyTooLarge && message.keep_alive();
        m_next = keepAlive ? &Session::waitForRequest : &Session::linger;
        respond(m_engine.handler(request), message.method() != http::verb::head,
                connectionHeader(keepAlive, message.version() < 11));
    }

    void respond(const Response &response, bool withBody, std::string_view connection)
    {
        std::string text = serialized(response, withBody, connection);
        if (m_engine.settings.latency.count() == 0)
            return send(std::move(text), m_next);
        m_stream.expires_never();
        m_timer.expires_after(m_engine.settings.latency);
        m_timer.async_wait(
            [self = shared_from_this(), answer = std::move(text)](error_code error) mutable {
                if (!error)
                    self->send(std::move(answer), self->m_next);
            });
    }

    void send(std::string text, void (Session::*next)())
    {
        m_outgoing = std::move(text);
        m_stream.expires_after(requestTime);
        net::async_write(m_stream, net::buffer(m_outgoing),
                         [self = shared_from_this(), next](error_code error, size_t) {
                             if (!error)
                                 ((*self).*next)();
                         });
    }

    /// Says that no more comes, and reads away what still does.
    void linger()
    {
        error_code ignored;
        m_stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        m_stream.expires_after(lingerTime);
        drain();
    }

    void drain()
    {
        m_buffer.clear();
        m_stream.async_read_some(m_buffer.prepare(readSize),
                                 [self = shared_from_this()](error_code error, size_t) {
                                     if (!error)
                                         self->drain();
                                 });
    }

    Engine &m_engine;
    beast::tcp_stream m_stream;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    std::string m_outgoing;
    net::steady_timer m_timer;
    void (Session::*m_next)() = nullptr;
};

void HttpListener::Engine::open()
{
    const tcp::endpoint endpoint(net::ip::address_v4::loopback(), settings.port);
    acceptor.open(endpoint.protocol());
    // So that a port can be used again at once; on Linux this does not share one that is in use.
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen();
}

void HttpListener::Engine::accept()
{
    // With all places taken the next client waits in the system's queue until one is free.
    if (accepting || stopping || connections >= connectionLimit)
        return;
    accepting = true;
    acceptor.async_accept([this](error_code error, tcp::socket socket) {
        accepting = false;
        if (error == net::error::operation_aborted)
            return;
        if (!error) {
            std::make_shared<Session>(*this, std::move(socket))->waitForRequest();
            return accept();
        }
        // Mostly no file descriptor is left: try again when some may have been freed.
        pause.expires_after(acceptPause);
        pause.async_wait([this](error_code stopped) {
            if (!stopped)
                accept();
        });
    });
}

void HttpListener::Engine::sessionEnded()
{
    --connections;
    accept();
}

Result<std::unique_ptr<HttpListener>> HttpListener::bind(const Settings &settings)
{
    auto engine = std::make_unique<Engine>(settings);
    try {
        engine->open();
    } catch (const boost::system::system_error &error) {
        const QString reason = QString::fromLocal8Bit(error.code().message().c_str());
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
    m_engine->handler = std::move(handler);
    m_engine->accept();
    m_engine->thread = std::thread([engine = m_engine.get()] { engine->context.run(); });
}

HttpListener::~HttpListener()
{
    m_engine->context.stop();
    if (m_engine->thread.joinable())
        m_engine->thread.join();
    // From here on sessions only go; none may make room for another.
    m_engine->stopping = true;
}

quint16 HttpListener::port() const
{
    return m_engine->acceptor.local_endpoint().port();
}

} // namespace roomkeeper::sandbox
