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

    /// What a server that shows it is set up with.
    QSslConfiguration serverConfiguration() const;
};

/// What a certificate says; with these values it is fine for 127.0.0.1 today.
struct TestClaims
{
    QStringList names = {QStringLiteral("IP:127.0.0.1")}; ///< as OpenSSL writes them
    QDateTime from = QDateTime::currentDateTimeUtc().addDays(-10);
    QDateTime until = QDateTime::currentDateTimeUtc().addDays(10);
};

/// A certificate authority made for one test, with keys that exist in memory only.
class TestAuthority
{
public:
    TestAuthority();
    ~TestAuthority();
    Q_DISABLE_COPY_MOVE(TestAuthority)

    const QSslCertificate &certificate() const { return m_identity.certificate; }
    TestIdentity issue(const TestClaims &claims = {}) const;
    /// One that only itself vouches for.
    static TestIdentity selfSigned(const TestClaims &claims = {});

private:
    struct Keys;
    std::unique_ptr<Keys> m_keys;
    TestIdentity m_identity;
};
