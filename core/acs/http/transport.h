#pragma once

#include "acs/auth/connectionstring.h"
#include "acs/auth/credentialstate.h"
#include "acs/http/activityrecord.h"
#include "acs/http/httpmessage.h"
#include "acs/http/retrynotice.h"
#include "acs/http/transportoptions.h"
#include "acs/http/transportqueues.h"
#include "acs/proxy/proxyauthstate.h"
#include "acs/proxy/proxylookup.h"
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

/// Sends all requests to one resource: queues them (six at a time), signs each attempt or adds a
/// token, sends, applies time limits, retries, maps statuses to errors, and records each attempt
/// without secrets.
///
/// Does not follow redirects, does not use HTTP/2, and follows `nextLink` only to its own endpoint.
/// A 429 stops all sending for as long as the service says. One thread. When it is destroyed, open
/// calls end as cancelled, and changes that may have been made as OutcomeUnknown. Slots must not
/// destroy it.
class Transport : public QObject
{
    Q_OBJECT

public:
    /// `network`, `clock` and `random` must outlive this. If other authorities are trusted, only
    /// this transport may use `network`, because Qt shares its connections; also if the options
    /// have a source of proxies.
    Transport(Endpoint endpoint, Credentials credentials, QNetworkAccessManager &network,
              const Clock &clock, RandomSource &random, TransportOptions options = {},
              QObject *parent = nullptr);
    ~Transport() override;
    Q_DISABLE_COPY_MOVE(Transport)

    /// Passwords of proxies; they must outlive this. Without them, a proxy that requires a password
    /// is a failure.
    void useProxyCredentials(ProxyCredentials &credentials);

    /// Uses other credentials from now on, and sends the requests that wait for them. Answers
    /// credentialsRejected().
    void replaceCredentials(Credentials credentials);
    /// The other answer to credentialsRejected(): waiting requests fail with their rejection; later
    /// requests that are rejected fail at once, until one is accepted again.
    void declineCredentials();

    const Endpoint &endpoint() const { return m_endpoint; }
    const Clock &clock() const { return m_clock; }
    RandomSource &random() const { return m_random; }
    /// Whether credentialsRejected() has not been answered.
    bool isAskingForCredentials() const { return m_credentials.isAsking(); }
    bool usesTokens() const { return m_credentials.usesTokens(); }
    bool isReadOnly() const { return m_options.readOnly; }
    /// If true, also rejects changes that are queued and not being sent.
    void setReadOnly(bool readOnly) { m_options.readOnly = readOnly; }

    /// Sends a request when a slot is free, in the order of the calls, and again if it may be
    /// repeated and the failure is transient. Result: a 2xx response, or the Error of the newest
    /// attempt. Tokens are sent over https or to this computer only; otherwise Invalid. A change
    /// that may have been made without a response that says so ends as OutcomeUnknown.
    Call<Response> send(Request request);

    /// The path and query of an absolute URL from the service, if it points to this endpoint.
    /// Error: kind BadAnswer.
    [[nodiscard]] Result<QByteArray> targetOfLink(const QString &link) const;

    /// The number of requests that are queued, being sent, or waiting for a retry, credentials or a
    /// proxy's password.
    qsizetype pending() const { return m_jobs.count(); }
    /// Those that change something.
    qsizetype pendingChanges() const { return m_jobs.changes(); }

    /// Failed requests that are being sent again, first those under way and then the next; and
    /// requests that rate limiting holds back.
    QList<RetryNotice> retries() const;
    /// Cancels all of them at once: they end as Cancelled, changes that may have been made as
    /// OutcomeUnknown.
    void cancelRetries();

    /// This computer's clock minus the service's, by the newest response that contained the time.
    std::optional<std::chrono::seconds> clockSkew() const { return m_clockSkew; }

signals:
    /// After each attempt, including failed and cancelled ones.
    void attemptFinished(const roomkeeper::acs::ActivityRecord &record);
    /// The result of retries() has changed.
    void retriesChanged();
    /// The key was rejected (401) after earlier requests were accepted: it was replaced at the
    /// service. All requests wait until replaceCredentials() or declineCredentials() is called, in
    /// a slot or later. Not emitted again before that. If nothing is connected to this signal, the
    /// requests fail.
    void credentialsRejected(const roomkeeper::Error &error);

private:
    void lookUpProxies();
    void startWaiting();
    void start(const JobPointer &job);
    void attemptEnded(const JobPointer &job, AttemptEnd end);
    bool awaitsProxyAuth(const JobPointer &job, const AttemptEnd &end);
    bool awaitsCredentials(const JobPointer &job, const AttemptEnd &end);
    void failWaiting(const Error &why);
    void proxyAnswered(const QString &proxy, bool isGiven);
    bool backsOff(const JobPointer &job, const AttemptEnd &end);
    void pause(std::chrono::milliseconds wait, const Error &why);
    void failCallsEndingDuringPause();
    void updatePauseNotices();
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
    std::optional<QSslConfiguration> m_tls; ///< if not Qt's default
    std::unique_ptr<ProxyLookup> m_proxyLookup; ///< null: the proxy of m_network is used
    ProxyAuthState m_proxy;
    TransportQueues m_jobs;
    QTimer m_timer; ///< for the next retry, or the end of the pause
    QDeadlineTimer m_pause{0}; ///< nothing is sent before
    Error m_pauseReason;
    bool m_isStuck = false; ///< an attempt timed out before it was sent
    std::optional<std::chrono::seconds> m_clockSkew;
};

} // namespace roomkeeper::acs
