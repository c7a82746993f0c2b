#include "support/connectiontestrun.h"
#include "support/fixture.h"
#include "support/scriptedproxy.h"
#include "support/tlsserver.h"

#include "acs/diagnostics/connectionprobe.h"
#include "acs/proxy/proxycredentials.h"
#include "base/qtversions.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTcpSocket>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Step = ConnectionTestStep;
using State = ConnectionTestState;

namespace {

const QByteArray proxyPassword = "marker-secret-of-the-proxy";

/// Accepts connections and sends nothing.
class SilentServer : public QTcpServer
{
public:
    SilentServer()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port on loopback");
    }
};

/// A page without rooms.
QByteArray noRooms()
{
    return ScriptedServer::answer(200, "{\"value\":[]}");
}

ConnectionTestSettings through(quint16 port, ProxyCredentials *credentials = nullptr,
                               const QString &user = {})
{
    ConnectionTestSettings settings;
    settings.proxyCredentials = credentials;
    settings.proxies = [port, user](const QNetworkProxyQuery &) {
        return QList<QNetworkProxy>{QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, port,
                                                  user, QString::fromLatin1(proxyPassword))};
    };
    return settings;
}

} // namespace

/// The path to the service: proxy, name, TCP, TLS; and stopping at each step.
class TestConnectionTest : public roomkeeper::tests::ProxyFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { m_authority = std::make_unique<TestAuthority>(); }
    void everythingIsFine()
    {
        ScriptedServer server(m_authority->issue().serverConfiguration());
        server.enqueue(noRooms());
        ConnectionTestRun t(server.endpoint(), direct(), trusting());
        QSignalSpy changes(&t.test, &ConnectionTest::lineChanged);
        t.run();
        // ten days are a warning; the scripted response contains no time
        QCOMPARE(t.states(), u"pnpWp-ppp?"_s);
        QVERIFY(t.test.works());
        QCOMPARE(t.text(Step::Proxy), u"None. The connection is direct."_s);
        QCOMPARE(t.text(Step::Connect), u"To 127.0.0.1, port %1."_s.arg(server.serverPort()));
        const QString tls = t.text(Step::Tls);
        QVERIFY2(tls.startsWith(u"TLS 1.3 with TLS_"_s), qPrintable(tls));
        QVERIFY2(tls.contains(u"issued to 127.0.0.1 by Test authority"_s), qPrintable(tls));
        QVERIFY(t.advice(Step::Tls).contains(u"to renew it"_s));
        QCOMPARE(t.text(Step::Rooms), u"The resource has no rooms."_s);
        for (const Step step : {Step::Proxy, Step::Connect, Step::Tls, Step::Answer, Step::Rooms})
            QVERIFY(t.line(step).duration.has_value());
        QVERIFY(!t.line(Step::Lookup).duration.has_value());
        QVERIFY(changes.size() > 20); // the lines changed while it ran
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(t.test.summary().startsWith(
            u"The service responded and accepted the access key. Check “TLS”: TLS 1.3"_s));
        QVERIFY(t.test.testUserObstacle().isEmpty());
    }

    void namesAreLookedUp()
    {
        ScriptedServer server;
        server.enqueue(noRooms());
        ConnectionTestRun t(u"http://localhost:%1"_s.arg(server.serverPort()),
                            naming(QHostAddress(QHostAddress::LocalHost)));
        t.run();
        // The request looks the name up again, where this computer may not know it.
        QVERIFY2(t.states().startsWith(u"pppn"), qPrintable(t.states()));
        QVERIFY(t.text(Step::Lookup).contains(u"127.0.0.1"_s));
        // The address on which something is listening.
        QVERIFY(t.text(Step::Connect).startsWith(u"To 127.0.0.1, port"_s));
    }

    /// An unreachable address, as with IPv6 sometimes, does not hide a reachable one.
    void ofSeveralAddressesTheOneThatAnswers()
    {
        SilentServer server;
        ConnectionProbe probe(*parseEndpoint(u"http://localhost:%1"_s.arg(server.serverPort())), {},
                              nullptr);
        QSignalSpy connected(&probe, &ConnectionProbe::connected);
        QSignalSpy failed(&probe, &ConnectionProbe::connectFailed);
        probe.connectTo({QHostAddress(u"127.0.0.2"_s), QHostAddress(u"127.0.0.1"_s)});
        QTRY_COMPARE(connected.size(), 1);
        QVERIFY(connected.first().first().toString().startsWith(u"127.0.0.1, port"_s));
        QCOMPARE(failed.size(), 0);
    }

    void aNameThatIsNotThere()
    {
        ConnectionTestRun t(u"https://roomkeeper-test.invalid"_s, naming());
        t.run();
        QCOMPARE(t.states(), u"pF-------?"_s);
        QVERIFY(!t.test.works());
        QVERIFY(t.test.summary().startsWith(t.text(Step::Lookup)));
        QCOMPARE(t.text(Step::Tls), u"Not tried, because “Name lookup” failed."_s);
        QVERIFY(!t.line(Step::Tls).duration.has_value());
        QVERIFY(!t.test.testUserObstacle().isEmpty());
    }

    void nobodyListens()
    {
        quint16 port = 0;
        {
            const SilentServer gone;
            port = gone.serverPort();
        }
        ConnectionTestRun t(u"https://127.0.0.1:%1"_s.arg(port));
        t.run();
        QCOMPARE(t.states(), u"pnF------?"_s);
        QCOMPARE(t.text(Step::Connect), u"The connection was refused."_s);
    }

    void aConnectionThatIsNeverMade()
    {
        SilentServer proxy;
        ConnectionTestSettings settings = through(proxy.serverPort());
        settings.connectTimeout = 1ms;
        ConnectionTestRun t(u"https://127.0.0.1:9"_s, settings);
        t.run();
        QCOMPARE(t.states(), u"pnF------?"_s);
        QVERIFY(t.text(Step::Connect).startsWith(u"No response within"_s));
    }

    void aHostThatNeverSpeaks()
    {
        SilentServer server;
        ConnectionTestSettings settings = direct();
        settings.tlsTimeout = 1ms;
        ConnectionTestRun t(u"https://127.0.0.1:%1"_s.arg(server.serverPort()), settings);
        t.run();
        QCOMPARE(t.states(), u"pnpF-----?"_s);
        QVERIFY(t.advice(Step::Tls).contains(u"does not respond"_s));
    }

    void anAnswerThatNeverComes()
    {
        SilentServer server;
        ConnectionTestSettings settings = direct();
        settings.answerTimeout = 1ms;
        ConnectionTestRun t(u"http://127.0.0.1:%1"_s.arg(server.serverPort()), settings);
        t.run();
        QCOMPARE(t.states(), u"pnpnF----?"_s);
        QVERIFY(t.text(Step::Answer).endsWith(u"did not respond in time."_s));
        QCOMPARE(t.transport->pending(), 0);
    }

    void certificatesThatAreNotAccepted_data()
    {
        QTest::addColumn<QString>("which");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("advises");
        QTest::newRow("self-signed") << u"self-signed"_s << u"self-signed"_s << u"CA certificate"_s;
        QTest::newRow("unknown authority")
            << u"unknown"_s << u"authority that this computer"_s << u"CA certificate"_s;
        QTest::newRow("expired") << u"expired"_s << u"expired on 2020-02-01"_s << u"renew"_s;
        QTest::newRow("wrong host")
            << u"wrong host"_s << u"another name (other.example)"_s << u"name of the endpoint"_s;
    }

    void certificatesThatAreNotAccepted()
    {
        QFETCH(QString, which);
        QFETCH(QString, says);
        QFETCH(QString, advises);
        const auto day = [](int month) { return QDateTime(QDate(2020, month, 1), {}, utcZone); };
        QSslConfiguration tls = m_authority->issue().serverConfiguration();
        if (which == u"self-signed")
            tls = TestAuthority::selfSigned().serverConfiguration();
        else if (which == u"expired")
            tls = m_authority->issue({.from = day(1), .until = day(2)}).serverConfiguration();
        else if (which == u"wrong host")
            tls = m_authority->issue({.names = {u"DNS:other.example"_s}}).serverConfiguration();
        ScriptedServer server(tls);
        const bool isTrusted = which != u"unknown" && which != u"self-signed";
        ConnectionTestRun t(u"https://127.0.0.1:%1"_s.arg(server.serverPort()), direct(),
                            isTrusted ? trusting() : TransportOptions{});
        t.run();
        QCOMPARE(t.states(), u"pnpF-----?"_s);
        QVERIFY2(t.text(Step::Tls).contains(says), qPrintable(t.text(Step::Tls)));
        QVERIFY2(t.advice(Step::Tls).contains(advises), qPrintable(t.advice(Step::Tls)));
        QCOMPARE(server.requests().size(), 0);
    }

    void noTlsAtAll()
    {
        SilentServer server;
        connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        ConnectionTestRun t(u"https://127.0.0.1:%1"_s.arg(server.serverPort()));
        t.run();
        QCOMPARE(t.states(), u"pnpF-----?"_s);
        QVERIFY(t.text(Step::Tls).startsWith(u"No secure connection could be established: "_s));
        QVERIFY(t.advice(Step::Tls).contains(u"not be an HTTPS port"_s));
    }

    void withoutAuthoritiesThatWereNamed()
    {
        SilentServer server;
        ConnectionTestRun t(u"https://127.0.0.1:%1"_s.arg(server.serverPort()));
        t.subject.transport = nullptr;
        t.subject.obstacle = makeError(ErrorKind::File, u"“x.pem” can't be read."_s);
        t.run();
        QCOMPARE(t.states(), u"pnpF-----?"_s);
        QCOMPARE(t.text(Step::Tls), u"“x.pem” can't be read."_s);
    }

    void withoutASecret()
    {
        ScriptedServer server;
        ConnectionTestRun t(server.endpoint());
        t.subject.transport = nullptr;
        t.subject.obstacle = makeError(ErrorKind::NotFound, u"No secret is known."_s);
        t.run();
        QCOMPARE(t.states(), u"pnpn---F-?"_s);
        QCOMPARE(t.text(Step::Credential), u"No secret is known."_s);
        QCOMPARE(t.test.summary(), u"No secret is known."_s);
        QVERIFY(!t.test.testUserObstacle().isEmpty());
    }

    void throughAProxyWithAPassword()
    {
        ScriptedServer server(m_authority->issue().serverConfiguration());
        server.enqueue(noRooms());
        ScriptedProxy proxy("anna", proxyPassword);
        ProxyCredentials credentials;
        QSignalSpy wanted(&credentials, &ProxyCredentials::requested);
        ConnectionTestRun t(server.endpoint(), through(proxy.serverPort(), &credentials),
                            trusting());
        useProxy(t, proxy, credentials);
        t.test.start(t.subject);
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(t.states(), u"pnrwwwwww?"_s);
        QCOMPARE(t.text(Step::Connect), u"The proxy requires a user name and password."_s);
        credentials.give(proxy.name(), u"anna"_s, u"wrong"_s);
        QTRY_COMPARE(wanted.size(), 2);
        QCOMPARE(credentials.version(proxy.name()), 0); // not offered to it again
        credentials.give(proxy.name(), u"anna"_s, QString::fromLatin1(proxyPassword));
        t.wait();
        QCOMPARE(t.states(), u"pnpWp-ppp?"_s);
        QCOMPARE(t.text(Step::Proxy), u"HTTP proxy %1."_s.arg(proxy.name()));
        QCOMPARE(t.text(Step::Connect),
                 u"Through the proxy to 127.0.0.1, port %1."_s.arg(server.serverPort()));
        QCOMPARE(wanted.size(), 2); // the request uses the credentials known by then
    }

    void nobodyGivesTheProxysPassword()
    {
        ScriptedProxy proxy("anna", proxyPassword);
        ProxyCredentials credentials;
        QSignalSpy wanted(&credentials, &ProxyCredentials::requested);
        ConnectionTestRun t(u"https://service.invalid"_s,
                            through(proxy.serverPort(), &credentials));
        t.test.start(t.subject);
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(t.text(Step::Lookup), u"The proxy looks up the name."_s);
        credentials.decline(proxy.name());
        t.wait();
        QCOMPARE(t.states(), u"pnF------?"_s);
        QCOMPARE(t.text(Step::Connect), u"The proxy requires a user name and password."_s);

        ConnectionTestRun alone(u"https://service.invalid"_s, through(proxy.serverPort()));
        alone.run();
        QCOMPARE(alone.states(), u"pnF------?"_s);
        QCOMPARE(alone.text(Step::Connect), u"The proxy requires a user name and password."_s);
    }

    void aProxyThatIsGone()
    {
        quint16 port = 0;
        {
            const SilentServer gone;
            port = gone.serverPort();
        }
        ConnectionTestRun t(u"https://service.invalid"_s, through(port, nullptr, u"anna"_s));
        t.run();
        QCOMPARE(t.states(), u"pnF------?"_s);
        QCOMPARE(t.text(Step::Connect), u"The proxy could not be reached."_s);
        QVERIFY(!t.test.reportText().contains(u"anna"_s));
        QVERIFY(!t.test.reportText().contains(QString::fromLatin1(proxyPassword)));
    }

    void stoppedInMidStep_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<QString>("states");
        QTest::newRow("at TLS") << static_cast<int>(Step::Tls) << u"pnp------?"_s;
        QTest::newRow("at the answer") << static_cast<int>(Step::Answer) << u"pnpn-----?"_s;
        QTest::newRow("at the proxy") << static_cast<int>(Step::Proxy) << u"---------?"_s;
    }

    void stoppedInMidStep()
    {
        QFETCH(int, step);
        QFETCH(QString, states);
        const auto at = static_cast<Step>(step);
        SilentServer server;
        const QString scheme = at == Step::Tls ? u"https"_s : u"http"_s;
        ConnectionTestRun t(u"%1://127.0.0.1:%2"_s.arg(scheme).arg(server.serverPort()));
        t.test.start(t.subject);
        QVERIFY(waitUntil([&] { return t.state(at) == State::Running; }));
        t.test.stop();
        QVERIFY(!t.test.isRunning());
        QCOMPARE(t.finished.size(), 1);
        QCOMPARE(t.states(), states);
        QCOMPARE(t.text(at), u"Stopped."_s);
        QCOMPARE(t.test.summary(), u"The test was stopped."_s);
        QTRY_COMPARE(t.transport->pending(), 0);
        QCoreApplication::processEvents(); // late results are ignored
        QCOMPARE(t.states(), states);
        QCOMPARE(t.finished.size(), 1);
        t.test.stop();
        QCOMPARE(t.finished.size(), 1);
    }

    void aSecondStartTakesThePlaceOfTheFirst()
    {
        SilentServer silent;
        ScriptedServer server;
        server.enqueue(noRooms());
        ConnectionTestRun t(server.endpoint());
        ConnectionTestSubject other = t.subject;
        other.endpoint = *parseEndpoint(u"https://127.0.0.1:%1"_s.arg(silent.serverPort()));
        t.test.start(other);
        QVERIFY(waitUntil([&] { return t.state(Step::Tls) == State::Running; }));
        t.test.start(t.subject);
        t.wait();
        QCOMPARE(t.states(), u"pnpnp-ppp?"_s);
        t.run(); // and again when it has ended
        QCOMPARE(t.states(), u"pnpnp-ppp?"_s);
    }

    void goneInMidStep()
    {
        SilentServer server;
        auto t =
            std::make_unique<ConnectionTestRun>(u"https://127.0.0.1:%1"_s.arg(server.serverPort()));
        t->test.start(t->subject);
        QVERIFY(waitUntil([&] { return t->state(Step::Tls) == State::Running; }));
        t.reset();
        QCoreApplication::processEvents();
    }

private:
    TransportOptions trusting() const { return {.authorities = {m_authority->certificate()}}; }

    static void useProxy(ConnectionTestRun &t, const ScriptedProxy &proxy,
                         ProxyCredentials &credentials)
    {
        t.network.setProxy(
            QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.serverPort()));
        t.transport->useProxyCredentials(credentials);
    }

    std::unique_ptr<TestAuthority> m_authority;
};

ROOMKEEPER_TEST(QCoreApplication, TestConnectionTest);
#include "tst_connectiontest.moc"
