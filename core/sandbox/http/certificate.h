#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>

namespace roomkeeper::sandbox {

/// What a TLS server shows and what it proves it with, both as PEM. The key is to stay in memory.
struct ServerCertificate
{
    QByteArray certificate = {};
    QByteArray privateKey = {};
};

/// A new key (EC P-256) and a self-signed certificate for 127.0.0.1, ::1 and localhost, valid from
/// a day before `now` for 30 days. Its own trust anchor: clients are given it as a CA. Error: kind
/// Tls, where OpenSSL fails.
[[nodiscard]] Result<ServerCertificate> makeServerCertificate(const QDateTime &now);

} // namespace roomkeeper::sandbox
