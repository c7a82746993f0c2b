#pragma once

#include "acs/auth/connectionstring.h"
#include "base/error.h"

#include <QList>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslError>
#include <QString>

namespace roomkeeper::acs {

/// Why a change is not sent.
Error readOnlyError(const Endpoint &endpoint);

// Why an attempt got no answer, in a sentence or two. Qt's own texts hold the URL.

QString networkErrorText(QNetworkReply::NetworkError error);

/// What is wrong with a service's certificate and what that means.
QString tlsErrorText(const QList<QSslError> &errors);

// Of a certificate that a stranger may have written: a few, none of them long, all printable.

/// Whom it is made out to: "a.example, b.example".
QString certificateNames(const QSslCertificate &certificate);
/// Who vouches for it.
QString certificateIssuer(const QSslCertificate &certificate);

} // namespace roomkeeper::acs
