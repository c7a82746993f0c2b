#pragma once

#include "acs/activityrecord.h"
#include "acs/connectionstring.h"
#include "acs/message.h"
#include "acs/retrynotice.h"
#include "base/call.h"
#include "base/clock.h"
#include "base/random.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <memory>

class QNetworkAccessManager;

namespace roomkeeper::acs {

class TransportAttempt;

struct TransportOptions
{
    /// The longest time from sending one attempt to the last byte of its answer.
    std::chrono::milliseconds attemptTimeout{30'000};
    /// The largest answer body taken, in bytes, after decompression.
    qint64 largestBody = 32LL * 1024 * 1024;
    /// Refuses every method but GET before anything is sent.
    bool readOnly = false;
};

/// The only road out for requests to one resource: queues (six on the wire), signs each attempt,
/// sends, times out, maps statuses to errors, redacts and records.
///
/// It refuses redirects, keeps HTTP/2 off, and follows `nextLink` to its own endpoint only. Lives
/// on one thread. Calls still open when it goes end as cancelled, changes on the wire as
/// OutcomeUnknown.
class Transport : public QObject
{
    Q_OBJECT

public:
    /// `network`, `clock` and `random` outlive this.
    Transport(Endpoint endpoint, AccessKey key, QNetworkAccessManager &network, const Clock &clock,
              RandomSource &random, TransportOptions options = {}, QObject *parent = nullptr);
    ~Transport() override;
    Q_DISABLE_COPY_MOVE(Transport)

    const Endpoint &endpoint() const { return m_endpoint; }
    const Clock &clock() const { return m_clock; }
    RandomSource &random() const { return m_random; }
    bool isReadOnly() const { return m_options.readOnly; }
    void setReadOnly(bool readOnly) { m_options.readOnly = readOnly; }

    /// Sends a request when a slot is free, in the order asked. Answers with a 2xx response;
    /// everything else is an Error. A change whose answer never came ends as OutcomeUnknown.
    Call<Response> send(Request request);

    /// The path and query of an absolute URL from the service, if it points to this endpoint.
    /// Error: kind BadAnswer.
    Result<QByteArray> targetOfLink(const QString &link) const;

    /// Requests waiting and on the wire.
    qsizetype pending() const;
    /// Those of them that change something.
    qsizetype pendingChanges() const;

    /// Requests that failed and wait to be sent again, the next one first.
    QList<RetryNotice> retries() const;
    /// Gives all of them up, at once: reads end as Cancelled, changes as the attempts so far left
    /// them.
    void cancelRetries();

    /// This computer's clock minus the service's, by the newest answer that told its time.
    std::optional<std::chrono::seconds> clockSkew() const;

signals:
    /// After each attempt, also of failed and cancelled ones.
    void attemptFinished(const roomkeeper::acs::ActivityRecord &record);
    /// retries() is another.
    void retriesChanged();

private:
    struct Job;

    void startWaiting();
    void start(const std::shared_ptr<Job> &job);
    void attemptEnded(const std::shared_ptr<Job> &job, Result<Response> result);
    void cancel(const std::weak_ptr<Job> &job);

    Endpoint m_endpoint;
    AccessKey m_key;
    QNetworkAccessManager &m_network;
    const Clock &m_clock;
    RandomSource &m_random;
    TransportOptions m_options;
    std::deque<std::shared_ptr<Job>> m_waiting;
    std::deque<std::shared_ptr<Job>> m_running;
};

} // namespace roomkeeper::acs
