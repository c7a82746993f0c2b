#include "sandbox/http/certificatefiles.h"

#include "base/regularfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryFile>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

// Far more than a certificate with its chain.
constexpr qint64 maxFileSize = qint64{1024} * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sandbox", text);
}

QString messageFor(CertificateDefect defect, const CertificateFiles &files)
{
    switch (defect) {
    case CertificateDefect::None:
        return {};
    case CertificateDefect::NoCertificate:
        return tr("%1 contains no certificate in PEM format.").arg(files.certificate);
    case CertificateDefect::NoKey:
        return tr("%1 contains no private key in PEM format without a password.").arg(files.key);
    case CertificateDefect::Mismatch:
        return tr("The key in %1 does not belong to the certificate in %2.")
            .arg(files.key, files.certificate);
    case CertificateDefect::Expired:
        return tr("The certificate in %1 has expired. To create a new one, delete it and %2.")
            .arg(files.certificate, files.key);
    }
    Q_UNREACHABLE();
}

Result<void> cannotWrite(const QString &path, const QFileDevice &file)
{
    return failure(ErrorKind::File, tr("%1 can't be written: %2.").arg(path, file.errorString()));
}

Result<void> writeKey(const QByteArray &key, const QString &path)
{
    // Only its owner can read a temporary file.
    QTemporaryFile file(path + u".XXXXXX"_s);
    if (!file.open() || file.write(key) != key.size() || !file.flush() || !file.rename(path))
        return cannotWrite(path, file);
    file.setAutoRemove(false);
    return {};
}

Result<void> writeNewest(const QByteArray &certificate, const QString &path)
{
    // Completely or not at all: a client may be waiting for the file.
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(certificate) == certificate.size()
        && file.commit())
        return {};
    return cannotWrite(path, file);
}

} // namespace

Result<std::optional<ServerCertificate>> readCertificate(const CertificateFiles &files,
                                                         const QDateTime &now)
{
    if (files.key.isEmpty())
        return std::nullopt;
    const bool hasCertificate = QFileInfo::exists(files.certificate);
    const bool hasKey = QFileInfo::exists(files.key);
    if (!hasCertificate && !hasKey)
        return std::nullopt;
    if (hasCertificate != hasKey) {
        return failure(ErrorKind::File,
                       tr("%1 exists, but %2 does not. Both are needed, or neither.")
                           .arg(hasKey ? files.key : files.certificate,
                                hasKey ? files.certificate : files.key));
    }
    auto certificate = readRegularFile(files.certificate, maxFileSize);
    if (!certificate)
        return failure(certificate.error());
    auto key = readRegularFile(files.key, maxFileSize);
    if (!key)
        return failure(key.error());
    ServerCertificate read{std::move(*certificate), std::move(*key)};
    if (const auto defect = defectOf(read, now); defect != CertificateDefect::None)
        return failure(ErrorKind::Tls, messageFor(defect, files));
    return read;
}

Result<void> writeCertificate(const ServerCertificate &certificate, const CertificateFiles &files)
{
    if (files.certificate.isEmpty())
        return {};
    if (!files.key.isEmpty()) {
        if (auto written = writeKey(certificate.privateKey, files.key); !written)
            return written;
    }
    auto written = writeNewest(certificate.certificate, files.certificate);
    // Alone it would keep the next start from succeeding.
    if (!written && !files.key.isEmpty())
        QFile::remove(files.key);
    return written;
}

} // namespace roomkeeper::sandbox
