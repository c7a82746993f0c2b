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

// What is to be said of what a connection test saw. Pure functions.

/// The secure connection that was made.
struct TlsFacts
{
    QString protocol = {}; ///< "TLSv1.3"
    QString cipher = {};
    QSslCertificate certificate = QSslCertificate(); ///< the service's
};

DiagnosticResult evaluateProxy(const QNetworkProxy &proxy);
DiagnosticResult evaluateLookup(const QHostInfo &info);
/// Why no connection came about; `words` are the socket's own.
DiagnosticResult evaluateConnectFailure(QAbstractSocket::SocketError error, const QString &words);
/// A certificate that was accepted; a warning where it expires within two weeks of `now`.
DiagnosticResult evaluateTls(const TlsFacts &facts, const QDateTime &now);
/// One that was not; `words` are the socket's own, for failures that are not the certificate's.
DiagnosticResult evaluateTlsFailure(const QList<QSslError> &errors, const QString &words);

/// What one answer to the request for the first page of rooms tells of five steps.
struct AnswerResults
{
    DiagnosticResult answer = {};
    DiagnosticResult clock = {};
    DiagnosticResult version = {};
    DiagnosticResult credential = {};
    DiagnosticResult rooms = {};
};
/// `skew`: this computer's clock minus the service's, where the answer told it. Beyond two minutes
/// that is a warning, beyond five a failure where a signature was refused: it carries the time, and
/// which difference the service still takes is not published.
AnswerResults evaluateAnswer(const Result<Response> &answer,
                             std::optional<std::chrono::seconds> skew,
                             const ConnectionTestSubject &subject);

} // namespace roomkeeper::acs
