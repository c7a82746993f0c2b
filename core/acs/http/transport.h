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

/// The only road out for requests to one resource: queues (six on the wire), signs each attempt,
/// or gives it a token, sends, times out, sends again what may pass, maps statuses to errors,
/// redacts and records.
///
/// It refuses redirects, keeps HTTP/2 off, and follows `nextLink` to its own endpoint only. A 429
/// stops all it sends for as long as the service asks. Lives on one thread. Calls still open when
/// it goes end as cancelled, changes that may have been made as OutcomeUnknown. No slot of its
/// signals may destroy it.
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

    /// Where the passwords of proxies come from; without, a proxy that asks for one is a failure.
    /// `credentials` outlive this.
    void useProxyCredentials(ProxyCredentials &credentials);

    /// Authorizes with others from now on. What was refused and waits for that goes out again, as
    /// does what came later. Answers credentialsRefused().
    void replaceCredentials(Credentials credentials);
    /// The other answer to credentialsRefused(): what waits fails with its refusal, and so does, at
    /// once, what is refused later, until something comes through again.
    void declineCredentials();

    const Endpoint &endpoint() const { return m_endpoint; }
    const Clock &clock() const { return m_clock; }
    RandomSource &random() const { return m_random; }
    /// Whether credentialsRefused() has not been answered.
    bool isAskingForCredentials() const { return m_credentials.isAsking(); }
    bool usesTokens() const { return m_credentials.usesTokens(); }
    bool isReadOnly() const { return m_options.readOnly; }
    /// Switched on, it also refuses the changes that wait and are not on the wire.
    void setReadOnly(bool readOnly) { m_options.readOnly = readOnly; }

    /// Sends a request when a slot is free, in the order asked, and again where it is repeatable
    /// and fails in a way that may pass. Answers with a 2xx response; everything else is an Error,
    /// of the newest attempt. A token goes over https only, or to this very computer: else Invalid.
    /// A change that may have been made without an answer that tells so
    /// ends as OutcomeUnknown.
    Call<Response> send(Request request);

    /// The path and query of an absolute URL from the service, if it points to this endpoint.
    /// Error: kind BadAnswer.
    Result<QByteArray> targetOfLink(const QString &link) const;

    /// Requests waiting, for the first time, again, for credentials or for a proxy's password, and
    /// on the wire.
    qsizetype pending() const { return m_jobs.count(); }
    /// Those of them that change something.
    qsizetype pendingChanges() const { return m_jobs.changes(); }

    /// Requests that failed and are sent again, now or later: those under way first, then the next;
    /// and those that the service's wish for a pause keeps back.
    QList<RetryNotice> retries() const;
    /// Gives all of them up, at once: they end as Cancelled, changes that may have been made as
    /// OutcomeUnknown.
    void cancelRetries();

    /// This computer's clock minus the service's, by the newest answer that told its time.
    std::optional<std::chrono::seconds> clockSkew() const { return m_clockSkew; }

signals:
    /// After each attempt, also of failed and cancelled ones.
    void attemptFinished(const roomkeeper::acs::ActivityRecord &record);
    /// retries() is another.
    void retriesChanged();
    /// The key was refused (401) though requests came through before: it was replaced at the
    /// service. All requests wait until replaceCredentials() or declineCredentials(), in this very
    /// moment or any time later. Not again while that is open; where nobody listens, they fail.
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
    std::optional<QSslConfiguration> m_tls; ///< where it is another than Qt's own
    ProxyAuthState m_proxy;
    TransportQueues m_jobs;
    QTimer m_timer; ///< for the next of those moments, or the end of the pause
    QDeadlineTimer m_pause{0}; ///< nothing goes out before
    Error m_pauseReason;
    bool m_isStuck = false; ///< an attempt timed out before it was sent
    std::optional<std::chrono::seconds> m_clockSkew;
};

} // namespace roomkeeper::acs
