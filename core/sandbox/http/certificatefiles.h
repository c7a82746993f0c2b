#pragma once

#include "sandbox/http/certificate.h"

namespace roomkeeper::sandbox {

/// Where a certificate and its key are kept, as PEM.
struct CertificateFiles
{
    /// Empty: not written.
    QString certificate = {};
    /// Empty: the key is kept in memory only, and the certificate is not read.
    QString key = {};
};

/// The certificate and the key in the files; absent if neither file exists or there is no path for
/// the key. Error: kind File if only one of them exists or can't be read, Tls if they can't be used
/// or the certificate has expired.
[[nodiscard]] Result<std::optional<ServerCertificate>>
readCertificate(const CertificateFiles &files, const QDateTime &now);

/// Writes what has a path, each file completely or not at all. Nobody else can read the key at any
/// time, and a file with that name is not replaced. Error: kind File.
[[nodiscard]] Result<void> writeCertificate(const ServerCertificate &certificate,
                                            const CertificateFiles &files);

} // namespace roomkeeper::sandbox
