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

/// Failures of QNetworkReply before or during an answer; the rest of its codes stand for statuses.
bool isNetworkLevel(QNetworkReply::NetworkError error)
{
    return error != QNetworkReply::NoError
           && (error < QNetworkReply::ContentAccessDenied
               || error == QNetworkReply::ContentReSendError);
}

/// All that the window may show of it.
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
    if (!m_settings.offersProxyCredentials) { // "manual" forbids that to the proxy, too
        request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute,
                             QNetworkRequest::Manual);
    }
    if (m_settings.tls != nullptr)
        request.setSslConfiguration(*m_settings.tls);
    // Beyond what is accepted anyway, Qt need not unpack an archive that bursts.
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
        // Qt sends on another thread. What it has told of that already must count, or a change
        // that went out would pass for one that did not; this may also bring the end itself.
        QCoreApplication::sendPostedEvents(m_reply, QEvent::MetaCall);
        if (m_givenUp != GivenUp::No || !m_reply)
            return;
    }
    m_givenUp = why;
    m_reply->abort(); // emits finished() from inside
}

/// Takes what has come, and of that no more than is allowed: Qt unpacks only what is read, and a
/// few packed bytes may stand for more than there is memory.
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

/// The service's own name for the request.
QString TransportAttempt::requestId() const
{
    QString id = QString::fromLatin1(m_reply->rawHeader("MS-CV"));
    redact(id);
    return id;
}

/// What Qt says; but it takes some answers for whole whose connection ended early.
QNetworkReply::NetworkError TransportAttempt::networkError() const
{
    if (m_reply->error() != QNetworkReply::NoError || status() == 204 || status() >= 300)
        return m_reply->error();
    bool hasLength = false;
    const qint64 length = m_reply->rawHeader("Content-Length").toLongLong(&hasLength);
    // Chunks end where the connection does, for Qt, and a packed answer has no length here, since
    // Qt unpacks it: but an object that lacks its end is not whole.
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
    if (status() >= 300) // also where the rest of that answer never came
        return acs::isTransient(status());
    return m_givenUp == GivenUp::TimedOut || acs::isTransient(networkError());
}

bool TransportAttempt::isMaybeMade() const
{
    if (m_request.method == Method::Get)
        return false;
    // Qt's thread tells a moment later that it sent something. Only where TLS was not set up yet
    // it can't have.
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
    if (status() >= 300) { // nothing was changed: a redirect is an answer, if not a good one
        Error error = failureOfStatus();
        error.message =
            tr("The service redirected to another address (status %1). Roomkeeper does not follow "
               "it, because signed requests go only to the endpoint of the connection.")
                .arg(status());
        return failure(error);
    }
    // A page of HTML is of somebody else, who stands between: a proxy, say.
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
    // A change that went out may have been made, whatever became of the connection afterwards; Qt
    // may even have sent it, lost it, and been refused when it silently tried again.
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
    if (status() != 0 && !isNetworkLevel(error)) // the head is fine, the body can't be unpacked
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

/// Nothing that a service sends back may show the signature or the token of the request.
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
