#include "acs/http/certificates.h"

#include "base/regularfile.h"

#include <QCoreApplication>

namespace roomkeeper::acs {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Certificates)
};

/// All authorities of a system need a quarter of this.
constexpr qint64 maxFileSize = 1024LL * 1024;

} // namespace

Result<QList<QSslCertificate>> readCertificates(const QString &path)
{
    const auto bytes = readRegularFile(path, maxFileSize);
    if (!bytes)
        return failure(bytes.error());
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(*bytes, QSsl::Pem);
    const qsizetype named = bytes->count("-----BEGIN CERTIFICATE-----");
    if (named == 0) {
        return failure(ErrorKind::File,
                       Text::tr("“%1” contains no certificate in PEM format.").arg(path));
    }
    if (certificates.size() != named) {
        return failure(ErrorKind::File, Text::tr("“%1” contains a damaged certificate.").arg(path));
    }
    return certificates;
}

QSslConfiguration tlsTrusting(const QList<QSslCertificate> &authorities)
{
    // Added, not set: so Qt still loads the system's only when it needs one.
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.addCaCertificates(authorities);
    return configuration;
}

} // namespace roomkeeper::acs
