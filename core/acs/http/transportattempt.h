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

/// How an attempt ended, and what is needed to decide about another one.
struct AttemptEnd
{
    Result<Response> result = {};
    /// The change was sent, and the service itself did not respond to it. Also if Qt, which sends
    /// again by itself when a connection is lost, got a response to a later sending of this
    /// attempt.
    bool maybeMade = false;
    /// The failure may not happen again.
    bool isTransient = false;
    bool isStuck = false; ///< it timed out before it was sent
    /// It failed because a proxy requires a password; nothing reached the service.
    bool proxyAsks = false;
    /// This computer's clock minus the service's, if the response contained the time.
    std::optional<std::chrono::seconds> clockSkew = {};
};

/// The inputs of an attempt. All references must outlive it.
struct AttemptSettings
{
    const Request &request;
    int number; ///< starts at 1
    QDateTime firstSentAt; ///< when the first attempt was sent
    std::chrono::milliseconds timeout;
    const Endpoint &endpoint;
    const CredentialState &credentials; ///< prepare() has returned true
    const Clock &clock;
    const TransportOptions &options;
    const QSslConfiguration *tls; ///< null: Qt's default
    bool offersProxyCredentials;
};

/// One authenticated sending of one request, until the last byte of the response. Owned by the
/// transport; lives on its thread.
class TransportAttempt : public QObject
{
    Q_OBJECT

public:
    explicit TransportAttempt(const AttemptSettings &settings);
    ~TransportAttempt() override;
    Q_DISABLE_COPY_MOVE(TransportAttempt)

    /// Authenticates with the present time, and sends.
    void start(QNetworkAccessManager &network);

    /// Ends it now; emits ended() before it returns.
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
    QByteArray m_secret; ///< what it was authenticated with
    QByteArray m_body;
    QString m_tlsProblem;
    GivenUp m_givenUp = GivenUp::No;
    bool m_isConnecting = false; ///< until TLS is established
    int m_sendings = 0; ///< how often sending the request was started
};

} // namespace roomkeeper::acs
