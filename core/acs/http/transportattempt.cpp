#include "acs/http/transportattempt.h"

#include "acs/auth/requestsigner.h"
#include "acs/http/errorbody.h"
#include "acs/http/failuretext.h"
#include "acs/http/retrypolicy.h"
#include "acs/http/wirerequest.h"
#include "base/logging.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QSslError>

#include <algorithm>
#include <cmath>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

/// Errors of QNetworkReply before or during a response; its other codes stand for statuses.
bool isNetworkLevel(QNetworkReply::NetworkError error)
{
    return error != QNetworkReply::NoError
           && (error < QNetworkReply::ContentAccessDenied
               || error == QNetworkReply::ContentReSendError);
}

/// Logs only what the window may show as well.
void log(const ActivityRecord &record, const Result<Response> &result)
{
    qCDebug(logNet) << record.method << record.path << record.status << record.outcome
                    << record.operation << record.attempt << record.requestId;
    if (result)
        return;
    const Error &error = result.error();
    qCDebug(logNet) << error.host << error.serviceCode << error.message;
    for (const ErrorDetail &detail : error.details)
        qCDebug(logNet) << detail.code << detail.target << detail.message;
}

} // namespace

TransportAttempt::TransportAttempt(const AttemptSettings &settings)
    : m_settings(settings)
    , m_request(settings.request)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] { giveUp(GivenUp::TimedOut); });
}

TransportAttempt::~TransportAttempt()
{
    secureZero(m_secret);
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
}

void TransportAttempt::start(QNetworkAccessManager &network)
{
    const QUrl url =
        QUrl::fromEncoded(m_settings.endpoint.url.toEncoded() + m_request.target, QUrl::StrictMode);
    m_startedAt = m_settings.clock.now();
    m_elapsed.start();
    m_reply = sendOverWire(network, networkRequest(url), m_request);
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this,
            [this] { m_isConnecting = true; });
    connect(m_reply, &QNetworkReply::encrypted, this, [this] { m_isConnecting = false; });
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { ++m_sendings; });
    connect(m_reply, &QNetworkReply::readyRead, this, &TransportAttempt::readAvailable);
    connect(m_reply, &QNetworkReply::finished, this, &TransportAttempt::finish);
    connect(m_reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsProblem = tlsErrorText(errors); });
    m_timeout.start(m_settings.timeout);
}

QNetworkRequest TransportAttempt::networkRequest(const QUrl &url)
{
    const Signature signature = m_settings.credentials.authorize(
        methodName(m_request.method), wireTarget(url), m_settings.endpoint.hostHeader(),
        m_request.body, m_startedAt);
    secureZero(m_secret);
    m_secret = secretIn(signature.authorization);

    QNetworkRequest request = wireRequest(url, m_request, m_settings.firstSentAt, signature);
    if (!m_settings.offersProxyCredentials) { // "manual" would prevent proxy credentials too
        request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute,
                             QNetworkRequest::Manual);
    }
    if (m_settings.tls != nullptr)
        request.setSslConfiguration(*m_settings.tls);
    // Qt need not check for decompression bombs beyond what is accepted anyway.
    request.setDecompressedSafetyCheckThreshold(m_settings.options.maxBodySize);
    return request;
}

void TransportAttempt::cancel()
{
    giveUp(GivenUp::Cancelled);
}

void TransportAttempt::giveUp(GivenUp why)
{
    if (m_givenUp != GivenUp::No || !m_reply)
        return;
    if (why != GivenUp::TooLarge) {
        // Qt sends in another thread. Process what it has already reported, or a change that was
        // sent would count as not sent. This may also end the attempt.
        QCoreApplication::sendPostedEvents(m_reply, QEvent::MetaCall);
        if (m_givenUp != GivenUp::No || !m_reply)
            return;
    }
    m_givenUp = why;
    m_reply->abort(); // emits finished() before it returns
}

/// Reads what has arrived, up to the maximum size: Qt decompresses only what is read, and a few
/// compressed bytes may expand to more than the available memory.
void TransportAttempt::readAvailable()
{
    constexpr qint64 portion = 32LL * 1024;
    while (m_reply && m_givenUp == GivenUp::No) {
        const qint64 before = m_body.size();
        const qint64 most = std::min(portion, m_settings.options.maxBodySize + 1 - before);
        m_body.resize(before + most);
        const qint64 count = std::max<qint64>(0, m_reply->read(m_body.data() + before, most));
        m_body.resize(before + count);
        if (m_body.size() > m_settings.options.maxBodySize)
            giveUp(GivenUp::TooLarge);
        else if (count == 0)
            return;
    }
}

void TransportAttempt::finish()
{
    m_timeout.stop();
    readAvailable();
    AttemptEnd end{.result = outcome(),
                   .maybeMade = isMaybeMade(),
                   .isTransient = isTransient(),
                   .isStuck = m_givenUp == GivenUp::TimedOut && m_sendings == 0,
                   .proxyAsks = proxyAsks(),
                   .clockSkew = clockSkew()};
    if (!end.result) {
        end.result.error().clockSkew = end.clockSkew;
        redact(end.result.error());
    }
    const ActivityRecord record{
        .startedAt = m_startedAt,
        .operation = m_request.operation,
        .method = QString::fromLatin1(methodName(m_request.method)),
        .path = m_reply->url().path(QUrl::FullyEncoded),
        .roomId = m_request.roomId,
        .status = status(),
        .outcome = end.result ? tr("OK") : kindName(end.result.error().kind),
        .duration = std::chrono::milliseconds(m_elapsed.elapsed()),
        .attempt = m_settings.number,
        .requestId = requestId(),
    };
    log(record, end.result);
    m_reply->deleteLater();
    m_reply = nullptr;
    emit ended(end, record);
}

int TransportAttempt::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// The service's ID of the request.
QString TransportAttempt::requestId() const
{
    QString id = QString::fromLatin1(m_reply->rawHeader("MS-CV"));
    redact(id);
    return id;
}

/// Qt's error; but Qt accepts some responses as complete although the connection was closed early.
QNetworkReply::NetworkError TransportAttempt::networkError() const
{
    if (m_reply->error() != QNetworkReply::NoError || status() == 204 || status() >= 300)
        return m_reply->error();
    bool hasLength = false;
    const qint64 length = m_reply->rawHeader("Content-Length").toLongLong(&hasLength);
    // For Qt, a chunked response ends when the connection is closed, and a compressed one has no
    // length here because Qt decompresses it. But a JSON object without its end is not complete.
    const bool isWhole = hasLength ? m_body.size() >= length
                                   : !isJson() || QByteArrayView(m_body).trimmed().endsWith('}');
    return isWhole ? QNetworkReply::NoError : QNetworkReply::RemoteHostClosedError;
}

bool TransportAttempt::isJson() const
{
    return m_reply->rawHeader("Content-Type").toLower().startsWith("application/json");
}

/// Then nothing has reached the service.
bool TransportAttempt::proxyAsks() const
{
    return m_givenUp == GivenUp::No
           && m_reply->error() == QNetworkReply::ProxyAuthenticationRequiredError;
}

bool TransportAttempt::isTransient() const
{
    if (m_givenUp == GivenUp::Cancelled || m_givenUp == GivenUp::TooLarge)
        return false;
    if (status() >= 300) // also if the rest of the response never arrived
        return acs::isTransient(status());
    return m_givenUp == GivenUp::TimedOut || acs::isTransient(networkError());
}

bool TransportAttempt::isMaybeMade() const
{
    if (m_request.method == Method::Get)
        return false;
    // Qt's thread reports a moment later that it sent something. It can't have if TLS was not
    // established.
    const bool isGivenUp = m_givenUp == GivenUp::Cancelled || m_givenUp == GivenUp::TimedOut;
    if (m_sendings == 0 && isGivenUp)
        return !m_isConnecting || m_settings.endpoint.url.scheme() != "https"_L1;
    const bool isAnswered = status() >= 300 && !isGatewayError();
    return m_sendings > (isAnswered ? 1 : 0);
}

bool TransportAttempt::isGatewayError() const
{
    return acs::isGatewayError(
        readErrorBody(status(), m_body, m_reply->rawHeader("x-ms-error-code")));
}

std::optional<std::chrono::seconds> TransportAttempt::clockSkew() const
{
    const QByteArray header = m_reply->rawHeader("Date");
    const QDateTime date = header.isEmpty() ? QDateTime() : fromHttpDate(header);
    if (!date.isValid())
        return {};
    return std::chrono::seconds(date.secsTo(m_settings.clock.now()));
}

Result<Response> TransportAttempt::outcome() const
{
    const bool isIncomplete = m_givenUp != GivenUp::No || networkError() != QNetworkReply::NoError;
    if (proxyAsks())
        return failure(localError(ErrorKind::Network, networkErrorText(m_reply->error())));
    if (status() >= 400)
        return failure(failureOfStatus());
    if (status() == 0 || (isIncomplete && status() < 300))
        return failure(failureWithoutAnswer());
    if (status() >= 300) { // a redirect is a response that changed nothing
        Error error = failureOfStatus();
        error.message =
            tr("The service redirected to another address (status %1). Roomkeeper does not follow "
               "it, because signed requests go only to the endpoint of the connection.")
                .arg(status());
        return failure(error);
    }
    // HTML comes from something in between, such as a proxy.
    const QByteArray type = m_reply->rawHeader("Content-Type").toLower();
    const bool wantsBody = m_request.method == Method::Get;
    if (!isJson() && (wantsBody || !m_body.trimmed().isEmpty())) {
        Error error = failureOfStatus();
        error.kind = wantsBody ? ErrorKind::BadAnswer : ErrorKind::OutcomeUnknown;
        error.message =
            tr("The response is not JSON but “%1”.").arg(QString::fromLatin1(type.left(60)));
        return failure(error);
    }
    return Response{
        .status = status(), .body = m_body, .contentType = type, .requestId = requestId()};
}

Error TransportAttempt::failureWithoutAnswer() const
{
    // A change that was sent may have been made, whatever happened to the connection afterwards. Qt
    // may even have sent it, lost the connection, and been rejected when it silently tried again.
    const auto failed = [&](ErrorKind kind, const QString &words) {
        return localError(isMaybeMade() ? ErrorKind::OutcomeUnknown : kind, words);
    };
    switch (m_givenUp) {
    case GivenUp::TimedOut: {
        const auto words =
            tr("No complete response within %1 s.")
                .arg(std::round(static_cast<double>(m_settings.timeout.count()) / 100) / 10);
        return failed(ErrorKind::Timeout, words);
    }
    case GivenUp::Cancelled:
        return failed(ErrorKind::Cancelled, tr("Cancelled before a response arrived."));
    case GivenUp::TooLarge:
        return failed(ErrorKind::BadAnswer, tr("The response is too large."));
    case GivenUp::No:
        break;
    }
    const auto error = networkError();
    if (error == QNetworkReply::SslHandshakeFailedError) {
        return failed(ErrorKind::Tls, m_tlsProblem.isEmpty()
                                          ? tr("No secure connection could be established.")
                                          : m_tlsProblem);
    }
    // the header is valid, but the body can't be decompressed
    if (status() != 0 && !isNetworkLevel(error))
        return failed(ErrorKind::BadAnswer, tr("The response is damaged or too large."));
    return failed(ErrorKind::Network, networkErrorText(error));
}

Error TransportAttempt::failureOfStatus() const
{
    Error error = readErrorBody(status(), m_body, m_reply->rawHeader("x-ms-error-code"));
    if (isMaybeMade() && acs::isGatewayError(error))
        error.kind = ErrorKind::OutcomeUnknown;
    error.host = m_settings.endpoint.authority();
    error.requestId = requestId();
    error.retryAfter = readRetryAfter(m_reply->rawHeader("Retry-After"), m_reply->rawHeader("Date"),
                                      m_settings.clock.now());
    return error;
}

Error TransportAttempt::localError(ErrorKind kind, const QString &message) const
{
    Error error = makeError(kind, message);
    error.host = m_settings.endpoint.authority();
    return error;
}

/// Removes the signature or token of the request from anything that a service returns.
void TransportAttempt::redact(QString &text) const
{
    QString secret = QString::fromLatin1(m_secret);
    text.replace(secret, u"…"_s);
    secureZero(secret);
}

void TransportAttempt::redact(Error &error) const
{
    redact(error.message);
    redact(error.serviceCode);
    for (ErrorDetail &detail : error.details) {
        redact(detail.code);
        redact(detail.message);
        redact(detail.target);
    }
}

} // namespace roomkeeper::acs
