#pragma once

#include "acs/diagnostics/connectiontestline.h"
#include "acs/diagnostics/connectiontestsubject.h"
#include "acs/http/httpmessage.h"
#include "base/result.h"

#include <QAbstractSocket>
#include <QDateTime>
#include <QList>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslError>

#include <chrono>
#include <optional>

class QHostInfo;

namespace roomkeeper::acs {

// The results of the steps of a connection test. Pure functions.

/// An established TLS connection.
struct TlsFacts
{
    QString protocol = {}; ///< "TLSv1.3"
    QString cipher = {};
    QSslCertificate certificate = QSslCertificate(); ///< the service's
};

DiagnosticResult evaluateProxy(const QNetworkProxy &proxy);
DiagnosticResult evaluateLookup(const QHostInfo &info);
/// Why TCP could not connect; `words`: the message of the socket.
DiagnosticResult evaluateConnectFailure(QAbstractSocket::SocketError error, const QString &words);
/// A certificate that was accepted; a warning if it expires within two weeks of `now`.
DiagnosticResult evaluateTls(const TlsFacts &facts, const QDateTime &now);
/// TLS failed; `words`: the message of the socket, for failures that are not the certificate's.
DiagnosticResult evaluateTlsFailure(const QList<QSslError> &errors, const QString &words);

/// What the response to the request for the first page of rooms says about five steps.
struct AnswerResults
{
    DiagnosticResult answer = {};
    DiagnosticResult clock = {};
    DiagnosticResult version = {};
    DiagnosticResult credential = {};
    DiagnosticResult rooms = {};
};
/// `skew`: this computer's clock minus the service's, if the response contained the time. More than
/// two minutes is a warning; more than five a failure if a signature was rejected, because it
/// contains the time. (The difference that the service accepts is not documented.)
AnswerResults evaluateAnswer(const Result<Response> &answer,
                             std::optional<std::chrono::seconds> skew,
                             const ConnectionTestSubject &subject);

} // namespace roomkeeper::acs
