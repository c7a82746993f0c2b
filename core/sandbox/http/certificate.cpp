#include "sandbox/http/certificate.h"

#include <QCoreApplication>

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

namespace roomkeeper::sandbox {

namespace {

template <auto Free>
struct Freer
{
    template <class T>
    void operator()(T *object) const
    {
        Free(object);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;
using Number = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using Bytes = std::unique_ptr<BIO, Freer<BIO_free>>;

constexpr qint64 daysBefore = 1;
constexpr qint64 daysValid = 30;
// RFC 5280 requires a positive number of at most 20 octets.
constexpr int serialBits = 127;

/// The extensions in the order of their dependencies: the authority's key ID is read from the
/// subject's. Not a CA: nobody keeps the key, and some clients reject a CA's certificate for a
/// server. No key usage: without it every OpenSSL accepts a self-signed certificate as its own
/// issuer.
std::array<std::pair<int, QByteArray>, 5> extensions(const QByteArray &names)
{
    return {{
        {NID_basic_constraints, "critical,CA:FALSE"},
        {NID_ext_key_usage, "serverAuth"},
        {NID_subject_alt_name, names},
        {NID_subject_key_identifier, "hash"},
        {NID_authority_key_identifier, "keyid:always"},
    }};
}

QByteArray subjectAltName(const CertificateNames &more)
{
    QByteArray names = "IP:127.0.0.1,IP:::1,DNS:localhost";
    if (!more.address.isNull())
        names += ",IP:" + more.address.toString().toLatin1();
    for (const QString &name : more.dnsNames)
        names += ",DNS:" + name.toLatin1();
    return names;
}

bool setSerial(X509 *certificate)
{
    const Number number(BN_new());
    return number && BN_rand(number.get(), serialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1
           && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setValidity(X509 *certificate, const QDateTime &now)
{
    const auto set = [&](ASN1_TIME *time, qint64 days) {
        return ASN1_TIME_set(time, now.addDays(days).toSecsSinceEpoch()) != nullptr;
    };
    return set(X509_getm_notBefore(certificate), -daysBefore)
           && set(X509_getm_notAfter(certificate), daysValid - daysBefore);
}

bool setNames(X509 *certificate)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    const auto add = [name](const char *field, const char *text) {
        return X509_NAME_add_entry_by_txt(name, field, MBSTRING_ASC,
                                          reinterpret_cast<const unsigned char *>(text), -1, -1, 0)
               == 1;
    };
    return add("O", "Roomkeeper sandbox") && add("CN", "localhost")
           && X509_set_issuer_name(certificate, name) == 1;
}

bool setExtensions(X509 *certificate, const CertificateNames &more)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    for (const auto &[id, text] : extensions(subjectAltName(more))) {
        const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, text.constData()));
        if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1)
            return false;
    }
    return true;
}

Certificate selfSigned(EVP_PKEY *key, const QDateTime &now, const CertificateNames &more)
{
    Certificate certificate(X509_new());
    if (!certificate || X509_set_version(certificate.get(), X509_VERSION_3) != 1
        || !setSerial(certificate.get()) || !setValidity(certificate.get(), now)
        || !setNames(certificate.get()) || X509_set_pubkey(certificate.get(), key) != 1
        || !setExtensions(certificate.get(), more)
        || X509_sign(certificate.get(), key, EVP_sha256()) == 0)
        return nullptr;
    return certificate;
}

/// The output of a function that writes PEM; empty if it fails.
template <class Write>
QByteArray pem(Write write)
{
    const Bytes bytes(BIO_new(BIO_s_mem()));
    if (!bytes || write(bytes.get()) != 1)
        return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(bytes.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

/// Instead of OpenSSL's own callback, which asks for the password on the terminal.
int noPassword(char *, int, int, void *)
{
    return -1;
}

} // namespace

Result<ServerCertificate> makeServerCertificate(const QDateTime &now, const CertificateNames &more)
{
    ERR_clear_error();
    ServerCertificate result;
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate = key ? selfSigned(key.get(), now, more) : nullptr;
    if (certificate) {
        result.certificate =
            pem([&](BIO *bytes) { return PEM_write_bio_X509(bytes, certificate.get()); });
        result.privateKey = pem([&](BIO *bytes) {
            return PEM_write_bio_PrivateKey(bytes, key.get(), nullptr, nullptr, 0, nullptr,
                                            nullptr);
        });
    }
    if (result.certificate.isEmpty() || result.privateKey.isEmpty()) {
        const char *reason = ERR_reason_error_string(ERR_get_error());
        return failure(ErrorKind::Tls, QCoreApplication::translate(
                                           "Sandbox", "No certificate could be created: %1.")
                                           .arg(QString::fromLatin1(reason ? reason : "?")));
    }
    return result;
}

CertificateDefect defectOf(const ServerCertificate &certificate, const QDateTime &now)
{
    const auto bytesOf = [](const QByteArray &text) {
        return Bytes(BIO_new_mem_buf(text.constData(), static_cast<int>(text.size())));
    };
    const Certificate parsed(
        PEM_read_bio_X509(bytesOf(certificate.certificate).get(), nullptr, noPassword, nullptr));
    if (!parsed)
        return CertificateDefect::NoCertificate;
    const Key key(PEM_read_bio_PrivateKey(bytesOf(certificate.privateKey).get(), nullptr,
                                          noPassword, nullptr));
    if (!key)
        return CertificateDefect::NoKey;
    if (X509_check_private_key(parsed.get(), key.get()) != 1)
        return CertificateDefect::Mismatch;
    time_t seconds = now.toSecsSinceEpoch();
    if (X509_cmp_time(X509_get0_notAfter(parsed.get()), &seconds) <= 0)
        return CertificateDefect::Expired;
    return CertificateDefect::None;
}

} // namespace roomkeeper::sandbox
