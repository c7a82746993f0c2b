#pragma once

#include "acs/auth/connectionstring.h"
#include "base/error.h"

#include <QList>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslError>
#include <QString>

namespace roomkeeper::acs {

/// The error of a change that is not sent because the connection is read-only.
Error readOnlyError(const Endpoint &endpoint);

// Why an attempt got no response, in one or two sentences. Qt's own texts contain the URL.

QString networkErrorText(QNetworkReply::NetworkError error);

/// What is wrong with a service's certificate, and what that means.
QString tlsErrorText(const QList<QSslError> &errors);

// Of a certificate that may come from anybody: a few names, none of them long, printable characters
// only.

/// The names that it is for: "a.example, b.example".
QString certificateNames(const QSslCertificate &certificate);
/// The authority that issued it.
QString certificateIssuer(const QSslCertificate &certificate);

} // namespace roomkeeper::acs
