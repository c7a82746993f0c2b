#include "support/testcertificates.h"

#include <QSslSocket>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace {

template <class T, void (*release)(T *)>
struct Releaser
{
    void operator()(T *thing) const { release(thing); }
};
using Key = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Releaser<X509, X509_free>>;

void must(bool done)
{
    if (!done)
        qFatal("OpenSSL could not make a certificate");
}

Key newKey()
{
    Key key(EVP_EC_gen("P-256"));
    must(key != nullptr);
    return key;
}

/// The memory that `write` fills.
template <class Write>
QByteArray pemOf(Write write)
{
    BIO *memory = BIO_new(BIO_s_mem());
    must(memory != nullptr && write(memory) == 1);
    char *data = nullptr;
    const auto size = static_cast<qsizetype>(BIO_get_mem_data(memory, &data));
    const QByteArray pem(data, size);
    BIO_free(memory);
    return pem;
}

void extend(X509 *certificate, X509 *issuer, int extension, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *made = X509V3_EXT_conf_nid(nullptr, &context, extension, value.constData());
    must(made != nullptr && X509_add_ext(certificate, made, -1) == 1);
    X509_EXTENSION_free(made);
}

/// Signed by `issuer`, or self-signed if that is null.
Certificate newCertificate(const QByteArray &name, const TestClaims &claims, EVP_PKEY *key,
                           X509 *issuer, EVP_PKEY *issuerKey, bool isAuthority)
{
    static long serial = 1;
    Certificate certificate(X509_new());
    X509 *const raw = certificate.get();
    X509 *const by = issuer != nullptr ? issuer : raw;
    must(X509_set_version(raw, X509_VERSION_3) == 1);
    must(ASN1_INTEGER_set(X509_get_serialNumber(raw), serial++) == 1);
    must(ASN1_TIME_set(X509_getm_notBefore(raw), claims.from.toSecsSinceEpoch()) != nullptr);
    must(ASN1_TIME_set(X509_getm_notAfter(raw), claims.until.toSecsSinceEpoch()) != nullptr);
    must(X509_set_pubkey(raw, key) == 1);
    must(X509_NAME_add_entry_by_txt(X509_get_subject_name(raw), "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char *>(name.constData()), -1,
                                    -1, 0)
         == 1);
    must(X509_set_issuer_name(raw, X509_get_subject_name(by)) == 1);
    extend(raw, by, NID_basic_constraints, isAuthority ? "critical,CA:TRUE" : "CA:FALSE");
    if (!isAuthority)
        extend(raw, by, NID_subject_alt_name, claims.names.join(QLatin1Char(',')).toLatin1());
    must(X509_sign(raw, issuerKey, EVP_sha256()) != 0);
    return certificate;
}

TestIdentity identityOf(X509 *certificate, EVP_PKEY *key)
{
    const QByteArray certificatePem =
        pemOf([&](BIO *to) { return PEM_write_bio_X509(to, certificate); });
    const QByteArray keyPem = pemOf([&](BIO *to) {
        return PEM_write_bio_PrivateKey(to, key, nullptr, nullptr, 0, nullptr, nullptr);
    });
    return {.certificate = QSslCertificate(certificatePem, QSsl::Pem),
            .key = QSslKey(keyPem, QSsl::Ec, QSsl::Pem)};
}

} // namespace

QSslConfiguration TestIdentity::serverConfiguration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(certificate);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

struct TestAuthority::Keys
{
    Key key = newKey();
    Certificate certificate =
        newCertificate("Test authority", {}, key.get(), nullptr, key.get(), true);
};

TestAuthority::TestAuthority()
    : m_keys(std::make_unique<Keys>())
    , m_identity(identityOf(m_keys->certificate.get(), m_keys->key.get()))
{
}

TestAuthority::~TestAuthority() = default;

TestIdentity TestAuthority::issue(const TestClaims &claims) const
{
    const Key key = newKey();
    const Certificate certificate = newCertificate(
        "Test service", claims, key.get(), m_keys->certificate.get(), m_keys->key.get(), false);
    return identityOf(certificate.get(), key.get());
}

TestIdentity TestAuthority::selfSigned(const TestClaims &claims)
{
    const Key key = newKey();
    const Certificate certificate =
        newCertificate("Test service", claims, key.get(), nullptr, key.get(), false);
    return identityOf(certificate.get(), key.get());
}
