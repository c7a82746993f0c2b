#pragma once

#include "admin/connections/connectionservice.h"
#include "sandbox/sandboxserver.h"
#include "support/fixture.h"
#include "support/keychainoutcome.h"
#include "support/memorysecretstore.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace roomkeeper::tests {

/// The base of tests with a ConnectionService and a live service.
class ConnectionServiceTest : public Fixture
{
protected:
    void prepare()
    {
        Fixture::init();
        m_folder = std::make_unique<QTemporaryDir>();
        m_profiles = std::make_unique<store::ProfileStore>(
            m_folder->filePath(QStringLiteral("connections.json")));
        m_secrets = std::make_unique<MemorySecretStore>();
        m_connectionService =
            std::make_unique<admin::ConnectionService>(*m_profiles, *m_secrets, m_clock, m_random);
    }

    void tidy()
    {
        m_connection.reset();
        m_connectionService.reset();
        m_sandbox.reset();
    }

    /// If a sandbox is running, another one is started at the same address.
    void startSandbox(const QByteArray &keyBase64, const QByteArray &token = {})
    {
        const quint16 port = m_sandbox ? m_sandbox->port() : quint16{0};
        m_sandbox.reset();
        m_sandbox = anotherSandbox(keyBase64, {.port = port, .bearerToken = token});
    }
    /// Another resource.
    static std::unique_ptr<sandbox::SandboxServer>
    anotherSandbox(const QByteArray &keyBase64, sandbox::SandboxOptions options = {})
    {
        options.accessKey = std::move(*acs::AccessKey::fromBase64(keyBase64));
        auto started = sandbox::SandboxServer::start(std::move(options));
        if (!started)
            qFatal("a sandbox could not be started");
        return *std::move(started);
    }

    QByteArray connectionString() const { return m_sandbox->connectionString().toUtf8(); }
    QString endpoint() const
    {
        return QStringLiteral("http://127.0.0.1:%1").arg(m_sandbox->port());
    }

    store::Profile saved(const store::Profile &profile, const QByteArray &secret)
    {
        const auto result = answerOf(m_connectionService->save(profile, secret));
        return result ? result->profile : store::Profile();
    }

    void open(const store::Profile &profile)
    {
        const auto opened = answerOf(m_connectionService->open(profile));
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().message));
        m_connection = *opened;
    }

    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::ProfileStore> m_profiles;
    std::unique_ptr<MemorySecretStore> m_secrets;
    std::unique_ptr<admin::ConnectionService> m_connectionService;
    std::unique_ptr<sandbox::SandboxServer> m_sandbox;
    std::shared_ptr<admin::Connection> m_connection;
};

} // namespace roomkeeper::tests
