#pragma once

#include "acs/auth/connectionstring.h"
#include "acs/auth/credentialstate.h"
#include "acs/http/activityrecord.h"
#include "acs/http/httpmessage.h"
#include "acs/http/transportoptions.h"
#include "base/clock.h"
#include "base/result.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <optional>

class QNetworkAccessManager;
class QSslConfiguration;

namespace roomkeeper::acs {

/// How an attempt ended: its answer, and what decides about another one.
struct AttemptEnd
{
    Result<Response> result = {};
    /// A change that was sent without an answer to that sending from the service itself. Also
    /// where a later sending of the same attempt was answered: Qt sends again by itself when a
    /// connection dies before the answer.
    bool maybeMade = false;
    /// It failed in a way that may pass.
    bool isTransient = false;
    bool isStuck = false; ///< time went by and it did not even go out
    /// It failed for want of a proxy's password; nothing reached the service.
    bool proxyAsks = false;
    /// This computer's clock minus the service's, where the answer told its time.
    std::optional<std::chrono::seconds> clockSkew = {};
};

/// What an attempt is made with. All references outlive it.
struct AttemptSettings
{
    const Request &request;
    int number; ///< counted from 1
    QDateTime firstSentAt; ///< when the first attempt went out
    std::chrono::milliseconds timeout;
    const Endpoint &endpoint;
    const CredentialState &credentials; ///< open when it starts
    const Clock &clock;
    const TransportOptions &options;
    const QSslConfiguration *tls; ///< where it is another than Qt's own, else null
    bool offersProxyCredentials;
};

/// One authorized sending of one request, from the request line to the last byte of the answer.
/// Part of the transport; belongs to it and lives on its thread.
class TransportAttempt : public QObject
{
    Q_OBJECT

public:
    explicit TransportAttempt(const AttemptSettings &settings);
    ~TransportAttempt() override;
    Q_DISABLE_COPY_MOVE(TransportAttempt)

    /// Authorizes with the present moment and sends.
    void start(QNetworkAccessManager &network);

    /// Ends it now; emits ended() from inside the call.
    void cancel();

signals:
    void ended(const roomkeeper::acs::AttemptEnd &end,
               const roomkeeper::acs::ActivityRecord &record);

private:
    enum class GivenUp { No, TimedOut, Cancelled, TooLarge };

    QNetworkRequest networkRequest(const QUrl &url);
    void giveUp(GivenUp why);
    void readAvailable();
    void finish();
    int status() const;
    QString requestId() const;
    QNetworkReply::NetworkError networkError() const;
    bool isJson() const;
    bool proxyAsks() const;
    bool isTransient() const;
    bool isMaybeMade() const;
    bool isGatewayError() const;
    std::optional<std::chrono::seconds> clockSkew() const;
    [[nodiscard]] Result<Response> outcome() const;
    Error failureWithoutAnswer() const;
    Error failureOfStatus() const;
    Error localError(ErrorKind kind, const QString &message) const;
    void redact(QString &text) const;
    void redact(Error &error) const;

    const AttemptSettings m_settings;
    const Request &m_request;

    QPointer<QNetworkReply> m_reply;
    QTimer m_timeout;
    QElapsedTimer m_elapsed;
    QDateTime m_startedAt;
    QByteArray m_secret; ///< what it was authorized with
    QByteArray m_body;
    QString m_tlsProblem;
    GivenUp m_givenUp = GivenUp::No;
    bool m_isConnecting = false; ///< as far as TLS is not set up
    int m_sendings = 0; ///< how often the request began to go out
};

} // namespace roomkeeper::acs
