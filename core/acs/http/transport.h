#pragma once

#include "acs/auth/connectionstring.h"
#include "acs/auth/credentialstate.h"
#include "acs/http/activityrecord.h"
#include "acs/http/httpmessage.h"
#include "acs/http/retrynotice.h"
#include "acs/http/transportoptions.h"
#include "acs/http/transportqueues.h"
#include "acs/proxy/proxyauthstate.h"
#include "base/call.h"
#include "base/clock.h"
#include "base/random.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QSslConfiguration>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace roomkeeper::acs {

class ProxyCredentials;
struct AttemptEnd;

/// Sends all requests to one resource: queues them (six on the wire), signs each attempt or adds a
/// token, sends, times out, retries transient failures, maps statuses to errors, redacts and
/// records.
///
/// It refuses redirects, keeps HTTP/2 off, and follows `nextLink` to its own endpoint only. A 429
/// stops everything it sends for as long as the service asks. Lives on one thread. Calls that are
/// still open when it is destroyed end as cancelled, changes that may have been made as
/// OutcomeUnknown. No slot of its signals may destroy it.
class Transport : public QObject
{
    Q_OBJECT

public:
    /// `network`, `clock` and `random` outlive this. Where other authorities are trusted, `network`
    /// is for this transport alone: Qt shares its connections.
    Transport(Endpoint endpoint, Credentials credentials, QNetworkAccessManager &network,
              const Clock &clock, RandomSource &random, TransportOptions options = {},
              QObject *parent = nullptr);
    ~Transport() override;
    Q_DISABLE_COPY_MOVE(Transport)

    /// Where the passwords of proxies come from. Without them, a proxy that requires a password is
    /// a failure. `credentials` outlive this.
    void useProxyCredentials(ProxyCredentials &credentials);

    /// Authorizes with other credentials from now on. Requests that were refused and wait for them
    /// are sent again, followed by those that came later. Answers credentialsRefused().
    void replaceCredentials(Credentials credentials);
    /// The other answer to credentialsRefused(): requests that wait fail with their refusal. Later
    /// refusals fail at once, until a request succeeds again.
    void declineCredentials();

    const Endpoint &endpoint() const { return m_endpoint; }
    const Clock &clock() const { return m_clock; }
    RandomSource &random() const { return m_random; }
    /// Whether credentialsRefused() has not been answered.
    bool isAskingForCredentials() const { return m_credentials.isAsking(); }
    bool usesTokens() const { return m_credentials.usesTokens(); }
    bool isReadOnly() const { return m_options.readOnly; }
    /// When switched on, it also refuses changes that wait and are not on the wire.
    void setReadOnly(bool readOnly) { m_options.readOnly = readOnly; }

    /// Sends a request when a slot is free, in the order of the calls, and retries it if it is
    /// repeatable and the failure is transient. Answers with a 2xx response; everything else is an
    /// Error, that of the newest attempt. A token is sent over https or to localhost only,
    /// otherwise the call ends as Invalid. A change that may have been made, without an answer that
    /// says so, ends as OutcomeUnknown.
    Call<Response> send(Request request);

    /// The path and query of an absolute URL from the service, if it points to this endpoint.
    /// Error: kind BadAnswer.
    [[nodiscard]] Result<QByteArray> targetOfLink(const QString &link) const;

    /// Requests that are on the wire or wait: for their first attempt, for a retry, for credentials
    /// or for a proxy's password.
    qsizetype pending() const { return m_jobs.count(); }
    /// How many of them change something.
    qsizetype pendingChanges() const { return m_jobs.changes(); }

    /// Requests that failed and are sent again, those under way first, then by time; and requests
    /// that wait for their first attempt because the service asked for a pause.
    QList<RetryNotice> retries() const;
    /// Cancels all of them at once: they end as Cancelled, changes that may have been made as
    /// OutcomeUnknown.
    void cancelRetries();

    /// This computer's clock minus the service's, by the newest answer with a date.
    std::optional<std::chrono::seconds> clockSkew() const { return m_clockSkew; }

signals:
    /// After each attempt, including failed and cancelled ones.
    void attemptFinished(const roomkeeper::acs::ActivityRecord &record);
    /// retries() has changed.
    void retriesChanged();
    /// The key was refused (401) although earlier requests succeeded: it was replaced at the
    /// service. All requests wait until replaceCredentials() or declineCredentials() is called,
    /// from a slot of this signal or at any time later. Not emitted again in the meantime. If no
    /// slot is connected, the requests fail.
    void credentialsRefused(const roomkeeper::Error &error);

private:
    void startWaiting();
    void start(const JobPointer &job);
    void attemptEnded(const JobPointer &job, AttemptEnd end);
    bool awaitsProxyAuth(const JobPointer &job, const AttemptEnd &end);
    bool awaitsCredentials(const JobPointer &job, const AttemptEnd &end);
    void failWaiting(const Error &why);
    void proxyAnswered(const QString &proxy, bool isGiven);
    bool backsOff(const JobPointer &job, const AttemptEnd &end);
    void pause(std::chrono::milliseconds wait, const Error &why);
    void endThoseWithoutTime();
    void tellOfThePause();
    void wake();
    void armTimer();
    void cancel(const JobPointer &job);
    void fail(const Jobs &jobs);
    void finish(const JobPointer &job, Result<Response> result);
    void answer(const JobPointer &job, Result<Response> result);

    Endpoint m_endpoint;
    CredentialState m_credentials;
    QNetworkAccessManager &m_network;
    const Clock &m_clock;
    RandomSource &m_random;
    TransportOptions m_options;
    std::optional<QSslConfiguration> m_tls; ///< if not Qt's own
    ProxyAuthState m_proxy;
    TransportQueues m_jobs;
    QTimer m_timer; ///< until the next retry, or the end of the pause
    QDeadlineTimer m_pause{0}; ///< nothing is sent before it ends
    Error m_pauseReason;
    bool m_isStuck = false; ///< an attempt timed out before it was sent
    std::optional<std::chrono::seconds> m_clockSkew;
};

} // namespace roomkeeper::acs
