#include "acs/transport.h"

#include "acs/transportattempt.h"

#include <algorithm>

namespace roomkeeper::acs {

namespace {

/// What Qt opens to one host; more would wait inside Qt, where they can't be cancelled in order
/// and where their time-outs would run already.
constexpr size_t slotCount = 6;

} // namespace

struct Transport::Job
{
    Request request = {};
    CallSource<Response> source = {};
    std::unique_ptr<TransportAttempt> attempt = {};
    int attempts = 0;
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
    , m_options(options)
{
}

Transport::~Transport()
{
    // A job that goes ends its call as cancelled; but a change on its way may take effect.
    for (const auto &job : m_running) {
        if (job->request.method != Method::Get) {
            Error error = makeError(ErrorKind::OutcomeUnknown, tr("The connection was closed."));
            error.host = m_endpoint.host();
            job->source.finish(failure(error));
        }
    }
}

Call<Response> Transport::send(Request request)
{
    if (m_options.readOnly && request.method != Method::Get) {
        Error error = makeError(ErrorKind::ReadOnly, tr("read-only connection"));
        error.host = m_endpoint.host();
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
        error.host = m_endpoint.host();
        return failure(error);
    }
    return url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment
                         | QUrl::FullyEncoded);
}

qsizetype Transport::pending() const
{
    return static_cast<qsizetype>(m_waiting.size()) + static_cast<qsizetype>(m_running.size());
}

qsizetype Transport::pendingChanges() const
{
    const auto isChange = [](const auto &job) { return job->request.method != Method::Get; };
    return std::count_if(m_waiting.begin(), m_waiting.end(), isChange)
           + std::count_if(m_running.begin(), m_running.end(), isChange);
}

QList<RetryNotice> Transport::retries() const
{
    return {};
}

void Transport::cancelRetries()
{
}

std::optional<std::chrono::seconds> Transport::clockSkew() const
{
    return {};
}

void Transport::startWaiting()
{
    while (!m_waiting.empty() && m_running.size() < slotCount) {
        auto job = m_waiting.front();
        m_waiting.pop_front();
        m_running.push_back(job);
        start(job);
    }
}

void Transport::start(const std::shared_ptr<Job> &job)
{
    ++job->attempts;
    job->attempt = std::make_unique<TransportAttempt>(job->request, job->attempts, m_endpoint,
                                                      m_key, m_clock, m_options);
    connect(job->attempt.get(), &TransportAttempt::ended, this,
            [this, weak = std::weak_ptr(job)](const Result<Response> &result,
                                              const ActivityRecord &record) {
                emit attemptFinished(record);
                if (const auto ended = weak.lock())
                    attemptEnded(ended, result);
            });
    job->attempt->start(m_network);
}

/// The one place that decides what follows an attempt.
void Transport::attemptEnded(const std::shared_ptr<Job> &job, Result<Response> result)
{
    std::erase(m_running, job);
    job->attempt.release()->deleteLater(); // it is the sender
    job->source.finish(std::move(result));
    startWaiting();
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
    job->source.finish(failure(ErrorKind::Cancelled, {}));
}

} // namespace roomkeeper::acs
