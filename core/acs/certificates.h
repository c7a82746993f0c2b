#pragma once

#include "base/result.h"

#include <QList>
#include <QSslCertificate>
#include <QString>

namespace roomkeeper::acs {

/// The certificates in a PEM file, at least one. Error: kind File; the message names the file and
/// what is wrong with it, also where only one of several can't be read.
Result<QList<QSslCertificate>> readCertificates(const QString &path);

} // namespace roomkeeper::acs
