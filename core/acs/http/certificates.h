#pragma once

#include "base/result.h"

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QString>

namespace roomkeeper::acs {

/// The certificates in a PEM file, at least one. Error: kind File; the message names the file and
/// what is wrong with it, also if only one of several can't be read.
[[nodiscard]] Result<QList<QSslCertificate>> readCertificates(const QString &path);

/// Qt's default TLS configuration with these authorities trusted in addition to the system's.
QSslConfiguration tlsTrusting(const QList<QSslCertificate> &authorities);

} // namespace roomkeeper::acs
