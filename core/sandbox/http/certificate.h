#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>

namespace roomkeeper::sandbox {

/// The certificate of a TLS server and its key, both as PEM. Keep the key in memory only.
struct ServerCertificate
{
    QByteArray certificate = {};
    QByteArray privateKey = {};
};

/// Creates a key (EC P-256) and a self-signed certificate for 127.0.0.1, ::1 and localhost, valid
/// from a day before `now` for 30 days. It is its own trust anchor: clients get it as a CA. Error:
/// kind Tls if OpenSSL fails.
[[nodiscard]] Result<ServerCertificate> makeServerCertificate(const QDateTime &now);

} // namespace roomkeeper::sandbox
