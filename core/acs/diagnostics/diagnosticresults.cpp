#include "acs/diagnostics/diagnosticresults.h"

#include "acs/http/failuretext.h"
#include "acs/rooms/roomsjson.h"

#include <QCoreApplication>
#include <QHostInfo>

#include <algorithm>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;
using State = ConnectionTestState;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DiagnosticResults)
};

constexpr int daysOfWarning = 14;
constexpr std::chrono::minutes notableSkew{2};
constexpr std::chrono::minutes rejectedSkew{5};

QNetworkReply::NetworkError networkError(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return QNetworkReply::ConnectionRefusedError;
    case QAbstractSocket::RemoteHostClosedError:
        return QNetworkReply::RemoteHostClosedError;
    case QAbstractSocket::HostNotFoundError:
        return QNetworkReply::HostNotFoundError;
    case QAbstractSocket::ProxyConnectionRefusedError:
        return QNetworkReply::ProxyConnectionRefusedError;
    case QAbstractSocket::ProxyConnectionClosedError:
        return QNetworkReply::ProxyConnectionClosedError;
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return QNetworkReply::ProxyTimeoutError;
    case QAbstractSocket::ProxyNotFoundError:
        return QNetworkReply::ProxyNotFoundError;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    default:
        return QNetworkReply::UnknownNetworkError;
    }
}

QString connectAdvice(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return Text::tr("No server is listening there. Check the port of the endpoint, and whether "
                        "a firewall blocks the connection.");
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return Text::tr("Run the test again and enter the user name and password of the proxy.");
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
        return Text::tr("Check the proxy in the system's network settings.");
    case QAbstractSocket::ProxyProtocolError:
        return Text::tr(
            "Ask the administrator of the proxy whether it allows connections to this service.");
    default:
        return Text::tr("Check the network, the proxy and the firewall.");
    }
}

QString tlsAdvice(const QList<QSslError> &errors)
{
    const auto has = [&errors](std::initializer_list<QSslError::SslError> kinds) {
        return std::ranges::any_of(errors, [&kinds](const QSslError &error) {
            return std::ranges::find(kinds, error.error()) != kinds.end();
        });
    };
    if (has({QSslError::HostNameMismatch}))
        return Text::tr("Check the name of the endpoint. Nothing was sent.");
    if (has({QSslError::CertificateExpired, QSslError::CertificateNotYetValid})) {
        return Text::tr("Check this computer's date. If it is correct, the operator of the service "
                        "must renew the certificate. Nothing was sent.");
    }
    if (errors.isEmpty()) {
        return Text::tr("This port may not be an HTTPS port, or a firewall or proxy may have "
                        "closed the connection. Nothing was sent.");
    }
    return Text::tr("If you trust this certificate, choose the file of its authority as “CA "
                    "certificate file” in the connection. Nothing was sent.");
}

/// "3 s", "7 minutes"; never just one.
QString skewText(std::chrono::seconds skew)
{
    if (skew.count() == 0)
        return Text::tr("Same as the service.");
    const std::chrono::seconds length = std::chrono::abs(skew);
    const bool isAhead = skew.count() > 0;
    if (length < notableSkew) {
        return (isAhead ? Text::tr("%1 s ahead of the service.")
                        : Text::tr("%1 s behind the service."))
            .arg(length.count());
    }
    const auto minutes = static_cast<int>(std::chrono::round<std::chrono::minutes>(length).count());
    return isAhead ? Text::tr("%n minute(s) ahead of the service.", nullptr, minutes)
                   : Text::tr("%n minute(s) behind the service.", nullptr, minutes);
}

DiagnosticResult evaluateClock(std::optional<std::chrono::seconds> skew, bool isRejected)
{
    if (!skew)
        return {.state = State::NotTried,
                .text = Text::tr("The response does not contain the time.")};
    const std::chrono::seconds length = std::chrono::abs(*skew);
    DiagnosticResult result{.state = State::Passed, .text = skewText(*skew)};
    if (length <= notableSkew)
        return result;
    result.state = isRejected && length > rejectedSkew ? State::Failed : State::Warning;
    result.advice =
        result.state == State::Failed
            ? Text::tr("The service rejected the signature, which contains the time. Correct this "
                       "computer's clock, or synchronise it with the network.")
            : Text::tr("Correct this computer's clock, or synchronise it with the network. The "
                       "service rejects signatures whose time is too far off.");
    return result;
}

DiagnosticResult evaluateRooms(const Response &response, const ConnectionTestSubject &subject)
{
    const auto page = readPage(response.body);
    if (!page)
        return subject.failedBy(page.error());
    const auto count = static_cast<int>(page->entries.size());
    const bool isMore = !page->nextLink.isEmpty();
    DiagnosticResult result{.state = State::Passed};
    if (isMore)
        result.text =
            Text::tr("%n room(s) on the first page, and more on the next.", nullptr, count);
    else if (count == 0)
        result.text = Text::tr("The resource has no rooms.");
    else
        result.text = Text::tr("%n room(s), all on one page.", nullptr, count);
    return result;
}

bool isAboutVersion(const Error &error)
{
    return error.httpStatus == 400 && error.serviceCode.contains("ApiVersion"_L1);
}

DiagnosticResult notTried(const QString &why)
{
    return {.state = State::NotTried, .text = why};
}

AnswerResults goodAnswer(const Response &response, const ConnectionTestSubject &subject)
{
    return {.answer = {.state = State::Passed, .text = Text::tr("Status %1.").arg(response.status)},
            .version = {.state = State::Passed, .text = toString(subject.version)},
            .credential = {.state = State::Passed,
                           .text = subject.usesToken
                                       ? Text::tr("The service accepted the access token.")
                                       : Text::tr("The service accepted the access key.")},
            .rooms = evaluateRooms(response, subject)};
}

/// The service itself rejected the request.
AnswerResults rejection(const Error &error, const ConnectionTestSubject &subject)
{
    const QString untold = Text::tr("This response does not say.");
    AnswerResults all{.version = notTried(untold), .credential = notTried(untold)};
    all.answer = {.state = State::Passed, .text = Text::tr("Status %1.").arg(error.httpStatus)};
    if (!error.serviceCode.isEmpty()) {
        all.answer.text = Text::tr("Status %1, “%2”.").arg(error.httpStatus).arg(error.serviceCode);
    }
    if (error.kind == ErrorKind::Denied) {
        all.credential = subject.failedBy(error);
        all.rooms = notTried(
            Text::tr("Not tried, because the service rejected the access key or access token."));
    } else if (isAboutVersion(error)) {
        all.version = {
            .state = State::Failed,
            .text =
                Text::tr("The service does not support version %1.").arg(toString(subject.version)),
            .advice = Text::tr("Choose another API version in the connection.")};
        all.rooms =
            notTried(Text::tr("Not tried, because the service does not support the API version."));
    } else {
        all.rooms = subject.failedBy(error);
        if (error.kind == ErrorKind::NotFound) {
            all.rooms.text = Text::tr("There are no rooms at this address.");
            all.rooms.advice =
                Text::tr("Check that the endpoint belongs to a Communication Services resource.");
        }
    }
    return all;
}

} // namespace

DiagnosticResult ConnectionTestSubject::failedBy(const Error &error) const
{
    return words ? words(error) : DiagnosticResult{.state = State::Failed, .text = error.message};
}

DiagnosticResult evaluateProxy(const QNetworkProxy &proxy)
{
    // Without user and password, which the system's settings may contain.
    const QString place = u"%1:%2"_s.arg(proxy.hostName()).arg(proxy.port());
    switch (proxy.type()) {
    case QNetworkProxy::NoProxy:
    case QNetworkProxy::DefaultProxy:
        return {.state = State::Passed, .text = Text::tr("None. The connection is direct.")};
    case QNetworkProxy::Socks5Proxy:
        return {.state = State::Passed, .text = Text::tr("SOCKS proxy %1.").arg(place)};
    default:
        return {.state = State::Passed, .text = Text::tr("HTTP proxy %1.").arg(place)};
    }
}

DiagnosticResult evaluateLookup(const QHostInfo &info)
{
    constexpr qsizetype maxShown = 4;
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
        const bool isUnknown = info.error() != QHostInfo::UnknownError;
        return {.state = State::Failed,
                .text =
                    isUnknown
                        ? networkErrorText(QNetworkReply::HostNotFoundError)
                        : Text::tr("The name could not be looked up: %1.").arg(info.errorString()),
                .advice =
                    Text::tr("Check the name of the endpoint, and that this computer is online.")};
    }
    const QList<QHostAddress> found = info.addresses();
    QStringList addresses;
    for (const QHostAddress &address : found.first(std::min(found.size(), maxShown)))
        addresses << address.toString();
    if (found.size() > maxShown)
        addresses << u"…"_s;
    return {.state = State::Passed, .text = addresses.join(u", "_s)};
}

DiagnosticResult evaluateConnectFailure(QAbstractSocket::SocketError error, const QString &words)
{
    const QNetworkReply::NetworkError known = networkError(error);
    QString text = networkErrorText(known);
    if (error == QAbstractSocket::ProxyProtocolError)
        text = Text::tr("The proxy blocked the connection.");
    else if (known == QNetworkReply::UnknownNetworkError && !words.isEmpty())
        text = Text::tr("The connection failed: %1.").arg(words);
    return {.state = State::Failed, .text = text, .advice = connectAdvice(error)};
}

DiagnosticResult evaluateTls(const TlsFacts &facts, const QDateTime &now)
{
    const QDateTime expiry = facts.certificate.expiryDate().toUTC();
    const qint64 days = now.daysTo(expiry);

    DiagnosticResult result{
        .state = State::Passed,
        .text =
            //: %1 e.g. TLSv1.3, %2 a cipher
        Text::tr("%1 with %2. The certificate was issued to %3 by %4 and expires on %5 (%n "
                 "day(s) left).",
                 nullptr, static_cast<int>(days))
            .arg(facts.protocol, facts.cipher, certificateNames(facts.certificate),
                 certificateIssuer(facts.certificate), expiry.date().toString(Qt::ISODate))};
    if (days <= daysOfWarning) {
        result.state = State::Warning;
        result.advice = Text::tr("No client can connect after it expires. Ask the operator of the "
                                 "service, or of the TLS-inspecting proxy, to renew it.");
    }
    return result;
}

DiagnosticResult evaluateTlsFailure(const QList<QSslError> &errors, const QString &words)
{
    QString text = tlsErrorText(errors);
    if (text.isEmpty()) {
        text = words.isEmpty()
                   ? Text::tr("No secure connection could be established.")
                   : Text::tr("No secure connection could be established: %1.").arg(words);
    }
    return {.state = State::Failed, .text = text, .advice = tlsAdvice(errors)};
}

AnswerResults evaluateAnswer(const Result<Response> &answer,
                             std::optional<std::chrono::seconds> skew,
                             const ConnectionTestSubject &subject)
{
    AnswerResults all;
    const auto leaveUntried = [&all](const QString &why) {
        for (DiagnosticResult *result :
             {&all.answer, &all.clock, &all.version, &all.credential, &all.rooms})
            *result = notTried(why);
    };
    if (answer) {
        all = goodAnswer(*answer, subject);
        all.clock = evaluateClock(skew, false);
        return all;
    }
    const Error &error = answer.error();
    const bool isOfNetwork = error.kind == ErrorKind::Network || error.kind == ErrorKind::Cancelled;
    if (error.attempts == 0 && error.httpStatus == 0 && !isOfNetwork) {
        leaveUntried(Text::tr("Not tried, because there is no access key or access token."));
        all.credential = subject.failedBy(error);
        return all;
    }
    if (error.httpStatus == 0) {
        leaveUntried(Text::tr("There was no response."));
        all.answer = subject.failedBy(error);
        return all;
    }
    const bool isOther = error.kind == ErrorKind::BadAnswer;
    if (isOther || error.kind == ErrorKind::Server) {
        leaveUntried(isOther ? Text::tr("The response did not come from the service itself.")
                             : Text::tr("This response does not say."));
        all.answer = subject.failedBy(error);
        if (!isOther)
            all.clock = evaluateClock(skew, false);
        return all;
    }
    all = rejection(error, subject);
    all.clock = evaluateClock(skew, error.kind == ErrorKind::Denied && !subject.usesToken);
    return all;
}

} // namespace roomkeeper::acs
