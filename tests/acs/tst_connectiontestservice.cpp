#include "support/connectiontestrun.h"

#include "acs/http/certificates.h"
#include "sandbox/faults/faultrules.h"
#include "sandbox/sandboxserver.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTemporaryDir>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Step = ConnectionTestStep;
using State = ConnectionTestState;

namespace {

std::unique_ptr<sandbox::SandboxServer> started(sandbox::SandboxOptions options = {})
{
    options.accessKey = std::move(*AccessKey::fromBase64(keyBase64));
    auto server = sandbox::SandboxServer::start(std::move(options));
    if (!server)
        qFatal("no sandbox");
    return *std::move(server);
}

std::unique_ptr<sandbox::SandboxServer> startedWith(const QByteArray &faults)
{
    sandbox::SandboxOptions options;
    options.faults = *sandbox::parseFaultRules(faults);
    return started(std::move(options));
}

QString endpointOf(const sandbox::SandboxServer &server)
{
    return u"http://127.0.0.1:%1"_s.arg(server.port());
}

} // namespace

/// The service's response to the request, and the test user.
class TestConnectionTestService : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void everythingIsFine()
    {
        QTemporaryDir folder;
        sandbox::SandboxOptions options{.rooms = 40, .tls = true};
        options.certificateFile = folder.filePath(u"sandbox.pem"_s);
        const auto server = started(std::move(options));
        ConnectionTestRun t(u"https://127.0.0.1:%1"_s.arg(server->port()), direct(),
                            {.authorities = *readCertificates(folder.filePath(u"sandbox.pem"_s))});
        t.run();
        QCOMPARE(t.states().remove(3, 1), u"pnpppppp?"_s); // the validity of its certificate varies
        QVERIFY(t.state(Step::Tls) == State::Passed || t.state(Step::Tls) == State::Warning);
        QCOMPARE(t.text(Step::Rooms), u"30 rooms on the first page, and more on the next."_s);
        for (const Step step : {Step::Clock, Step::Version, Step::Credential, Step::Rooms})
            QVERIFY(t.line(step).duration.has_value());
    }

    void anEmptyResource()
    {
        const auto server = started();
        ConnectionTestRun t(endpointOf(*server));
        t.run();
        QCOMPARE(t.states(), u"pnpnppppp?"_s);
        QCOMPARE(t.text(Step::Rooms), u"The resource has no rooms."_s);
        QCOMPARE(t.test.summary(), u"The service responded and accepted the access key."_s);
    }

    void aWrongKey()
    {
        const auto server = started();
        const QByteArray wrong = "bWFya2VyLXNlY3JldCB0aGF0IGlzIHdyb25n";
        ConnectionTestRun t(endpointOf(*server), direct(), {}, nullptr, wrong);
        t.run();
        QCOMPARE(t.states(), u"pnpnpp-F-?"_s);
        QCOMPARE(t.text(Step::Credential),
                 u"127.0.0.1:%1 rejected the access key."_s.arg(server->port()));
        QVERIFY(t.test.summary().startsWith(t.text(Step::Credential)));
        const QString report = t.test.reportText();
        QVERIFY(report.contains(u"Access key accepted: failed ("_s));
        QVERIFY(!report.contains(QString::fromLatin1(wrong)));
        QVERIFY(!report.contains(u"Signature"_s));
        QVERIFY(!t.test.testUserObstacle().isEmpty());
        t.test.createAndDeleteTestUser();
        QVERIFY(!t.test.isRunning());
        QCOMPARE(t.state(Step::Identity), State::NotTested);
    }

    void aClockThatIsFarOff()
    {
        const auto server = started();
        const ManualClock clock(QDateTime::currentDateTimeUtc().addSecs(20 * 60));
        ConnectionTestRun t(endpointOf(*server), direct(), {}, &clock);
        t.run();
        QCOMPARE(t.states(), u"pnpnpF-F-?"_s);
        QCOMPARE(t.text(Step::Clock), u"20 minutes ahead of the service."_s);
        QVERIFY(t.test.summary().startsWith(t.text(Step::Clock)));
    }

    void anApiVersionThatIsNotServed()
    {
        ScriptedServer server;
        server.enqueue(ScriptedServer::answer(
            400, "{\"error\":{\"code\":\"UnsupportedApiVersion\",\"message\":\"No.\"}}"));
        ConnectionTestRun t(server.endpoint());
        t.run();
        QCOMPARE(t.states(), u"pnpnp-F--?"_s);
        QVERIFY(t.advice(Step::Version).contains(u"API version"_s));
    }

    /// Once: the user sees the result and can run the test again.
    void aFailureIsNotTriedAgain()
    {
        ScriptedServer server;
        server.enqueue(ScriptedServer::answer(503));
        ConnectionTestRun t(server.endpoint());
        t.run();
        QCOMPARE(t.states(), u"pnpnF----?"_s);
        QCOMPARE(server.requests().size(), 1);
    }

    void aTestUser()
    {
        const auto server = started();
        ConnectionTestRun t(endpointOf(*server));
        QSignalSpy sent(t.transport.get(), &Transport::attemptFinished);
        t.run();
        QCOMPARE(sent.size(), 1); // nothing is created without a request
        t.finished.clear();
        t.test.createAndDeleteTestUser();
        QCOMPARE(t.state(Step::Identity), State::Running);
        QVERIFY(!t.test.testUserObstacle().isEmpty()); // one at a time
        t.wait();
        QCOMPARE(t.states(), u"pnpnppppp"_s + u"p"_s);
        QVERIFY(t.text(Step::Identity).startsWith(u"Created and deleted 8:acs:"_s));
        QVERIFY(t.line(Step::Identity).duration.has_value());
        QCOMPARE(sent.size(), 3);
        QCOMPARE(sent.last().first().value<ActivityRecord>().method, u"DELETE"_s);
        t.run();
        // the earlier result was for the earlier run
        QCOMPARE(t.state(Step::Identity), State::NotTested);
    }

    void neverWhereItIsReadOnly()
    {
        const auto server = started();
        ConnectionTestRun t(endpointOf(*server), direct(), {.readOnly = true});
        t.run();
        QCOMPARE(t.states(), u"pnpnppppp?"_s);
        QVERIFY(t.text(Step::Identity).contains(u"read-only"_s));
        QCOMPARE(t.test.testUserObstacle(), u"This connection is read-only."_s);
        t.test.createAndDeleteTestUser();
        QVERIFY(!t.test.isRunning());
        QCOMPARE(t.state(Step::Identity), State::NotTested);
    }

    void aTestUserThatIsNotMade()
    {
        const auto server = startedWith("status=403@POST /identities");
        ConnectionTestRun t(endpointOf(*server));
        t.run();
        t.finished.clear();
        t.test.createAndDeleteTestUser();
        t.wait();
        QCOMPARE(t.state(Step::Identity), State::Failed);
        QVERIFY(t.text(Step::Identity).contains(u"rejected"_s));
        QVERIFY(t.test.works()); // rooms can be read
        QVERIFY(t.test.summary().startsWith(u"The service responded"_s));
    }

    void aTestUserThatIsNotDeleted()
    {
        const auto server = startedWith("status=403@DELETE /identities/*");
        ConnectionTestRun t(endpointOf(*server));
        t.run();
        t.finished.clear();
        t.test.createAndDeleteTestUser();
        t.wait();
        QCOMPARE(t.state(Step::Identity), State::Failed);
        const QString text = t.text(Step::Identity);
        QVERIFY2(text.startsWith(u"The user 8:acs:"_s), qPrintable(text));
        QVERIFY2(text.contains(u"was created but not deleted"_s), qPrintable(text));
        QVERIFY(t.test.reportText().contains(u"The user 8:acs:"_s));
    }

    void stoppedWhileATestUserIsMade_data()
    {
        QTest::addColumn<QByteArray>("made");
        QTest::addColumn<QString>("says");
        QTest::newRow("no answer yet") << QByteArray() << u"may have been created"_s;
        QTest::newRow("made") << ScriptedServer::answer(201,
                                                        "{\"identity\":{\"id\":\"8:acs:a_b\"}}")
                              << u"The user 8:acs:a_b may still be there."_s;
    }

    void stoppedWhileATestUserIsMade()
    {
        QFETCH(QByteArray, made);
        QFETCH(QString, says);
        ScriptedServer server;
        server.enqueueFor("GET /rooms", ScriptedServer::answer(200, "{\"value\":[]}"));
        server.enqueueFor("POST /identities", made);
        server.enqueueFor("DELETE /identities", {});
        ConnectionTestRun t(server.endpoint());
        t.run();
        t.finished.clear();
        t.test.createAndDeleteTestUser();
        const int expected = made.isEmpty() ? 2 : 3;
        QVERIFY(waitUntil([&] { return server.requests().size() == expected; }));
        t.test.stop();
        QVERIFY(!t.test.isRunning());
        QCOMPARE(t.finished.size(), 1);
        QCOMPARE(t.state(Step::Identity), State::Warning);
        QVERIFY2(t.text(Step::Identity).contains(says), qPrintable(t.text(Step::Identity)));
        QTRY_COMPARE(t.transport->pending(), 0);
    }

    void aNewTestGivesUpTheTestUser()
    {
        ScriptedServer server;
        server.enqueueFor("GET /rooms", ScriptedServer::answer(200, "{\"value\":[]}"));
        server.enqueueFor("POST /identities", {});
        ConnectionTestRun t(server.endpoint());
        t.run();
        t.test.createAndDeleteTestUser();
        QVERIFY(waitUntil([&] { return server.requests().size() == 2; }));
        t.run();
        QCOMPARE(t.states(), u"pnpnp-ppp?"_s);
        QTRY_COMPARE(t.transport->pending(), 0);
    }

    /// The connection may be destroyed at any time; its calls end with it.
    void theTransportGoesFirst()
    {
        ScriptedServer server;
        server.enqueue({});
        ConnectionTestRun t(server.endpoint());
        t.test.start(t.subject);
        QVERIFY(waitUntil([&] { return server.requests().size() == 1; }));
        t.transport.reset();
        t.wait();
        QCOMPARE(t.states(), u"pnpnF----?"_s);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestConnectionTestService);
#include "tst_connectiontestservice.moc"
