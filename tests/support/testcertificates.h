#pragma once

#include <QDateTime>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QString>
#include <QStringList>

#include <memory>

/// A certificate with its private key.
struct TestIdentity
{
    QSslCertificate certificate;
    QSslKey key;

    /// The configuration of a server with this certificate.
    QSslConfiguration serverConfiguration() const;
};

/// The contents of a certificate; with these values it is valid for 127.0.0.1 today.
struct TestClaims
{
    QStringList names = {QStringLiteral("IP:127.0.0.1")}; ///< as OpenSSL writes them
    QDateTime from = QDateTime::currentDateTimeUtc().addDays(-10);
    QDateTime until = QDateTime::currentDateTimeUtc().addDays(10);
};

/// A certificate authority for one test, with keys that exist in memory only.
class TestAuthority
{
public:
    TestAuthority();
    ~TestAuthority();
    Q_DISABLE_COPY_MOVE(TestAuthority)

    const QSslCertificate &certificate() const { return m_identity.certificate; }
    TestIdentity issue(const TestClaims &claims = {}) const;
    /// A self-signed certificate.
    static TestIdentity selfSigned(const TestClaims &claims = {});

private:
    struct Keys;
    std::unique_ptr<Keys> m_keys;
    TestIdentity m_identity;
};
