#include "acs/http/transport.h"

#include "acs/http/certificates.h"
#include "acs/http/failurewords.h"
#include "acs/http/retrypolicy.h"
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

/// What Qt opens to one host; more would wait inside Qt, where they can't be cancelled in order
/// and where their time-outs would run already.
constexpr size_t slotCount = 6;

/// However long somebody asks for, the connection is tried again after that.
constexpr std::chrono::milliseconds longestPause = std::chrono::hours(1);

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
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one may come too early
    connect(&m_timer, &QTimer::timeout, this, &Transport::wake);
    connect(&m_credentials, &CredentialGate::opened, this, &Transport::startWaiting);
    connect(&m_credentials, &CredentialGate::failed, this, &Transport::failWaiting);
}

Transport::~Transport()
{
    const QSignalBlocker quiet(this); // there is nothing to look at any more
    for (const JobPointer &job : m_jobs.all()) {
        if (job->attempt && job->isChange())
            job->maybeMade = true; // nobody will hear whether it went out
        finish(job, failure(ErrorKind::Cancelled, tr("The connection was closed.")));
    }
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
    job->source.onCancel([this, weak = std::weak_ptr(job)] { cancel(weak); });
    m_jobs.waiting.push_back(job);
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
    return m_jobs.retries(m_clock.now(), m_pause, m_options.mostAttempts);
}

void Transport::cancelRetries()
{
    const std::vector<JobPointer> given = m_jobs.takeDelayed();
    armTimer();
    for (const JobPointer &job : given)
        giveUp(job);
}

void Transport::startWaiting()
{
    if (!m_pause.hasExpired()) {
        endThoseWithoutTime();
        tellOfThePause();
        return;
    }
    while (!m_jobs.waiting.empty() && m_jobs.running.size() < (m_proxy.isTrial() ? 1 : slotCount)
           && m_credentials.prepare()) {
        const JobPointer job = m_jobs.waiting.front();
        m_jobs.waiting.pop_front();
        job->forgetRefusal();
        if (job->attempts > 0 && job->callEnd.hasExpired()) { // the slots were taken all the time
            finish(job, failure(job->failure));
            continue;
        }
        if (m_options.readOnly && job->isChange()) { // switched on since it was asked for
            finish(job, failure(readOnlyError(m_endpoint)));
            continue;
        }
        m_jobs.running.push_back(job);
        start(job);
    }
}

void Transport::start(const JobPointer &job)
{
    if (++job->attempts == 1) {
        job->isDelayed = false;
        // By the service's clock, which counts the minutes it remembers the wish for.
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
    if (job->isDelayed)
        emit retriesChanged();
}

/// The one place that decides what follows an attempt.
void Transport::attemptEnded(const JobPointer &job, AttemptEnd end)
{
    std::erase(m_jobs.running, job);
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
    }
    if (waitsForProxy(job, end) || waitsForCredentials(job, end)) {
        startWaiting();
        return;
    }
    if (end.result || end.result.error().httpStatus != 0)
        m_proxy.passed();
    const bool again = waitsAgain(job, end);
    startWaiting();
    if (again)
        emit retriesChanged();
    else
        finish(job, std::move(end.result));
}

/// Lets a job wait until somebody has been asked for the proxy's password. An attempt that came no
/// further does not count, nor does the time that a person takes before the first one.
bool Transport::waitsForProxy(const JobPointer &job, const AttemptEnd &end)
{
    if (job->isGivenUp || !end.proxyAsks || end.maybeMade || !m_proxy.isKnown())
        return false;
    --job->attempts;
    m_proxy.refused(job->proxyVersion);
    if (m_proxy.version() != 0) { // another one is known by now
        m_jobs.waiting.push_front(job);
    } else {
        m_jobs.atProxy.push_back(job);
        m_proxy.want();
    }
    return true;
}

void Transport::proxyAnswered(const QString &proxy, bool isGiven)
{
    if (proxy != m_proxy.proxy() || m_jobs.atProxy.empty())
        return;
    const auto answered = std::exchange(m_jobs.atProxy, {});
    if (isGiven) {
        m_jobs.waiting.insert(m_jobs.waiting.begin(), answered.begin(), answered.end());
        startWaiting();
        return;
    }
    for (const JobPointer &job : answered)
        finish(job, failure(job->failure));
}

/// Lets a refused job wait for other credentials, where there may be some. What was refused was not
/// processed, so it may go out again whatever it is; but not where an earlier sending may have
/// arrived and must not twice.
bool Transport::waitsForCredentials(const JobPointer &job, const AttemptEnd &end)
{
    if (end.result || end.result.error().httpStatus != 401 || job->isGivenUp
        || (job->maybeMade && !mayRepeat(job->request)))
        return false;
    const bool wasAsking = m_credentials.isAsking();
    const bool isHeard = isSignalConnected(QMetaMethod::fromSignal(&Transport::credentialsRefused));
    if (!m_credentials.refused({.why = job->failure,
                                .version = job->credentialVersion,
                                .isRepetition = job->wasRefused,
                                .isHeard = isHeard}))
        return false;
    job->isRefused = true;
    job->wasRefused = true;
    if (std::exchange(job->isDelayed, false)) // it waits for a person, not for a moment
        emit retriesChanged();
    m_jobs.waitRefused(job);
    if (m_credentials.isAsking() && !wasAsking)
        emit credentialsRefused(job->failure);
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

/// There are no credentials to go out with.
void Transport::failWaiting(const Error &why)
{
    for (const JobPointer &job : std::exchange(m_jobs.waiting, {}))
        finish(job, failure(job->isRefused && why.httpStatus != 0 ? job->failure : why));
}

/// Lets a job wait for its next attempt, where it may have one; and everything, where the service
/// asks for fewer requests.
bool Transport::waitsAgain(const JobPointer &job, const AttemptEnd &end)
{
    if (end.result || !end.isPassing)
        return false;
    const Error &error = end.result.error();
    const bool isAsked = error.retryAfter.value_or(std::chrono::seconds(0)).count() > 0;
    const std::chrono::milliseconds wait =
        isAsked ? *error.retryAfter : backoff(job->attempts, m_options, m_random);
    if (error.httpStatus == 429)
        pause(wait, error);
    if (job->isGivenUp || !mayRepeat(job->request) || job->attempts >= m_options.mostAttempts
        || wait >= remaining(job->callEnd))
        return false;
    job->isDelayed = true;
    job->due = QDeadlineTimer(wait, Qt::PreciseTimer);
    m_jobs.resting.push_back(job);
    armTimer();
    return true;
}

void Transport::pause(std::chrono::milliseconds wait, const Error &why)
{
    if (wait <= remaining(m_pause))
        return;
    m_pauseReason = why;
    m_pause = QDeadlineTimer(std::min(wait, longestPause), Qt::PreciseTimer);
    armTimer();
}

/// During a pause: a call that would end before it does, or begin only after the time that a call
/// may take, ends now: no service makes it hang for an hour. A person may, who is asked for a key.
void Transport::endThoseWithoutTime()
{
    if (m_credentials.isAsking())
        return;
    const auto rest = remaining(m_pause);
    for (const JobPointer &job : m_jobs.takeWithoutTime(rest, m_options.callTimeout)) {
        Error error = job->failure;
        if (!job->hasBegun()) {
            error = makeError(ErrorKind::Throttled,
                              tr("Not sent, because the service is rate-limiting requests."));
            error.host = m_endpoint.authority();
            error.retryAfter = std::chrono::ceil<std::chrono::seconds>(rest);
        }
        finish(job, failure(error));
    }
}

/// What waits for its first attempt is delayed while a pause lasts.
void Transport::tellOfThePause()
{
    if (m_jobs.delayUnsent(!m_pause.hasExpired(), m_pauseReason))
        emit retriesChanged();
}

/// The pause is over, or a job is due.
void Transport::wake()
{
    m_jobs.wakeResting();
    armTimer();
    if (m_isStuck && m_jobs.running.empty()) {
        // Qt would go on waiting for the connection that leads nowhere.
        m_network.clearConnectionCache();
        m_isStuck = false;
    }
    tellOfThePause();
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

void Transport::cancel(const std::weak_ptr<TransportJob> &weak)
{
    const auto job = weak.lock();
    if (!job)
        return;
    m_jobs.takeOut(job);
    armTimer();
    giveUp(job);
}

/// Ends a call that is in no queue. What its attempt brings in that very moment still counts, but
/// none follows.
void Transport::giveUp(const JobPointer &job)
{
    if (!job->attempt) {
        finish(job, failure(ErrorKind::Cancelled, {}));
        return;
    }
    job->isGivenUp = true;
    job->attempt->cancel();
}

void Transport::finish(const JobPointer &job, Result<Response> result)
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
    if (job->isDelayed)
        emit retriesChanged();
}

} // namespace roomkeeper::acs
