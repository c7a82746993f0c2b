#include "acs/http/failuretext.h"

#include <QCoreApplication>
#include <QDateTime>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(FailureText)
};

/// Removes characters that change the direction or position of text.
QString printable(QString text)
{
    return text.removeIf([](QChar character) { return !character.isPrint(); });
}

/// Some of the names in a certificate.
QString someOf(QStringList names)
{
    constexpr qsizetype maxNames = 3;
    constexpr qsizetype maxNameLength = 80;
    const bool areMore = names.size() > maxNames;
    names = names.first(std::min(names.size(), maxNames));
    for (QString &name : names)
        name = printable(name.left(maxNameLength)).simplified();
    if (areMore)
        names.append(u"…"_s);
    return names.join(u", "_s);
}

QString dayOf(const QDateTime &moment)
{
    return moment.toUTC().date().toString(Qt::ISODate);
}

QString sentence(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::SelfSignedCertificate:
        return Text::tr("Its certificate is self-signed: no trusted authority issued it.");
    case QSslError::CertificateExpired:
        return Text::tr("Its certificate expired on %1.")
            .arg(dayOf(error.certificate().expiryDate()));
    case QSslError::CertificateNotYetValid:
        return Text::tr(
                   "Its certificate is not valid before %1. This computer's clock may be wrong.")
            .arg(dayOf(error.certificate().effectiveDate()));
    case QSslError::HostNameMismatch:
        return Text::tr("Its certificate is for another name (%1). You may be connected to a "
                        "different server.")
            .arg(certificateNames(error.certificate()));
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return Text::tr(
            "Its certificate was issued by an authority that this computer does not trust. If the "
            "authority belongs to your organisation, add its CA certificate to the connection.");
    default:
        return error.errorString() + u'.';
    }
}

} // namespace

Error readOnlyError(const Endpoint &endpoint)
{
    Error error = makeError(ErrorKind::ReadOnly, Text::tr("read-only connection"));
    error.host = endpoint.authority();
    return error;
}

QString networkErrorText(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return Text::tr("The connection was refused.");
    case QNetworkReply::HostNotFoundError:
        return Text::tr("No host of this name was found.");
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return Text::tr("The connection was closed before the response was complete.");
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyTimeoutError:
        return Text::tr("The proxy could not be reached.");
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return Text::tr("The proxy requires a user name and password.");
    default:
        return Text::tr("The network failed.");
    }
}

QString tlsErrorText(const QList<QSslError> &errors)
{
    QStringList sentences;
    for (const QSslError &error : errors)
        sentences << sentence(error);
    sentences.removeDuplicates();
    return sentences.join(u' ');
}

QString certificateNames(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.sort();
    return someOf(names);
}

QString certificateIssuer(const QSslCertificate &certificate)
{
    return someOf(certificate.issuerInfo(QSslCertificate::Organization)
                  + certificate.issuerInfo(QSslCertificate::CommonName));
}

} // namespace roomkeeper::acs
