#include "admin/connections/connectiondiagnostics.h"
#include "sandbox/sandboxserver.h"
#include "store/secrets/keychainproblem.h"
#include "support/fixture.h"
#include "support/memorysecretstore.h"
#include "support/standinaz.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;
using Step = acs::ConnectionTestStep;

namespace {

const QByteArray token = "marker-secret.of-somebody.who-signed-in";

} // namespace

/// Which connection is tested, and what is reported if there is none.
class TestConnectionDiagnostics : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void init()
    {
        Fixture::init();
        m_folder.emplace();
        m_profiles =
            std::make_unique<store::ProfileStore>(m_folder->filePath(u"connections.json"_s));
        QVERIFY(m_profiles->load());
        m_secrets = std::make_unique<tests::MemorySecretStore>();
        m_connectionService =
            std::make_unique<ConnectionService>(*m_profiles, *m_secrets, m_clock, m_random);
        m_sandbox = *sandbox::SandboxServer::start({.bearerToken = token, .rooms = 2});
        m_diagnostics = std::make_unique<ConnectionDiagnostics>(*m_connectionService);
        m_finished =
            std::make_unique<QSignalSpy>(m_diagnostics.get(), &ConnectionDiagnostics::finished);
    }

    void cleanup()
    {
        m_diagnostics.reset();
        m_connectionService.reset();
        m_sandbox.reset();
    }

    void whatWasTyped()
    {
        QVERIFY(!m_diagnostics->hasBegun());
        m_diagnostics->start({.name = u"Test"_s}, m_sandbox->connectionString().toUtf8());
        QVERIFY(m_diagnostics->isRunning());
        QVERIFY(m_diagnostics->summary().isEmpty());
        waitForEnd();
        QVERIFY(m_diagnostics->works());
        QCOMPARE(m_diagnostics->summary(), u"The service responded and accepted the access key."_s);
        QCOMPARE(text(Step::Rooms), u"2 rooms, all on one page."_s);
        QCOMPARE(m_secrets->reads, 0);

        QByteArray wrong = m_sandbox->connectionString().toUtf8();
        wrong.replace(wrong.indexOf("accesskey=") + 10, 4, "AAAA");
        m_diagnostics->start({.name = u"Test"_s}, wrong);
        QVERIFY(!m_diagnostics->works());
        waitForEnd();
        QVERIFY(m_diagnostics->summary().contains(u" rejected the access key."_s));
    }

    void whatIsKept()
    {
        const store::Profile profile = keep();
        store::Profile edited = profile;
        edited.secretInKeychain = false; // where it should be, not where it is
        m_secrets->waits = true;
        m_diagnostics->start(edited);
        QVERIFY(m_diagnostics->isRunning());
        QVERIFY(!m_diagnostics->hasBegun());
        m_secrets->release();
        waitForEnd();
        QVERIFY(m_diagnostics->works());
    }

    void stoppedBeforeTheKeychainAnswers()
    {
        m_secrets->waits = true;
        m_diagnostics->start(keep());
        m_diagnostics->stop();
        QVERIFY(!m_diagnostics->isRunning());
        QCOMPARE(m_finished->size(), 1);
        QCOMPARE(m_diagnostics->summary(), u"The test was stopped."_s);
        m_secrets->release();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QVERIFY(!m_diagnostics->hasBegun());
        QCOMPARE(m_finished->size(), 1);
        m_diagnostics->stop();
        QCOMPARE(m_finished->size(), 1);
    }

    void stoppedLater()
    {
        m_diagnostics->start({.name = u"Test"_s}, m_sandbox->connectionString().toUtf8());
        m_diagnostics->stop();
        QCOMPARE(m_finished->size(), 1);
        QVERIFY(m_diagnostics->hasBegun());
        QCOMPARE(m_diagnostics->summary(), u"The test was stopped."_s);
    }

    void aSecretThatIsNotThere()
    {
        const store::Profile profile = keep();
        m_secrets->secrets.clear();
        m_diagnostics->start(profile);
        waitForEnd();
        QVERIFY(m_diagnostics->hasBegun()); // the network is tested all the same
        QCOMPARE(m_diagnostics->test().line(Step::Connect).result.state,
                 acs::ConnectionTestState::Passed);
        QCOMPARE(m_diagnostics->test().line(Step::Credential).result.state,
                 acs::ConnectionTestState::Failed);
        QVERIFY(!m_diagnostics->works());
        QVERIFY(!m_diagnostics->summary().isEmpty());
    }

    void aKeychainThatDoesNotAnswer()
    {
        const store::Profile profile = keep();
        m_secrets->waits = true;
        m_diagnostics->start(profile);
        emit m_secrets->slow(QUuid::createUuid(),
                             store::KeychainProblem::NoAnswer); // of another profile
        QVERIFY(!m_diagnostics->hasBegun());
        emit m_secrets->slow(profile.id, store::KeychainProblem::NoAnswer);
        waitForEnd();
        QCOMPARE(m_diagnostics->test().line(Step::Connect).result.state,
                 acs::ConnectionTestState::Passed);
        QCOMPARE(m_diagnostics->test().line(Step::Credential).result.state,
                 acs::ConnectionTestState::Failed);
        QVERIFY(!m_diagnostics->works());
        // A late result is ignored.
        m_secrets->release();
        QCoreApplication::processEvents();
        QVERIFY(!m_diagnostics->isRunning());
        QVERIFY(!m_diagnostics->works());
    }

    void anEndpointThatIsNone()
    {
        m_diagnostics->start({.name = u"Test"_s, .endpoint = u"nonsense"_s}, "endpoint=nonsense");
        QCOMPARE(m_finished->size(), 1);
        QVERIFY(!m_diagnostics->hasBegun());
        QVERIFY(!m_diagnostics->works());
        QVERIFY(!m_diagnostics->summary().isEmpty());
    }

    void whatIsOpen()
    {
        auto open = *m_connectionService->openOnce({.name = u"Test"_s, .readOnly = true},
                                                   m_sandbox->connectionString());
        m_diagnostics->start(open);
        waitForEnd();
        QVERIFY(m_diagnostics->works());
        QCOMPARE(open->activity().records().size(), 1); // it was that connection
        QCOMPARE(m_diagnostics->test().testUserObstacle(), u"This connection is read-only."_s);
        QCOMPARE(open.use_count(), 1); // it is not kept
        m_diagnostics->start(open);
        open.reset();
        waitForEnd();
        QVERIFY(!m_diagnostics->works());
    }

    void withTokens()
    {
        const store::Profile profile{.name = u"Test"_s,
                                     .endpoint = endpoint(),
                                     .authentication = store::Authentication::EntraId};
        {
            const StandInAz az("echo \"Please run 'az login' to setup account.\" >&2; exit 1");
            m_diagnostics->start(profile);
            waitForEnd();
            QVERIFY(!m_diagnostics->works());
            QVERIFY(m_diagnostics->summary().contains(u"“az login”"_s));
            QCOMPARE(m_diagnostics->test().title(Step::Credential), u"Access token accepted"_s);
            QCOMPARE(m_diagnostics->test().line(Step::Credential).result.state,
                     acs::ConnectionTestState::Failed);
        }
        const StandInAz az(StandInAz::print(token, QDateTime::currentSecsSinceEpoch() + 3600));
        m_diagnostics->start(profile, "what was typed before");
        waitForEnd();
        QVERIFY(m_diagnostics->works());
        QCOMPARE(m_diagnostics->summary(),
                 u"The service responded and accepted the access token."_s);
        const QString report = m_diagnostics->test().reportText();
        QVERIFY(report.contains(u"Authentication: Microsoft Entra ID"_s));
        QVERIFY(!report.contains(QString::fromLatin1(token)));
    }

    void forgotten()
    {
        m_diagnostics->start({.name = u"Test"_s}, m_sandbox->connectionString().toUtf8());
        m_diagnostics->forget();
        QVERIFY(!m_diagnostics->isRunning());
        QVERIFY(!m_diagnostics->hasBegun());
        QVERIFY(m_diagnostics->summary().isEmpty());
        QCoreApplication::processEvents();
        QCOMPARE(m_finished->size(), 0);
    }

private:
    QString endpoint() const { return u"http://127.0.0.1:%1"_s.arg(m_sandbox->port()); }

    store::Profile keep()
    {
        const store::Profile profile{
            .id = m_random.uuid(), .name = u"Kept"_s, .endpoint = endpoint()};
        if (!m_profiles->save(profile))
            qFatal("not saved");
        m_secrets->secrets.insert(profile.id, m_sandbox->connectionString().toUtf8());
        return profile;
    }

    void waitForEnd()
    {
        m_finished->clear();
        QTRY_VERIFY_WITH_TIMEOUT(!m_diagnostics->isRunning(), 20'000);
        QCOMPARE(m_finished->size(), 1);
    }

    QString text(Step step) const { return m_diagnostics->test().line(step).result.text; }

    SystemClock m_clock;
    SystemRandom m_random;
    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<store::ProfileStore> m_profiles;
    std::unique_ptr<tests::MemorySecretStore> m_secrets;
    std::unique_ptr<ConnectionService> m_connectionService;
    std::unique_ptr<sandbox::SandboxServer> m_sandbox;
    std::unique_ptr<ConnectionDiagnostics> m_diagnostics;
    std::unique_ptr<QSignalSpy> m_finished;
};

ROOMKEEPER_TEST(QCoreApplication, TestConnectionDiagnostics);
#include "tst_connectiondiagnostics.moc"
