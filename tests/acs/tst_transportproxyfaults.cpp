#include "support/fixture.h"
#include "support/testmain.h"
#include "support/transporttest.h"

#include <QCoreApplication>
#include <QTcpSocket>

#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A transport to an HTTPS service behind a proxy.
struct ProxiedBench : Bench
{
    ProxiedBench(quint16 proxyPort, const TransportOptions &options)
        : Bench(options, Wire::Tls)
    {
        server.enqueue(ScriptedServer::answer(200, "{}"));
        network.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxyPort));
    }
};

} // namespace

/// Proxies that fail before there is a tunnel: nothing has reached the service, so no outcome is
/// unknown.
class TestTransportProxyFaults : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void rejected()
    {
        QTcpSocket holder; // bound, not listening: nobody else can use the port
        QVERIFY(holder.bind(QHostAddress::LocalHost));
        for (const Request &request : {getRooms, patchRoom, newUser}) {
            ProxiedBench bench(holder.localPort(), {.firstDelay = atOnce});
            const Error error = bench.failureOf(request);
            QCOMPARE(error.kind, ErrorKind::Network);
            QCOMPARE(error.attempts, request.delivery == Delivery::AtMostOnce ? 1 : 4);
            QCOMPARE(bench.server.connections(), 0);
        }
    }

    void noTunnel_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("says");
        QTest::addColumn<int>("attempts"); // of repeatable requests
        const auto row = [](int status, const QString &says, int attempts) {
            QTest::addRow("%d", status) << status << says << attempts;
        };
        row(400, u"The network failed."_s, 4);
        row(403, u"The network failed."_s, 4);
        row(404, u"No host of this name was found."_s, 1);
        row(502, u"The network failed."_s, 4);
        row(503, u"The connection was refused."_s, 4);
        row(504, u"The network failed."_s, 4);
    }

    void noTunnel()
    {
        QFETCH(int, status);
        QFETCH(QString, says);
        QFETCH(int, attempts);
        for (const Request &request : {getRooms, createRoom, patchRoom, deleteRoom, newUser}) {
            ScriptedServer proxy;
            proxy.enqueue(ScriptedServer::answer(status, "No tunnel."));
            ProxiedBench bench(proxy.serverPort(), {.firstDelay = atOnce});
            const Error error = bench.failureOf(request);
            QCOMPARE(error.kind, ErrorKind::Network);
            QCOMPARE(error.message, says);
            QCOMPARE(error.httpStatus, 0); // the status was the proxy's
            QCOMPARE(error.attempts, request.delivery == Delivery::AtMostOnce ? 1 : attempts);
            QCOMPARE(bench.server.connections(), 0);
            QVERIFY(!proxy.requests().isEmpty());
            for (const SeenRequest &seen : proxy.requests())
                QCOMPARE(seen.method, QByteArray("CONNECT"));
        }
    }

    /// Qt 6.4 does not notice that a proxy closes the connection before it has responded: only the
    /// time-out does.
    void noAnswer_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Then>("then");
        QTest::newRow("silent") << QByteArray() << Then::KeepOpen;
        QTest::newRow("closes") << QByteArray() << Then::Close;
        QTest::newRow("resets") << QByteArray() << Then::Reset;
        QTest::newRow("closes in its answer") << QByteArray("HTTP/1.1 200 Conn") << Then::Close;
    }

    void noAnswer()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Then, then);
        ScriptedServer proxy;
        proxy.enqueue(bytes, then);
        const TransportOptions options{
            .attemptTimeout = 300ms, .maxAttempts = 2, .firstDelay = atOnce};
        std::vector<std::unique_ptr<ProxiedBench>> benches;
        std::vector<std::unique_ptr<Ending>> endings;
        for (const Request &request : {getRooms, createRoom, patchRoom, deleteRoom, newUser}) {
            benches.push_back(std::make_unique<ProxiedBench>(proxy.serverPort(), options));
            endings.push_back(std::make_unique<Ending>(benches.back()->send(request)));
        }
        for (const auto &ending : endings) {
            const ErrorKind kind = ending->error().kind;
            QVERIFY(kind == ErrorKind::Timeout || kind == ErrorKind::Network); // a newer Qt
        }
        for (const auto &bench : benches)
            QCOMPARE(bench->server.connections(), 0);
    }

    /// After the tunnel is established it is TLS, and fails like any other handshake.
    void theTunnelIsLost()
    {
        for (const Request &request : {getRooms, patchRoom, newUser}) {
            ScriptedServer proxy;
            proxy.enqueue("HTTP/1.1 200 Connection established\r\n\r\n", Then::Close);
            ProxiedBench bench(proxy.serverPort(), {.attemptTimeout = 300ms, .firstDelay = atOnce});
            const Error error = bench.failureOf(request);
            QCOMPARE(error.kind, ErrorKind::Network);
            QVERIFY2(error.message.contains(u"connection was closed"_s), qPrintable(error.message));
            QCOMPARE(error.attempts, request.delivery == Delivery::AtMostOnce ? 1 : 4);
            QCOMPARE(bench.server.connections(), 0);
        }
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportProxyFaults);
#include "tst_transportproxyfaults.moc"
