#include "sandbox/http/httpsession.h"

#include "sandbox/http/requestbody.h"

#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

namespace roomkeeper::sandbox {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = net::ip::tcp;
using boost::system::error_code;
using Action = Fault::Action;

namespace {

// Most requests arrive in one piece smaller than this.
constexpr std::size_t readSize = 8192;
// After the last response of a connection, how long incoming data is discarded before it is closed.
// Closing with unread data resets the connection, and the client may lose the response.
constexpr auto lingerTime = std::chrono::seconds(2);

using PlainStream = beast::tcp_stream;
using TlsStream = net::ssl::stream<beast::tcp_stream>;

QByteArray toByteArray(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// The Connection header of a response; empty if it is HTTP's default.
std::string_view connectionHeader(bool keepAlive, bool isHttp10)
{
    if (!keepAlive)
        return "Connection: close\r\n";
    return isHttp10 ? "Connection: keep-alive\r\n" : "";
}

/// The bytes of a response.
struct Outgoing
{
    std::string text;
    size_t headerSize = 0;
};

Outgoing serialized(const Response &response, bool withBody, std::string_view connection)
{
    Outgoing outgoing;
    std::string &text = outgoing.text;
    text.reserve(1024 + static_cast<size_t>(response.body.size()));
    text = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    text += http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status)));
    text += "\r\n";
    const auto add = [&text](std::string_view name, std::string_view value) {
        text.append(name).append(": ").append(value).append("\r\n");
    };
    for (const Header &header : response.headers)
        add({header.name.data(), static_cast<size_t>(header.name.size())},
            {header.value.data(), static_cast<size_t>(header.value.size())});
    const bool mayHaveBody = response.status != 204 && response.status != 304;
    if (mayHaveBody)
        add("Content-Length", std::to_string(response.body.size()));
    text.append(connection).append("\r\n");
    outgoing.headerSize = text.size();
    if (withBody && mayHaveBody)
        text.append(response.body.data(), static_cast<size_t>(response.body.size()));
    return outgoing;
}

/// The beginning of a response that is cut off in its body or, without a body, in its header.
void cut(Outgoing &outgoing)
{
    const size_t bodySize = outgoing.text.size() - outgoing.headerSize;
    outgoing.text.resize(bodySize > 0 ? outgoing.headerSize + bodySize / 2
                                      : outgoing.headerSize / 2);
}

/// Neither HTTP nor TLS; the same in every run.
std::string garbage()
{
    std::string text = "\x02\x7fRoomkeeper sandbox: garbage on purpose\r\n\r\n";
    for (int i = 0; i < 64; ++i)
        text += static_cast<char>(i * 37 % 256);
    return text;
}

/// One connection.
template <class Stream>
class Session : public std::enable_shared_from_this<Session<Stream>>
{
    static constexpr bool isTls = std::is_same_v<Stream, TlsStream>;
    using Next = void (Session::*)();

public:
    template <class... Tls>
    Session(SessionHost &host, tcp::socket socket, Tls &...tls)
        : m_host(host)
        , m_stream(std::move(socket), tls...)
        , m_timer(m_stream.get_executor())
        , m_number(++host.lastConnection)
    {
        ++m_host.connections;
        error_code ignored;
        lowest().socket().set_option(tcp::no_delay(true), ignored);
    }

    ~Session() { --m_host.connections; }
    Q_DISABLE_COPY_MOVE(Session)

    void start()
    {
        if constexpr (isTls) {
            lowest().expires_after(limits().request);
            m_stream.async_handshake(TlsStream::server,
                                     [self = this->shared_from_this()](error_code error) {
                                         if (!error)
                                             self->waitForRequest();
                                     });
        } else {
            waitForRequest();
        }
    }

private:
    const HttpListener::Limits &limits() const { return m_host.settings.limits; }
    beast::tcp_stream &lowest() { return beast::get_lowest_layer(m_stream); }

    /// Waits for the first bytes of a request, as long as connections may be idle.
    void waitForRequest()
    {
        m_parser.emplace();
        m_parser->header_limit(HttpListener::maxHeaderSize);
        m_parser->body_limit(static_cast<std::uint64_t>(RequestBody::largest));
        if (m_buffer.size() > 0)
            return readHeader();
        lowest().expires_after(limits().idle);
        m_stream.async_read_some(m_buffer.prepare(readSize),
                                 [self = this->shared_from_this()](error_code error, size_t count) {
                                     if (error)
                                         return;
                                     self->m_buffer.commit(count);
                                     self->readHeader();
                                 });
    }

    void readHeader()
    {
        m_deadline = std::chrono::steady_clock::now() + limits().request;
        lowest().expires_at(m_deadline);
        http::async_read_header(m_stream, m_buffer, *m_parser,
                                [self = this->shared_from_this()](error_code error, size_t) {
                                    self->headerRead(error);
                                });
    }

    void headerRead(error_code error)
    {
        if (error)
            return broken(error);
        if (m_parser->is_done())
            return answer(Request::Defect::None);
        if (beast::iequals(m_parser->get()[http::field::expect], "100-continue")) {
            m_outgoing = "HTTP/1.1 100 Continue\r\n\r\n";
            return write(m_deadline, &Session::readBody);
        }
        readBody();
    }

    void readBody()
    {
        // If the client was told to continue, its time for that counts too.
        lowest().expires_at(m_deadline);
        http::async_read(m_stream, m_buffer, *m_parser,
                         [self = this->shared_from_this()](error_code error, size_t) {
                             if (error)
                                 self->broken(error);
                             else
                                 self->answer(Request::Defect::None);
                         });
    }

    /// Responds to what can't be parsed as a request, if the client still listens.
    void broken(error_code error)
    {
        if (error == http::error::body_limit)
            return answer(Request::Defect::BodyTooLarge);
        if (error.category() != http::make_error_code(http::error::bad_method).category()
            || error == http::error::end_of_stream || error == http::error::partial_message)
            return;
        const bool tooLong =
            error == http::error::header_limit || error == http::error::buffer_overflow;
        Request request{.defect =
                            tooLong ? Request::Defect::HeaderTooLarge : Request::Defect::Malformed,
                        .connection = m_number};
        respond(m_host.handler(request), true, false, false);
    }

    void answer(Request::Defect defect)
    {
        const auto &message = m_parser->get();
        // RFC 9112, 3.2: a request of HTTP/1.1 without Host is answered with 400.
        if (defect == Request::Defect::None && message.version() >= 11
            && message.count(http::field::host) != 1)
            defect = Request::Defect::Malformed;
        Request request{.method = toByteArray(message.method_string()),
                        .target = toByteArray(message.target()),
                        .defect = defect,
                        .connection = m_number};
        if constexpr (isTls)
            request.scheme = QByteArrayLiteral("https");
        for (const auto &field : message)
            request.headers.append({toByteArray(field.name_string()), toByteArray(field.value())});
        const bool isWhole = defect == Request::Defect::None;
        if (isWhole)
            request.body = QByteArray::fromStdString(message.body());
        respond(m_host.handler(request), message.method() != http::verb::head,
                isWhole && message.keep_alive(), message.version() < 11);
    }

    void respond(const Reply &reply, bool withBody, bool keepAlive, bool isHttp10)
    {
        Outgoing outgoing =
            serialized(reply.response, withBody, connectionHeader(keepAlive, isHttp10));
        Next next = keepAlive ? &Session::waitForRequest : &Session::finish;
        auto pause = m_host.settings.latency;
        switch (reply.fault.action) {
        case Action::Delay:
            pause += reply.fault.pause;
            break;
        case Action::Drop:
            outgoing.text.clear();
            next = &Session::hangUp;
            break;
        case Action::Reset:
            outgoing.text.clear();
            next = &Session::reset;
            break;
        case Action::Cut:
            cut(outgoing);
            next = &Session::hangUp;
            break;
        case Action::Garbage:
            outgoing.text = garbage();
            next = &Session::hangUp;
            break;
        default:
            break;
        }
        m_outgoing = std::move(outgoing.text);
        const bool trickles = reply.fault.action == Action::Trickle;
        m_next = next;
        m_bytePause = reply.fault.pause;
        const Next begin = trickles ? &Session::trickle : &Session::deliver;
        if (pause.count() == 0)
            return (this->*begin)();
        wait(pause, begin);
    }

    void wait(std::chrono::milliseconds time, Next next)
    {
        lowest().expires_never();
        m_timer.expires_after(time);
        m_timer.async_wait([self = this->shared_from_this(), next](error_code error) {
            if (!error)
                ((*self).*next)();
        });
    }

    void deliver()
    {
        if (m_outgoing.empty())
            return (this->*m_next)();
        write(std::chrono::steady_clock::now() + limits().request, m_next);
    }

    void write(std::chrono::steady_clock::time_point deadline, Next next)
    {
        lowest().expires_at(deadline);
        net::async_write(m_stream, net::buffer(m_outgoing),
                         [self = this->shared_from_this(), next](error_code error, size_t) {
                             if (!error)
                                 ((*self).*next)();
                         });
    }

    /// Sends the rest of the response byte by byte.
    void trickle()
    {
        m_sent = 0;
        writeByte();
    }

    void writeByte()
    {
        lowest().expires_after(limits().request);
        net::async_write(m_stream, net::buffer(&m_outgoing[m_sent], 1),
                         [self = this->shared_from_this()](error_code error, size_t) {
                             if (error)
                                 return;
                             if (++self->m_sent == self->m_outgoing.size())
                                 return ((*self).*(self->m_next))();
                             self->wait(self->m_bytePause, &Session::writeByte);
                         });
    }

    /// Ends the connection gracefully.
    void finish()
    {
        if constexpr (isTls) {
            // The result does not matter: a client that goes on sending does not complete the TLS
            // shutdown.
            lowest().expires_after(lingerTime);
            m_stream.async_shutdown(
                [self = this->shared_from_this()](error_code) { self->hangUp(); });
        } else {
            hangUp();
        }
    }

    /// Closes the sending side, and discards what still arrives.
    void hangUp()
    {
        error_code ignored;
        lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
        lowest().expires_after(lingerTime);
        drain();
    }

    void drain()
    {
        m_buffer.clear();
        lowest().async_read_some(m_buffer.prepare(readSize),
                                 [self = this->shared_from_this()](error_code error, size_t) {
                                     if (!error)
                                         self->drain();
                                 });
    }

    void reset()
    {
        error_code ignored;
        lowest().socket().set_option(net::socket_base::linger(true, 0), ignored);
        lowest().socket().close(ignored);
    }

    SessionHost &m_host;
    Stream m_stream;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    /// When the request must be complete.
    std::chrono::steady_clock::time_point m_deadline;
    std::string m_outgoing;
    /// Of m_outgoing, when it is sent byte by byte.
    size_t m_sent = 0;
    std::chrono::milliseconds m_bytePause{0};
    net::steady_timer m_timer;
    /// After the response.
    Next m_next = nullptr;
    quint64 m_number;
};

} // namespace

void startSession(SessionHost &host, tcp::socket socket)
{
    if (host.tls)
        std::make_shared<Session<TlsStream>>(host, std::move(socket), *host.tls)->start();
    else
        std::make_shared<Session<PlainStream>>(host, std::move(socket))->start();
}

} // namespace roomkeeper::sandbox
