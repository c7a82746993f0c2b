#pragma once

#include "support/scriptedserver.h"
#include "support/testcertificates.h"

#include "acs/http/transport.h"
#include "base/qtversions.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTest>
#include <QTimer>

#include <memory>
#include <optional>

namespace roomkeeper::acs {

using Then = ScriptedServer::Then;

inline const QByteArray keyBase64 = "bWFya2VyLXNlY3JldC1mb3ItdGVzdHMtb25seS0wMDA=";
inline const QDateTime moment(QDate(2024, 5, 6), QTime(7, 8, 9), utcZone);

inline const Request getRooms{.method = Method::Get,
                              .target = "/rooms?api-version=2025-03-13",
                              .operation = QStringLiteral("List rooms")};
inline const Request createRoom{.method = Method::Post,
                                .target = "/rooms?api-version=2025-03-13",
                                .body = "{}",
                                .contentType = "application/json",
                                .repeatabilityId =
                                    QUuid(QStringLiteral("{67c8770b-44f1-410a-ab93-f9b5446f13ee}")),
                                .operation = QStringLiteral("Create room")};
inline const Request patchRoom{.method = Method::Patch,
                               .target = "/rooms/99?api-version=2025-03-13",
                               .body = "{}",
                               .contentType = "application/merge-patch+json",
                               .operation = QStringLiteral("Update room"),
                               .roomId = QStringLiteral("99")};
inline const Request deleteRoom{.method = Method::Delete,
                                .target = "/rooms/99?api-version=2025-03-13",
                                .operation = QStringLiteral("Delete room"),
                                .roomId = QStringLiteral("99")};
inline const Request newUser{.method = Method::Post,
                             .target = "/identities?api-version=2023-10-01",
                             .body = "{}",
                             .contentType = "application/json",
                             .delivery = Delivery::AtMostOnce,
                             .operation = QStringLiteral("Create user")};

/// Cut off inside the body: the connection is lost, and Qt does not silently try again.
inline const QByteArray cutAnswer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                    "Content-Length: 100\r\n\r\n{\"value\":[";

/// Retries as usual, but without delay.
inline constexpr std::chrono::milliseconds atOnce{1};
/// Sends once and reports the result.
inline const TransportOptions onlyOnce{.maxAttempts = 1};
/// Failed requests wait longer than any test.
inline const TransportOptions waiting{.callTimeout = std::chrono::hours(48),
                                      .firstDelay = std::chrono::hours(1),
                                      .maxDelay = std::chrono::hours(1)};

/// Waits until a condition is true, at most 30 s. QTest's own functions run the event loop only
/// every 10 ms, and a request needs several turns, a TLS handshake even more.
template <class IsSo>
bool waitUntil(const IsSo &isSo)
{
    const QDeadlineTimer end(30'000);
    QTimer look; // the condition may become true without an event
    look.start(10);
    while (!isSo()) {
        if (end.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

/// The result of a call, as soon as it has ended.
class Ending
{
public:
    explicit Ending(const Call<Response> &call)
        : m_call(call)
    {
        m_call.then(m_context.get(), [state = m_state](Result<Response> result) {
            state->result = std::move(result);
        });
    }

    void cancel() const { m_call.cancel(); }
    bool isThere() const { return m_state->result.has_value(); }
    /// Waits for it.
    [[nodiscard]] Result<Response> result() const
    {
        if (!waitUntil([this] { return isThere(); }))
            qFatal("no answer at all");
        return *m_state->result;
    }
    Error error() const
    {
        const auto ended = result();
        return ended ? makeError(ErrorKind::BadAnswer, QStringLiteral("it was answered"))
                     : ended.error();
    }

private:
    struct State
    {
        std::optional<Result<Response>> result = {};
    };

    Call<Response> m_call;
    std::unique_ptr<QObject> m_context = std::make_unique<QObject>();
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

/// Sends one more request with that network manager. Its thread has written everything before that,
/// and has reported it: a test that saw a request at the server may need to wait for the latter.
inline void roundTrip(QNetworkAccessManager &network, ScriptedServer &server,
                      const QList<QSslCertificate> &authorities = {})
{
    server.enqueueFor("GET /round-trip", ScriptedServer::answer(200, "{}"));
    QNetworkRequest request(QUrl(server.endpoint() + QStringLiteral("/round-trip")));
    if (!authorities.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificates(authorities);
        request.setSslConfiguration(tls);
    }
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    if (!waitUntil([&reply] { return reply->isFinished(); })
        || reply->error() != QNetworkReply::NoError)
        qFatal("no round trip");
}

/// Like the real service, or so that a test's bytes are the socket's bytes.
enum class Wire { Plain, Tls };

/// A transport to a scripted server.
struct Bench
{
    std::unique_ptr<TestAuthority> authority; ///< null for plain HTTP
    ScriptedServer server;
    QNetworkAccessManager network;
    ManualClock clock{moment};
    SeededRandom random{1};
    std::unique_ptr<Transport> transport;

    explicit Bench(TransportOptions options = {.firstDelay = atOnce}, Wire wire = Wire::Plain)
        : Bench(std::move(options), wire, {})
    {
    }
    Bench(TransportOptions options, const QString &endpoint)
        : Bench(std::move(options), Wire::Plain, endpoint)
    {
    }

    /// Fails the test if something leaked: a call, a response, a connection.
    ~Bench()
    {
        if (transport && transport->pending() != 0)
            QTest::qFail("requests are left over", __FILE__, __LINE__);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        if (!network.findChildren<QNetworkReply *>().isEmpty())
            QTest::qFail("answers are left over", __FILE__, __LINE__);
        if (!waitUntil([this] { return server.openConnections() <= 6; }))
            QTest::qFail("more connections are left over than six", __FILE__, __LINE__);
    }
    Q_DISABLE_COPY_MOVE(Bench)

    Call<Response> send(const Request &request) const { return transport->send(request); }
    [[nodiscard]] Result<Response> ask(const Request &request) const
    {
        return Ending(send(request)).result();
    }
    Error failureOf(const Request &request) const { return Ending(send(request)).error(); }

    /// Waits until the server has received everything that the transport sent before.
    void roundTrip()
    {
        acs::roundTrip(network, server,
                       authority ? QList{authority->certificate()} : QList<QSslCertificate>());
    }

private:
    Bench(TransportOptions options, Wire wire, const QString &endpoint)
        : authority(wire == Wire::Tls ? std::make_unique<TestAuthority>() : nullptr)
        , server(authority ? authority->issue().serverConfiguration() : QSslConfiguration())
    {
        if (authority)
            options.authorities.append(authority->certificate());
        transport = std::make_unique<Transport>(
            *parseEndpoint(endpoint.isEmpty() ? server.endpoint() : endpoint),
            *AccessKey::fromBase64(keyBase64), network, clock, random, std::move(options));
        // The system's proxy settings must not affect a test.
        network.setProxy(QNetworkProxy::NoProxy);
    }
};

} // namespace roomkeeper::acs
