#include "admin/explain.h"

#include "acs/http/serviceerror.h"
#include "acs/identity/identityclient.h"
#include "base/quotable.h"
#include "store/secrets/keychainproblem.h"

#include <QCoreApplication>

#include <cstdlib>

namespace roomkeeper::admin {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(explain)
};

QString hostOf(const Error &error)
{
    return error.host.isEmpty() ? Text::tr("the service") : error.host;
}

/// A message from elsewhere, which may lack its full stop.
QString sentence(const QString &words)
{
    const QString text = words.trimmed();
    return text.isEmpty() || u".!?…"_s.contains(text.back()) ? text : text + u'.';
}

QString clockSkewAdvice(std::chrono::seconds skew)
{
    const auto minutes =
        static_cast<int>(std::chrono::round<std::chrono::minutes>(std::chrono::abs(skew)).count());
    return skew.count() > 0
               ? Text::tr("This computer's clock is %n minute(s) ahead of the service, so the "
                          "signature is not valid. Correct the clock and try again.",
                          nullptr, minutes)
               : Text::tr("This computer's clock is %n minute(s) behind the service, so the "
                          "signature is not valid. Correct the clock and try again.",
                          nullptr, minutes);
}

QString deniedHeadline(const Error &error, const QString &host)
{
    if (!error.usedToken)
        return Text::tr("%1 rejected the access key.").arg(host);
    return error.httpStatus == 0 ? Text::tr("No access token is available.")
                                 : Text::tr("%1 rejected the access token.").arg(host);
}

QString deniedAdvice(const Error &error)
{
    if (error.usedToken) {
        if (error.httpStatus == 0) // there was none to send
            return error.message;
        return Text::tr(
            "The Azure CLI may be signed in to another tenant than that of this resource, or the "
            "account may have no role on it. Enter the tenant in Edit connection, More options, "
            "check the role assignments, or sign in again with “az login”.");
    }
    if (acs::isClockSkewError(error))
        return clockSkewAdvice(*error.clockSkew);
    return Text::tr("Check that the connection string belongs to this resource and that the access "
                    "key has not been regenerated since you copied it.");
}

/// Headline, advice and canRetry; explain() fills in the rest.
Explanation keychainText(const Error &error)
{
    switch (store::keychainProblemOf(error)) {
    case store::KeychainProblem::Locked:
        return {.headline = Text::tr("The keychain is locked."),
                .advice = Text::tr("Enter its password in the system's window."),
                .canRetry = true};
    case store::KeychainProblem::Rejected:
        return {.headline = Text::tr("The keychain is locked and was not unlocked."),
                .advice = Text::tr("Try again and enter its password when prompted."),
                .canRetry = true};
    case store::KeychainProblem::NoAnswer:
        return {.headline = Text::tr("The keychain did not respond."),
                .advice =
                    Text::tr("It may be stuck, or its password prompt may be behind this window."),
                .canRetry = true};
    case store::KeychainProblem::NoService:
        return {.headline = Text::tr("No keychain is running on this desktop."),
                .advice = Text::tr("Install and start a program that provides the Secret Service, "
                                   "such as GNOME Keyring (package gnome-keyring) or KeePassXC."),
                .canRetry = true};
    case store::KeychainProblem::NoSession:
        return {.headline = Text::tr("The keychain can't be reached: there is no D-Bus session."),
                .advice =
                    Text::tr("Start Roomkeeper from a desktop session, or with dbus-run-session.")};
    case store::KeychainProblem::NoLibrary:
        return {.headline = Text::tr("The keychain's library is not installed."),
                .advice = Text::tr(
                    "Install libsecret (package libsecret-1-0), then restart Roomkeeper.")};
    case store::KeychainProblem::None:
    case store::KeychainProblem::Failed:
        break;
    }
    return {.headline = Text::tr("The keychain could not be used."),
            .advice = sentence(error.message),
            .canRetry = store::keychainProblemOf(error) == store::KeychainProblem::Failed};
}

QString unknownOutcome(const Error &error, const QString &host)
{
    if (error.httpStatus == 0)
        return Text::tr("No response from %1. The change may or may not have been made.").arg(host);
    if (error.httpStatus < 300)
        return Text::tr("The change was made, but the response from %1 can't be read.").arg(host);
    return Text::tr("The response from %1 (status %2) does not say whether the change was made.")
        .arg(host)
        .arg(error.httpStatus);
}

/// Adds the number of attempts if there were several, so that the user knows that it was retried.
QString withAttempts(const QString &advice, int attempts)
{
    if (attempts < 2)
        return advice;
    const QString tried = Text::tr("Roomkeeper tried %n time(s).", nullptr, attempts);
    return advice.isEmpty() ? tried : Text::tr("%1 %2").arg(tried, advice);
}

QString detailLines(const Error &error)
{
    QStringList lines;
    lines << Text::tr("Kind: %1").arg(kindName(error.kind));
    if (error.httpStatus != 0)
        lines << Text::tr("Status: %1").arg(error.httpStatus);
    if (!error.serviceCode.isEmpty())
        lines << Text::tr("Code: %1").arg(quotable(error.serviceCode));
    if (!error.message.isEmpty())
        lines << Text::tr("Message: %1").arg(quotable(error.message, maxQuotedMessage));
    for (const ErrorDetail &detail : error.details) {
        lines << Text::tr("Detail: %1 %2 %3")
                     .arg(quotable(detail.code), quotable(detail.target),
                          quotable(detail.message, maxQuotedMessage))
                     .simplified();
    }
    if (!error.host.isEmpty())
        lines << Text::tr("Host: %1").arg(error.host);
    if (error.attempts > 1)
        lines << Text::tr("Attempts: %1").arg(error.attempts);
    if (error.retryAfter)
        lines << Text::tr("Retry after: %1 s").arg(error.retryAfter->count());
    if (error.clockSkew)
        lines << Text::tr("Clock difference: %1 s").arg(error.clockSkew->count());
    if (!error.requestId.isEmpty())
        lines << Text::tr("Request ID: %1").arg(quotable(error.requestId, maxQuotedMessage));
    return lines.join(u'\n');
}

} // namespace

bool isConnectionError(const Error &error)
{
    return error.kind == ErrorKind::Network || error.kind == ErrorKind::Tls
           || error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Denied;
}

Explanation explain(const Error &error)
{
    const QString host = hostOf(error);
    QString headline;
    QString advice;
    bool canRetry = false;

    switch (error.kind) {
    case ErrorKind::Network:
        headline = Text::tr("The connection to %1 failed.").arg(host);
        advice = Text::tr("%1 Check the endpoint, the network and the proxy.")
                     .arg(error.message)
                     .trimmed();
        canRetry = true;
        break;
    case ErrorKind::Tls:
        headline = Text::tr("The identity of %1 could not be verified.").arg(host);
        advice = Text::tr("%1 Nothing was sent.").arg(error.message).trimmed();
        canRetry = true;
        break;
    case ErrorKind::Timeout:
        headline = Text::tr("%1 did not respond in time.").arg(host);
        advice = Text::tr("The service or the network is slow. Nothing was changed. Try again.");
        canRetry = true;
        break;
    case ErrorKind::Cancelled:
        headline = Text::tr("Cancelled.");
        break;
    case ErrorKind::Denied:
        if (acs::isForeignUserError(error)) {
            headline = Text::tr("This user belongs to another Communication Services resource.");
            advice = Text::tr("Use the connection to that resource: the first part of a user's "
                              "identifier, up to the underscore, names it.");
            break;
        }
        headline = deniedHeadline(error, host);
        advice = deniedAdvice(error);
        canRetry = true;
        break;
    case ErrorKind::NotFound:
        if (error.httpStatus == 0 && !error.message.isEmpty()) { // no service: a missing secret
            headline = error.message;
            break;
        }
        headline = Text::tr("Not found on the service.");
        advice = Text::tr("It may have been deleted, or it may belong to another resource.");
        break;
    case ErrorKind::Conflict:
        headline = Text::tr("The service reported a conflict.");
        advice = quotable(acs::serviceMessage(error), maxQuotedMessage);
        canRetry = true;
        break;
    case ErrorKind::Throttled:
        headline = Text::tr("%1 is rate-limiting requests.").arg(host);
        advice = error.retryAfter ? Text::tr("Try again in %1 s.").arg(error.retryAfter->count())
                                  : Text::tr("Wait a moment, then try again.");
        canRetry = true;
        break;
    case ErrorKind::Invalid:
        if (acs::isUnsupportedVersionError(error)) {
            const bool isIdentity =
                error.reason == static_cast<int>(acs::IdentityProblem::UnsupportedVersion);
            headline =
                isIdentity
                    ? Text::tr("%1 does not support this version of the Identity API.").arg(host)
                    : Text::tr("%1 does not support this version of the Rooms API.").arg(host);
            advice = isIdentity ? Text::tr("Edit the connection and choose another Identity API "
                                           "version under More options.")
                                : Text::tr("Edit the connection and choose another API version.");
            break;
        }
        headline =
            error.httpStatus == 0 ? error.message : Text::tr("The service rejected the request.");
        advice = error.httpStatus == 0 ? QString()
                                       : quotable(acs::serviceMessage(error), maxQuotedMessage);
        break;
    case ErrorKind::Server:
        headline =
            Text::tr("%1 reported a server error (status %2).").arg(host).arg(error.httpStatus);
        advice = Text::tr("Your request was not the cause. Try again later.");
        canRetry = true;
        break;
    case ErrorKind::BadAnswer:
        headline =
            Text::tr("The service sent a response that this version of Roomkeeper can't read.");
        advice = error.message;
        canRetry = true;
        break;
    case ErrorKind::OutcomeUnknown:
        headline = unknownOutcome(error, host);
        advice = Text::tr("Check the outcome before repeating the change.");
        break;
    case ErrorKind::ReadOnly:
        headline = Text::tr("This connection is read-only. Nothing was sent.");
        break;
    case ErrorKind::Keychain: {
        const Explanation words = keychainText(error);
        headline = words.headline;
        advice = words.advice;
        canRetry = words.canRetry;
        break;
    }
    case ErrorKind::Storage:
        headline = Text::tr("The file of names and tags could not be used.");
        advice = error.message;
        break;
    case ErrorKind::File:
        headline = error.message; // it names the file
        break;
    }
    return {.headline = headline,
            .advice = withAttempts(advice, error.attempts),
            .details = detailLines(error),
            .canRetry = canRetry};
}

QString Explanation::text() const
{
    return u"%1 %2"_s.arg(headline, advice).trimmed();
}

} // namespace roomkeeper::admin
