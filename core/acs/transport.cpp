#include "acs/transport.h"

#include "acs/retrypolicy.h"
#include "acs/transportattempt.h"

#include <algorithm>
#include <iterator>

namespace roomkeeper::acs {

namespace {

/// What Qt opens to one host; more would wait inside Qt, where they can't be cancelled in order
/// and where their time-outs would run already.
constexpr size_t slotCount = 6;

std::chrono::milliseconds remaining(const QDeadlineTimer &deadline)
{
    return std::max(
        std::chrono::ceil<std::chrono::milliseconds>(deadline.remainingTimeAsDuration()),
        std::chrono::milliseconds(0));
}

} // namespace

struct Transport::Job
{
    Request request = {};
    CallSource<Response> source = {};
    std::unique_ptr<TransportAttempt> attempt = {};
    int attempts = 0;
    bool maybeMade = false; ///< by one of the attempts that have ended
    QDateTime firstSentAt = {};
    QDeadlineTimer callEnd = {}; ///< of the whole call, once it has begun
    QDeadlineTimer due = {}; ///< when it goes out again
    Error failure = {}; ///< of the newest attempt that has ended

    bool isChange() const { return request.method != Method::Get; }
};

Transport::Transport(Endpoint endpoint, AccessKey key, QNetworkAccessManager &network,
                     const Clock &clock, RandomSource &random, TransportOptions options,
                     QObject *parent)
    : QObject(parent)
    , m_endpoint(std::move(endpoint))
    , m_key(std::move(key))
    , m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_options(std::move(options))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one may come too early
    connect(&m_timer, &QTimer::timeout, this, &Transport::wake);
}

Transport::~Transport()
{
    for (const auto *jobs : {&m_running, &m_resting, &m_waiting}) {
        for (const JobPointer &job : *jobs) {
            if (job->attempt && job->isChange())
                job->maybeMade = true; // nobody will hear whether it went out
            finish(job, failure(ErrorKind::Cancelled, tr("The connection was closed.")));
        }
    }
}

Call<Response> Transport::send(Request request)
{
    if (m_options.readOnly && request.method != Method::Get) {
        Error error = makeError(ErrorKind::ReadOnly, tr("read-only connection"));
        error.host = m_endpoint.authority();
        return finishedCall<Response>(failure(error));
    }
    auto job = std::make_shared<Job>();
    job->request = std::move(request);
    job->source.onCancel([this, weak = std::weak_ptr(job)] { cancel(weak); });
    m_waiting.push_back(job);
    startWaiting();
    return job->source.call();
}

Result<QByteArray> Transport::targetOfLink(const QString &link) const
{
    const QUrl url(link, QUrl::StrictMode);
    if (!m_endpoint.isOriginOf(url)) {
        Error error = makeError(ErrorKind::BadAnswer,
                                tr("The list continues at another address; that is not followed, "
                                   "since a signature must not go elsewhere."));
        error.host = m_endpoint.authority();
        return failure(error);
    }
    return url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment
                         | QUrl::FullyEncoded);
}

qsizetype Transport::pending() const
{
    return static_cast<qsizetype>(m_waiting.size() + m_running.size() + m_resting.size());
}

qsizetype Transport::pendingChanges() const
{
    qsizetype count = 0;
    for (const auto *jobs : {&m_running, &m_resting, &m_waiting}) {
        count += std::count_if(jobs->begin(), jobs->end(),
                               [](const JobPointer &job) { return job->isChange(); });
    }
    return count;
}

QList<RetryNotice> Transport::retries() const
{
    QList<RetryNotice> notices;
    for (const auto *jobs : {&m_waiting, &m_resting}) {
        for (const JobPointer &job : *jobs) {
            if (job->attempts == 0)
                continue;
            notices.append({.operation = job->request.operation,
                            .roomId = job->request.roomId,
                            .attempt = job->attempts + 1,
                            .mostAttempts = m_options.mostAttempts,
                            .at = after(std::max(remaining(job->due), remaining(m_pause))),
                            .why = job->failure});
        }
    }
    std::stable_sort(notices.begin(), notices.end(),
                     [](const RetryNotice &a, const RetryNotice &b) { return a.at < b.at; });
    return notices;
}

void Transport::cancelRetries()
{
    std::deque<JobPointer> given;
    given.swap(m_resting);
    const auto isAgain = [](const JobPointer &job) { return job->attempts > 0; };
    std::copy_if(m_waiting.begin(), m_waiting.end(), std::back_inserter(given), isAgain);
    std::erase_if(m_waiting, isAgain);
    if (given.empty())
        return;
    armTimer();
    emit retriesChanged();
    for (const JobPointer &job : given)
        finish(job, failure(ErrorKind::Cancelled, {}));
}

std::optional<std::chrono::seconds> Transport::clockSkew() const
{
    return m_clockSkew;
}

void Transport::startWaiting()
{
    if (!m_pause.hasExpired()) {
        endThoseWithoutTime();
        return;
    }
    while (!m_waiting.empty() && m_running.size() < slotCount) {
        const JobPointer job = m_waiting.front();
        m_waiting.pop_front();
        if (job->attempts > 0 && job->callEnd.hasExpired()) { // the slots were taken all the time
            finish(job, failure(job->failure));
            emit retriesChanged();
            continue;
        }
        m_running.push_back(job);
        start(job);
    }
}

void Transport::start(const JobPointer &job)
{
    if (++job->attempts == 1) {
        job->firstSentAt = m_clock.now();
        job->callEnd = QDeadlineTimer(m_options.callTimeout, Qt::PreciseTimer);
    }
    job->attempt = std::make_unique<TransportAttempt>(
        AttemptSettings{.request = job->request,
                        .number = job->attempts,
                        .firstSentAt = job->firstSentAt,
                        .timeout = std::min(m_options.attemptTimeout, remaining(job->callEnd)),
                        .endpoint = m_endpoint,
                        .key = m_key,
                        .clock = m_clock,
                        .options = m_options});
    connect(job->attempt.get(), &TransportAttempt::ended, this,
            [this, weak = std::weak_ptr(job)](const AttemptEnd &end, const ActivityRecord &record) {
                emit attemptFinished(record);
                if (const auto ended = weak.lock())
                    attemptEnded(ended, end);
            });
    job->attempt->start(m_network);
    if (job->attempts > 1)
        emit retriesChanged();
}

/// The one place that decides what follows an attempt.
void Transport::attemptEnded(const JobPointer &job, AttemptEnd end)
{
    std::erase(m_running, job);
    job->attempt.release()->deleteLater(); // it is the sender
    job->maybeMade = job->maybeMade || end.maybeMade;
    if (end.clockSkew)
        m_clockSkew = end.clockSkew;
    if (!end.result)
        job->failure = end.result.error();
    const bool again = waitsAgain(job, end);
    startWaiting();
    if (again)
        emit retriesChanged();
    else
        finish(job, std::move(end.result));
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
        pause(wait);
    if (!mayRepeat(job->request) || job->attempts >= m_options.mostAttempts
        || wait >= remaining(job->callEnd))
        return false;
    job->due = QDeadlineTimer(wait, Qt::PreciseTimer);
    m_resting.push_back(job);
    armTimer();
    return true;
}

void Transport::pause(std::chrono::milliseconds wait)
{
    if (wait <= remaining(m_pause))
        return;
    m_pause = QDeadlineTimer(wait, Qt::PreciseTimer);
    armTimer();
}

/// During a pause: a call that would end before it does, or begin only after the time that a call
/// may take, ends now. It must not hang for an hour because a service asked for that.
void Transport::endThoseWithoutTime()
{
    const auto rest = remaining(m_pause);
    const auto hasTime = [&](const JobPointer &job) {
        return rest < (job->attempts > 0 ? remaining(job->callEnd) : m_options.callTimeout);
    };
    const auto firstWithout = std::stable_partition(m_waiting.begin(), m_waiting.end(), hasTime);
    const std::deque<JobPointer> without(firstWithout, m_waiting.end());
    m_waiting.erase(firstWithout, m_waiting.end());
    for (const JobPointer &job : without) {
        Error error = job->failure;
        if (job->attempts == 0) {
            error = makeError(ErrorKind::Throttled, tr("Not sent: the service asked to wait."));
            error.host = m_endpoint.authority();
            error.retryAfter = std::chrono::ceil<std::chrono::seconds>(rest);
        }
        finish(job, failure(error));
    }
}

/// The pause is over, or a job is due.
void Transport::wake()
{
    const auto firstDue =
        std::stable_partition(m_resting.begin(), m_resting.end(),
                              [](const JobPointer &job) { return !job->due.hasExpired(); });
    m_waiting.insert(m_waiting.begin(), firstDue, m_resting.end());
    m_resting.erase(firstDue, m_resting.end());
    armTimer();
    startWaiting();
}

void Transport::armTimer()
{
    std::optional<std::chrono::milliseconds> next;
    const auto consider = [&next](const QDeadlineTimer &moment) {
        next = std::min(next.value_or(remaining(moment)), remaining(moment));
    };
    if (!m_pause.hasExpired())
        consider(m_pause);
    for (const JobPointer &job : m_resting)
        consider(job->due);
    if (next)
        m_timer.start(*next);
    else
        m_timer.stop();
}

void Transport::cancel(const std::weak_ptr<Job> &weak)
{
    const auto job = weak.lock();
    if (!job)
        return;
    if (job->attempt) {
        job->attempt->cancel();
        return;
    }
    std::erase(m_waiting, job);
    std::erase(m_resting, job);
    armTimer();
    if (job->attempts > 0)
        emit retriesChanged();
    finish(job, failure(ErrorKind::Cancelled, {}));
}

void Transport::finish(const JobPointer &job, Result<Response> result)
{
    job->source.finish(settled(*job, std::move(result)));
}

/// What an end means in the light of all attempts of the call.
Result<Response> Transport::settled(const Job &job, Result<Response> result) const
{
    if (result)
        return result;
    Error &error = result.error();
    if (job.maybeMade) {
        if (job.request.method == Method::Delete && error.kind == ErrorKind::NotFound)
            return Response{.status = error.httpStatus, .requestId = error.requestId};
        if (!settlesChange(error))
            error.kind = ErrorKind::OutcomeUnknown;
    }
    if (job.attempts > 0)
        error.host = m_endpoint.authority();
    error.attempts = job.attempts;
    if (!error.clockSkew)
        error.clockSkew = m_clockSkew;
    return result;
}

/// That much from now, by the clock that people see.
QDateTime Transport::after(std::chrono::milliseconds wait) const
{
    return m_clock.now().addMSecs(wait.count());
}

} // namespace roomkeeper::acs
