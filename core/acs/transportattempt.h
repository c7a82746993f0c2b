#pragma once

#include "acs/activityrecord.h"
#include "acs/connectionstring.h"
#include "acs/message.h"
#include "base/clock.h"
#include "base/result.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>

class QNetworkAccessManager;

namespace roomkeeper::acs {

struct TransportOptions;

/// One signed sending of one request, from the request line to the last byte of the answer. Part
/// of the transport; belongs to it and lives on its thread.
class TransportAttempt : public QObject
{
    Q_OBJECT

public:
    /// All references outlive this.
    TransportAttempt(const Request &request, int number, const Endpoint &endpoint,
                     const AccessKey &key, const Clock &clock, const TransportOptions &options);
    ~TransportAttempt() override;
    Q_DISABLE_COPY_MOVE(TransportAttempt)

    /// Signs with the present moment and sends.
    void start(QNetworkAccessManager &network);

    /// Ends it now; emits ended() from inside the call.
    void cancel();

signals:
    void ended(const roomkeeper::Result<roomkeeper::acs::Response> &result,
               const roomkeeper::acs::ActivityRecord &record);

private:
    enum class GivenUp { No, TimedOut, Cancelled, TooLarge };

    QNetworkRequest networkRequest(const QUrl &url);
    QNetworkReply *send(QNetworkAccessManager &network, const QNetworkRequest &request);
    void giveUp(GivenUp why);
    void readAvailable();
    void finish();
    Result<Response> outcome();
    Error failureWithoutAnswer() const;
    Error failureOfStatus(int status) const;
    Error localError(ErrorKind kind, const QString &message) const;
    void redact(Error &error) const;

    const Request &m_request;
    const int m_number;
    const Endpoint &m_endpoint;
    const AccessKey &m_key;
    const Clock &m_clock;
    const TransportOptions &m_options;

    QPointer<QNetworkReply> m_reply;
    QTimer m_timeout;
    QElapsedTimer m_elapsed;
    QDateTime m_startedAt;
    QByteArray m_signature;
    QByteArray m_body;
    QString m_tlsProblem;
    GivenUp m_givenUp = GivenUp::No;
    bool m_sent = false; ///< the whole request went out
};

} // namespace roomkeeper::acs
