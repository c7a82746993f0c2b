#pragma once

#include <QList>
#include <QNetworkReply>
#include <QSslError>
#include <QString>

namespace roomkeeper::acs {

// Why an attempt got no answer, in a sentence or two. Qt's own texts hold the URL.

QString networkWords(QNetworkReply::NetworkError error);

/// What is wrong with a service's certificate and what that means.
QString tlsWords(const QList<QSslError> &errors);

} // namespace roomkeeper::acs
