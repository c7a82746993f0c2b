#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QHostAddress>
#include <QStringList>

namespace roomkeeper::sandbox {

/// The certificate of a TLS server and its key, both as PEM. Write the key only to a file that
/// nobody else can read.
struct ServerCertificate
{
    QByteArray certificate = {};
    QByteArray privateKey = {};
};

/// What a certificate is issued for, besides 127.0.0.1, ::1 and localhost.
struct CertificateNames
{
    /// Null: none.
    QHostAddress address = {};
    QStringList dnsNames = {};
};

/// Creates a key (EC P-256) and a self-signed certificate for 127.0.0.1, ::1, localhost and these
/// names, valid from a day before `now` for 30 days. It is its own trust anchor: clients get it as
/// a CA. Error: kind Tls if OpenSSL fails.
[[nodiscard]] Result<ServerCertificate> makeServerCertificate(const QDateTime &now,
                                                              const CertificateNames &more = {});

/// Why a certificate and a key can't be used.
enum class CertificateDefect {
    None,
    NoCertificate, ///< not a certificate as PEM
    NoKey, ///< not a private key as PEM, or one with a password
    Mismatch, ///< the key is not that of the certificate
    Expired,
};

CertificateDefect defectOf(const ServerCertificate &certificate, const QDateTime &now);

} // namespace roomkeeper::sandbox
