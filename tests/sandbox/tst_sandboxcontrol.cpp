#include "support/fixture.h"
#include "support/startedserver.h"
#include "support/testmain.h"
#include "support/wireclient.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

QJsonArray logOf(WireClient &client)
{
    client.write(client.plainText("GET", "/sandbox/log"));
    return json(client.readAnswer()).value("requests"_L1).toArray();
}

} // namespace

/// The control endpoints on the wire; tst_sandboxfaultinjector tests their contents.
class TestSandboxControl : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void faultsWhileItRuns()
    {
        const auto server = started({.control = true});
        WireClient client(server->port());
        WireClient control(server->port());
        QCOMPARE(client.send("GET", "/rooms").status, 200);
        control.write(control.plainText("PUT", "/sandbox/faults", "drop@POST /rooms?count=1"));
        QCOMPARE(control.readAnswer().status, 204);
        client.write(client.requestText("POST", "/rooms", "{}"));
        QCOMPARE(client.readToEnd(), QByteArray());

        const QJsonArray log = logOf(control);
        QCOMPARE(log.size(), 2);
        const QJsonObject dropped = log[1].toObject();
        QCOMPARE(dropped.value("method"_L1).toString(), u"POST"_s);
        QCOMPARE(dropped.value("status"_L1).toInt(), 201);
        QCOMPARE(dropped.value("fault"_L1).toString(), u"drop"_s);
        // Both on the first connection.
        QCOMPARE(log[0].toObject().value("connection"_L1).toInt(), 1);
        QCOMPARE(dropped.value("connection"_L1).toInt(), 1);

        control.write(control.plainText("PUT", "/sandbox/faults", "drop@"));
        QCOMPARE(control.readAnswer().status, 400);
        control.write(control.plainText("DELETE", "/sandbox/log"));
        QCOMPARE(control.readAnswer().status, 204);
        QCOMPARE(logOf(control).size(), 0);
    }

    void whatCouldNotBeReadIsLogged()
    {
        const auto server = started({.control = true});
        WireClient lost(server->port());
        lost.write("hello there\r\n\r\n");
        QCOMPARE(lost.readAnswer().status, 400);
        WireClient control(server->port());
        const QJsonArray log = logOf(control);
        QCOMPARE(log.size(), 1);
        QCOMPARE(log[0].toObject().value("status"_L1).toInt(), 400);
        QCOMPARE(log[0].toObject().value("method"_L1).toString(), QString());
    }

    void noWebPageControlsIt_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        QTest::newRow("address") << QByteArray("Host: 127.0.0.1:8080\r\n") << 200;
        QTest::newRow("without a port") << QByteArray("Host: 127.0.0.1\r\n") << 200;
        QTest::newRow("IPv6") << QByteArray("Host: [::1]:8080\r\n") << 200;
        QTest::newRow("name") << QByteArray("Host: LocalHost:8080\r\n") << 200;
        QTest::newRow("given name") << QByteArray("Host: Sandbox.Example:8080\r\n") << 200;
        QTest::newRow("given name of containers") << QByteArray("Host: my_sandbox\r\n") << 200;
        QTest::newRow("name under a given one")
            << QByteArray("Host: rebound.sandbox.example\r\n") << 403;
        QTest::newRow("another name") << QByteArray("Host: rebound.example:8080\r\n") << 403;
        QTest::newRow("another address") << QByteArray("Host: 192.0.2.1:8080\r\n") << 403;
        QTest::newRow("name that begins alike")
            << QByteArray("Host: 127.0.0.1.rebound.example\r\n") << 403;
        QTest::newRow("user part") << QByteArray("Host: 127.0.0.1@rebound.example\r\n") << 403;
        QTest::newRow("empty host") << QByteArray("Host:\r\n") << 403;
        QTest::newRow("origin") << QByteArray(
            "Host: 127.0.0.1\r\nOrigin: http://rebound.example\r\n")
                                << 403;
        QTest::newRow("opaque origin") << QByteArray("Host: 127.0.0.1\r\nOrigin: null\r\n") << 403;
        QTest::newRow("empty origin") << QByteArray("Host: 127.0.0.1\r\nOrigin:\r\n") << 403;
    }

    void noWebPageControlsIt()
    {
        QFETCH(const QByteArray, headers);
        QFETCH(const int, status);
        const auto server =
            started({.names = {u"sandbox.example"_s, u"my_sandbox"_s}, .control = true});
        WireClient client(server->port());
        client.write("GET /sandbox/log HTTP/1.1\r\n" + headers + "\r\n");
        QCOMPARE(client.readAnswer().status, status);
    }

    void aRequestNeedsOneHost_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<int>("status");
        QTest::newRow("HTTP/1.1 without") << QByteArray("HTTP/1.1\r\n") << 400;
        QTest::newRow("HTTP/1.1 with two")
            << QByteArray("HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\n") << 400;
        QTest::newRow("HTTP/1.0 without: not signed") << QByteArray("HTTP/1.0\r\n") << 401;
    }

    void aRequestNeedsOneHost()
    {
        QFETCH(const QByteArray, lines);
        QFETCH(const int, status);
        const auto server = started();
        WireClient client(server->port());
        client.write("GET /rooms?api-version=2025-03-13 " + lines + "\r\n");
        QCOMPARE(client.readAnswer().status, status);
    }

    void notWithoutBeingAsked()
    {
        const auto server = started();
        WireClient client(server->port());
        client.write(client.plainText("GET", "/sandbox/log"));
        QCOMPARE(client.readAnswer().status, 401);
        QCOMPARE(client.send("GET", "/sandbox/log").status, 404);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxControl);
#include "tst_sandboxcontrol.moc"
