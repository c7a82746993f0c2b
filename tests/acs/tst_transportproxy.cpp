#include "support/fixture.h"
#include "support/scriptedproxy.h"
#include "support/tlsserver.h"
#include "support/transporttest.h"

#include "acs/proxy/proxycredentials.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

namespace {

const QByteArray user = "anna";
const QByteArray password = "marker-secret-of-the-proxy";

/// A transport to an HTTPS service through a proxy.
struct ProxyBench
{
    TestAuthority authority;
    TlsServer service{authority.issue()};
    ScriptedProxy proxy{user, password};
    ProxyCredentials credentials;
    QSignalSpy wanted{&credentials, &ProxyCredentials::requested};
    Bench bench;

    /// `endpoint`: default: that of the service.
    explicit ProxyBench(const QString &endpoint = {})
        : bench({.firstDelay = atOnce, .authorities = {authority.certificate()}},
                endpoint.isEmpty() ? service.endpoint() : endpoint)
    {
        bench.network.setProxy(
            QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.serverPort()));
        bench.transport->useProxyCredentials(credentials);
    }

    void giveRight()
    {
        credentials.give(proxy.name(), QString::fromLatin1(user), QString::fromLatin1(password));
    }
};

} // namespace

/// Proxies that require a password: asked for once, kept, nothing sent twice.
class TestTransportProxy : public roomkeeper::tests::ProxyFixture
{
    Q_OBJECT

private slots:
    void thePasswordIsAskedForOnce()
    {
        ProxyBench t;
        QSignalSpy activity(t.bench.transport.get(), &Transport::attemptFinished);
        const Ending first(t.bench.send(newUser)); // nothing has been sent, so it may continue
        const Ending second(t.bench.send(getRooms));
        const Ending third(t.bench.send(patchRoom));
        QTRY_COMPARE(activity.size(), 3);
        QCOMPARE(t.wanted.size(), 1);
        QCOMPARE(t.wanted.first().first().toString(), t.proxy.name());
        QCOMPARE(t.bench.transport->pending(), 3);
        QCOMPARE(t.bench.transport->pendingChanges(), 2);
        QVERIFY(t.bench.transport->retries().isEmpty());
        QVERIFY(!first.isThere());

        t.giveRight();
        QVERIFY(first.result().has_value());
        QVERIFY(second.result().has_value());
        QVERIFY(third.result().has_value());
        QVERIFY(t.bench.ask(deleteRoom).has_value());
        QCOMPARE(t.wanted.size(), 1);
        QCOMPARE(t.service.requests().size(), 4); // each once
        for (const QByteArray &head : t.service.requests())
            QVERIFY(!head.toLower().contains("proxy-authorization"));
        for (const QByteArray &line : t.proxy.asked())
            QVERIFY2(line.startsWith("CONNECT 127.0.0.1:"), line.constData());
        QCOMPARE(activity.last().first().value<ActivityRecord>().attempt, 1);
    }

    void whatIsKnownIsUsedWithoutAsking()
    {
        ProxyBench t;
        t.giveRight();
        QVERIFY(t.bench.ask(newUser).has_value());
        QCOMPARE(t.wanted.size(), 0);
        QCOMPARE(t.service.requests().size(), 1);

        // From another transport, too.
        Bench other({.firstDelay = atOnce, .authorities = {t.authority.certificate()}},
                    t.service.endpoint());
        other.network.setProxy(t.bench.network.proxy());
        other.transport->useProxyCredentials(t.credentials);
        QVERIFY(other.ask(patchRoom).has_value());
        QCOMPARE(t.wanted.size(), 0);
        QCOMPARE(t.service.requests().size(), 2);
    }

    void aWrongPasswordIsAskedForAgain()
    {
        ProxyBench t;
        const Ending call(t.bench.send(newUser));
        QTRY_COMPARE(t.wanted.size(), 1);
        t.credentials.give(t.proxy.name(), u"anna"_s, u"wrong"_s);
        QTRY_COMPARE(t.wanted.size(), 2);
        QVERIFY(!call.isThere());
        QVERIFY(t.proxy.turnedAway() < 10); // not offered for ever
        QCOMPARE(t.proxy.offered().size(), 1);
        t.giveRight();
        QVERIFY(call.result().has_value());
        QCOMPARE(t.wanted.size(), 2);
        QCOMPARE(t.service.requests().size(), 1);
    }

    void declined()
    {
        ProxyBench t;
        const Ending change(t.bench.send(patchRoom));
        const Ending read(t.bench.send(getRooms));
        QTRY_COMPARE(t.wanted.size(), 1);
        QTRY_COMPARE(t.proxy.turnedAway(), 2);
        t.credentials.decline(t.proxy.name());
        for (const Ending *call : {&change, &read}) {
            QCOMPARE(call->error().kind, ErrorKind::Network); // nothing was changed
            QCOMPARE(call->error().message, u"The proxy requires a user name and password."_s);
        }
        QCOMPARE(t.service.requests().size(), 0);
        // A new request asks again.
        const Ending again(t.bench.send(getRooms));
        QTRY_COMPARE(t.wanted.size(), 2);
        again.cancel();
        QCOMPARE(again.error().kind, ErrorKind::Cancelled);
    }

    void waitingForItCanBeGivenUp()
    {
        ProxyBench t;
        const Ending change(t.bench.send(patchRoom));
        const Ending other(t.bench.send(newUser));
        QTRY_COMPARE(t.wanted.size(), 1);
        QTRY_COMPARE(t.proxy.turnedAway(), 2);
        change.cancel();
        QCOMPARE(change.error().kind, ErrorKind::Cancelled);
        QCOMPARE(t.bench.transport->pending(), 1);
        t.bench.transport.reset();
        QCOMPARE(other.error().kind, ErrorKind::Cancelled);
        t.giveRight(); // there is nobody to receive it
        QCOMPARE(t.service.requests().size(), 0);
    }

    void plainRequestsToo()
    {
        ProxyBench t(u"http://127.0.0.1:9"_s); // the proxy answers by itself
        const Ending read(t.bench.send(getRooms));
        const Ending change(t.bench.send(patchRoom));
        QTRY_COMPARE(t.wanted.size(), 1);
        t.giveRight();
        QVERIFY(read.result().has_value());
        QVERIFY(change.result().has_value());
        QCOMPARE(t.wanted.size(), 1);
    }

    void withoutAnybodyToAsk()
    {
        ScriptedProxy proxy(user, password);
        Bench bench({.firstDelay = atOnce}, u"https://127.0.0.1:9"_s);
        bench.network.setProxy(
            QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.serverPort()));
        const Error error = bench.failureOf(patchRoom);
        QCOMPARE(error.kind, ErrorKind::Network);
        QCOMPARE(error.message, u"The proxy requires a user name and password."_s);
        QCOMPARE(error.attempts, 1);
    }

    /// The password is for the proxy: a service that requests it does not get it.
    void aServiceThatPretendsToBeAProxy()
    {
        Bench bench;
        ProxyCredentials credentials;
        QSignalSpy wanted(&credentials, &ProxyCredentials::requested);
        bench.transport->useProxyCredentials(credentials);
        credentials.give(u"127.0.0.1:%1"_s.arg(bench.server.serverPort()), u"anna"_s,
                         u"marker-secret-of-the-proxy"_s);
        bench.server.enqueue(
            ScriptedServer::answer(407, "{}", "Proxy-Authenticate: Basic realm=\"test\"\r\n"));
        QCOMPARE(bench.failureOf(getRooms).kind, ErrorKind::Network);
        QCOMPARE(wanted.size(), 0);
        for (const SeenRequest &seen : bench.server.requests())
            QVERIFY(!seen.headers.contains("proxy-authorization"));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportProxy);
#include "tst_transportproxy.moc"
