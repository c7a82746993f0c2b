#include "acs/http/transport.h"

#include "acs/http/certificates.h"
#include "acs/http/failuretext.h"
#include "acs/http/retrypolicy.h"
#include "acs/http/serviceerror.h"
#include "acs/http/transportattempt.h"
#include "acs/proxy/proxycredentials.h"

#include <QAuthenticator>
#include <QMetaMethod>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QSignalBlocker>

#include <algorithm>

namespace roomkeeper::acs {

namespace {

/// The number of connections that Qt opens to one host. More requests would wait inside Qt, where
/// they can't be cancelled in order and where their time limits would already run.
constexpr size_t slotCount = 6;

/// The longest pause, whatever the service says.
constexpr std::chrono::milliseconds maxPause = std::chrono::hours(1);

} // namespace

Transport::Transport(Endpoint endpoint, Credentials credentials, QNetworkAccessManager &network,
                     const Clock &clock, RandomSource &random, TransportOptions options,
                     QObject *parent)
    : QObject(parent)
    , m_endpoint(std::move(endpoint))
    , m_credentials(std::move(credentials), clock)
    , m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_options(std::move(options))
    , m_proxy(slotCount)
{
    if (!m_options.authorities.isEmpty())
        m_tls = tlsTrusting(m_options.authorities);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one may fire too early
    connect(&m_timer, &QTimer::timeout, this, &Transport::wake);
    connect(&m_credentials, &CredentialState::opened, this, &Transport::startWaiting);
    connect(&m_credentials, &CredentialState::failed, this, &Transport::failWaiting);
    if (m_options.proxies)
        lookUpProxies();
}

Transport::~Transport()
{
    const QSignalBlocker quiet(this); // there is nothing to update any more
    for (const JobPointer &job : m_jobs.all()) {
        if (job->attempt && job->isChange())
            job->maybeMade = true; // it may have been sent
        finish(job, failure(ErrorKind::Cancelled, tr("The connection was closed.")));
    }
}

void Transport::lookUpProxies()
{
    m_proxyLookup =
        std::make_unique<ProxyLookup>(m_endpoint, m_options.proxies, m_options.attemptTimeout);
    connect(m_proxyLookup.get(), &ProxyLookup::found, this, [this](const QNetworkProxy &proxy) {
        m_network.setProxy(proxy); // with a fixed one, Qt does not look it up in this thread
        startWaiting();
    });
    connect(m_proxyLookup.get(), &ProxyLookup::expired, this, [this] {
        Error error = makeError(
            ErrorKind::Network,
            tr("The look-up of the system's proxy did not end within %1 s. Nothing was sent.")
                .arg(std::chrono::ceil<std::chrono::seconds>(m_options.attemptTimeout).count()));
        error.host = m_endpoint.authority();
        failWaiting(error);
    });
}

void Transport::useProxyCredentials(ProxyCredentials &credentials)
{
    m_proxy.setCredentials(credentials);
    connect(&m_network, &QNetworkAccessManager::proxyAuthenticationRequired, this,
            [this](const QNetworkProxy &proxy, QAuthenticator *authenticator) {
                m_proxy.answer(proxy, *authenticator);
            });
    connect(&credentials, &ProxyCredentials::given, this,
            [this](const QString &proxy) { proxyAnswered(proxy, true); });
    connect(&credentials, &ProxyCredentials::declined, this,
            [this](const QString &proxy) { proxyAnswered(proxy, false); });
}

Call<Response> Transport::send(Request request)
{
    if (m_options.readOnly && request.method != Method::Get)
        return finishedCall<Response>(failure(readOnlyError(m_endpoint)));
    if (m_credentials.usesTokens() && !m_endpoint.mayBearTokens()) {
        return finishedCall<Response>(
            failure(ErrorKind::Invalid, tr("Access tokens are sent over https only.")));
    }
    auto job = std::make_shared<TransportJob>();
    job->request = std::move(request);
    job->source.onCancel([this, weak = std::weak_ptr(job)] {
        if (const auto cancelled = weak.lock())
            cancel(cancelled);
    });
    m_jobs.add(job);
    startWaiting();
    return job->source.call();
}

Result<QByteArray> Transport::targetOfLink(const QString &link) const
{
    const QUrl url(link, QUrl::StrictMode);
    if (!m_endpoint.isOriginOf(url)) {
        Error error =
            makeError(ErrorKind::BadAnswer,
                      tr("The list continues at another address. Roomkeeper does not follow it, "
                         "because signed requests go only to the endpoint of the connection."));
        error.host = m_endpoint.authority();
        return failure(error);
    }
    return url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment
                         | QUrl::FullyEncoded);
}

QList<RetryNotice> Transport::retries() const
{
    return m_jobs.retries(m_clock.now(), m_pause, m_options.maxAttempts);
}

void Transport::cancelRetries()
{
    const Jobs offWire = m_jobs.delayed(false);
    const Jobs onWire = m_jobs.delayed(true);
    m_jobs.apply(offWire, JobEvent::Cancelled);
    armTimer();
    for (const JobPointer &job : offWire)
        answer(job, failure(ErrorKind::Cancelled, {}));
    for (const JobPointer &job : onWire)
        cancel(job);
}

void Transport::startWaiting()
{
    if (!m_pause.hasExpired()) {
        failCallsEndingDuringPause();
        updatePauseNotices();
        return;
    }
    if (m_isStuck && m_jobs.next() && m_jobs.runningCount() == 0) {
        // Otherwise Qt would keep waiting for a connection that never opens.
        m_network.clearConnectionCache();
        m_isStuck = false;
    }
    while (m_jobs.next() && m_jobs.runningCount() < (m_proxy.isTrial() ? 1 : slotCount)
           && (!m_proxyLookup || m_proxyLookup->prepare()) && m_credentials.prepare()) {
        const JobPointer job = m_jobs.next();
        if (job->state() == JobState::AwaitingCredentials)
            m_jobs.apply(job, JobEvent::CredentialsReady);
        if (job->attempts > 0 && job->callEnd.hasExpired()) { // all slots were in use until then
            finish(job, failure(job->failure));
            continue;
        }
        if (m_options.readOnly && job->isChange()) { // made read-only after the request was queued
            finish(job, failure(readOnlyError(m_endpoint)));
            continue;
        }
        start(job);
    }
}

void Transport::start(const JobPointer &job)
{
    m_jobs.apply(job, JobEvent::Started);
    if (job->attempts == 1) {
        // By the service's clock, which counts the minutes for which it repeats its response.
        job->firstSentAt =
            m_clock.now().addSecs(-m_clockSkew.value_or(std::chrono::seconds(0)).count());
        job->callEnd = QDeadlineTimer(m_options.callTimeout, Qt::PreciseTimer);
    }
    job->proxyVersion = m_proxy.version();
    job->credentialVersion = m_credentials.version();
    job->attempt = std::make_unique<TransportAttempt>(
        AttemptSettings{.request = job->request,
                        .number = job->attempts,
                        .firstSentAt = job->firstSentAt,
                        .timeout = std::min(m_options.attemptTimeout, remaining(job->callEnd)),
                        .endpoint = m_endpoint,
                        .credentials = m_credentials,
                        .clock = m_clock,
                        .options = m_options,
                        .tls = m_tls ? &*m_tls : nullptr,
                        .offersProxyCredentials = job->proxyVersion != 0});
    connect(job->attempt.get(), &TransportAttempt::ended, this,
            [this, weak = std::weak_ptr(job)](const AttemptEnd &end, const ActivityRecord &record) {
                emit attemptFinished(record);
                if (const auto ended = weak.lock())
                    attemptEnded(ended, end);
            });
    job->attempt->start(m_network);
    if (job->isDelayed())
        emit retriesChanged();
}

/// The only place that decides what follows an attempt.
void Transport::attemptEnded(const JobPointer &job, AttemptEnd end)
{
    job->attempt.release()->deleteLater(); // it is the sender
    job->maybeMade = job->maybeMade || end.maybeMade;
    if (end.clockSkew)
        m_clockSkew = end.clockSkew;
    m_isStuck = m_isStuck || end.isStuck;
    if (end.result) {
        m_credentials.passed(job->credentialVersion);
    } else {
        Error &error = end.result.error();
        error.usedToken = error.kind == ErrorKind::Denied && m_credentials.usesTokens();
        job->failure = error;
        const bool isUnanswered = error.httpStatus == 0 && error.kind != ErrorKind::Cancelled;
        if (m_proxyLookup && isUnanswered && !end.proxyAsks)
            m_proxyLookup->refresh();
    }
    if (awaitsProxyAuth(job, end) || awaitsCredentials(job, end)) {
        startWaiting();
        return;
    }
    if (end.result || end.result.error().httpStatus != 0)
        m_proxy.passed();
    const bool again = backsOff(job, end);
    if (!again)
        m_jobs.apply(job, JobEvent::Finished);
    startWaiting();
    if (again)
        emit retriesChanged();
    else
        answer(job, std::move(end.result));
}

/// If the proxy requires a password, the job waits until the user has been asked for it. An attempt
/// that the proxy stopped does not count, nor does the time that the user takes before the first
/// attempt.
bool Transport::awaitsProxyAuth(const JobPointer &job, const AttemptEnd &end)
{
    if (job->state() != JobState::Running || !end.proxyAsks || end.maybeMade || !m_proxy.isKnown())
        return false;
    m_proxy.rejected(job->proxyVersion);
    const bool wasDelayed = job->isDelayed();
    m_jobs.apply(job, JobEvent::ProxyAuthRequired);
    if (wasDelayed)
        emit retriesChanged();
    if (m_proxy.version() != 0) // another password was given in the meantime
        m_jobs.apply(job, JobEvent::ProxyAuthGiven);
    else
        m_proxy.request();
    return true;
}

void Transport::proxyAnswered(const QString &proxy, bool isGiven)
{
    const Jobs answered = m_jobs.awaitingProxyAuth();
    if (proxy != m_proxy.proxy() || answered.empty())
        return;
    if (isGiven) {
        m_jobs.apply(answered, JobEvent::ProxyAuthGiven);
        startWaiting();
        emit retriesChanged(); // those that will be repeated count again
    } else {
        fail(answered);
    }
}

/// A rejected job (401) waits for other credentials if there may be some. It was not processed, so
/// it may be sent again whatever it is, unless an earlier attempt may have arrived and must not
/// arrive twice.
bool Transport::awaitsCredentials(const JobPointer &job, const AttemptEnd &end)
{
    if (job->state() != JobState::Running || end.result
        || !isCredentialRejection(end.result.error())
        || (job->maybeMade && !mayRepeat(job->request)))
        return false;
    const bool wasAsking = m_credentials.isAsking();
    const bool hasListener =
        isSignalConnected(QMetaMethod::fromSignal(&Transport::credentialsRejected));
    if (!m_credentials.rejected({.why = job->failure,
                                 .version = job->credentialVersion,
                                 .isRepetition = job->wasRejected,
                                 .isClockSkew = isClockSkewError(job->failure),
                                 .hasListener = hasListener}))
        return false;
    const bool wasDelayed = job->isDelayed();
    m_jobs.apply(job, JobEvent::CredentialsRejected);
    if (wasDelayed)
        emit retriesChanged();
    if (m_credentials.isAsking() && !wasAsking)
        emit credentialsRejected(job->failure);
    return true;
}

void Transport::replaceCredentials(Credentials credentials)
{
    m_credentials.replace(std::move(credentials));
    startWaiting();
}

void Transport::declineCredentials()
{
    if (const auto why = m_credentials.decline())
        failWaiting(*why);
}

/// There are no credentials to send anything with.
void Transport::failWaiting(const Error &why)
{
    const Jobs waiting = m_jobs.waiting();
    for (const JobPointer &job : waiting) {
        if (job->state() != JobState::AwaitingCredentials || why.httpStatus == 0)
            job->failure = why;
    }
    fail(waiting);
}

/// Schedules the next attempt of a job, if it may have one. If the service is rate-limiting, all
/// requests pause.
bool Transport::backsOff(const JobPointer &job, const AttemptEnd &end)
{
    if (end.result || !end.isTransient)
        return false;
    const Error &error = end.result.error();
    const bool isAsked = error.retryAfter.value_or(std::chrono::seconds(0)).count() > 0;
    const std::chrono::milliseconds wait =
        isAsked ? *error.retryAfter : backoff(job->attempts, m_options, m_random);
    if (error.httpStatus == 429)
        pause(wait, error);
    if (job->state() != JobState::Running || !mayRepeat(job->request)
        || job->attempts >= m_options.maxAttempts || wait >= remaining(job->callEnd))
        return false;
    job->retryAt = QDeadlineTimer(wait, Qt::PreciseTimer);
    m_jobs.apply(job, JobEvent::RetryScheduled);
    armTimer();
    return true;
}

void Transport::pause(std::chrono::milliseconds wait, const Error &why)
{
    if (wait <= remaining(m_pause))
        return;
    m_pauseReason = why;
    m_pause = QDeadlineTimer(std::min(wait, maxPause), Qt::PreciseTimer);
    armTimer();
}

/// During a pause: ends each call whose time limit is before the end of the pause, or that would
/// start later than a call may take. So a service can't make a call wait for an hour; a question to
/// the user can.
void Transport::failCallsEndingDuringPause()
{
    if (m_credentials.isAsking())
        return;
    const auto rest = remaining(m_pause);
    const Jobs withoutTime = m_jobs.withoutTime(rest, m_options.callTimeout);
    for (const JobPointer &job : withoutTime) {
        if (job->hasBegun())
            continue;
        job->failure = makeError(ErrorKind::Throttled,
                                 tr("Not sent, because the service is rate-limiting requests."));
        job->failure.host = m_endpoint.authority();
        job->failure.retryAfter = std::chrono::ceil<std::chrono::seconds>(rest);
    }
    fail(withoutTime);
}

/// Jobs that wait for their first attempt are delayed during a pause.
void Transport::updatePauseNotices()
{
    const auto until = m_pause.hasExpired() ? std::nullopt : std::optional(m_pause);
    if (m_jobs.holdBackUnsent(until, m_pauseReason))
        emit retriesChanged();
}

/// The pause is over, or a job is due.
void Transport::wake()
{
    m_jobs.wakeDue();
    armTimer();
    updatePauseNotices();
    startWaiting();
}

void Transport::armTimer()
{
    const QDeadlineTimer due = m_jobs.nextDue();
    const QDeadlineTimer next = m_pause.hasExpired() ? due : std::min(due, m_pause);
    if (next.isForever())
        m_timer.stop();
    else
        m_timer.start(remaining(next));
}

/// If the running attempt ends at this moment, its result still counts, but no other attempt
/// follows. If the result is already decided, it stays.
void Transport::cancel(const JobPointer &job)
{
    if (job->state() == JobState::Done)
        return;
    m_jobs.apply(job, JobEvent::Cancelled);
    armTimer();
    if (job->state() == JobState::Cancelling)
        job->attempt->cancel();
    else
        answer(job, failure(ErrorKind::Cancelled, {}));
}

/// Ends jobs with their failures. All of them leave the queues before the first result is
/// delivered.
void Transport::fail(const Jobs &jobs)
{
    m_jobs.apply(jobs, JobEvent::Finished);
    for (const JobPointer &job : jobs)
        answer(job, failure(job->failure));
}

void Transport::finish(const JobPointer &job, Result<Response> result)
{
    m_jobs.apply(job, JobEvent::Finished);
    answer(job, std::move(result));
}

/// Delivers the result of a call.
void Transport::answer(const JobPointer &job, Result<Response> result)
{
    result = settled(job->request, job->maybeMade, std::move(result));
    if (!result) {
        Error &error = result.error();
        if (job->attempts > 0)
            error.host = m_endpoint.authority();
        error.attempts = job->attempts;
        if (!error.clockSkew)
            error.clockSkew = m_clockSkew;
    }
    job->source.finish(std::move(result));
    if (job->isDelayed())
        emit retriesChanged();
}

} // namespace roomkeeper::acs
