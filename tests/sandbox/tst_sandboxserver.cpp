#include "sandbox/http/httplistener.h"
#include "sandbox/http/requestbody.h"
#include "support/fixture.h"
#include "support/startedserver.h"
#include "support/testmain.h"
#include "support/wireclient.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMutex>
#include <QNetworkInterface>
#include <QTcpServer>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

class TestSandboxServer : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void connectionString()
    {
        const auto server = started();
        QCOMPARE(server->connectionString(),
                 u"endpoint=http://127.0.0.1:%1/;accesskey=%2"_s.arg(server->port())
                     .arg(QString::fromLatin1(TestService::keyText())));
        // Without a key each server generates one, as long as the service's.
        const auto ownKey = [] {
            const auto other = SandboxServer::start({});
            return (*other)->connectionString().section(u"accesskey="_s, 1);
        };
        const QString first = ownKey();
        const QString second = ownKey();
        QCOMPARE(QByteArray::fromBase64(first.toLatin1()).size(), 64);
        QVERIFY(first != second);
    }

    void requestsAreToldAndFaultsAreSwitched()
    {
        QMutex mutex;
        QList<HandledRequest> told;
        SandboxOptions options;
        options.onHandled = [&](const HandledRequest &request) {
            const QMutexLocker lock(&mutex);
            told.append(request);
        };
        const auto server = started(std::move(options));
        WireClient client(server->port());
        QCOMPARE(client.send("GET", "/rooms").status, 200);
        server->setFaults(*parseFaultRules("status=503@GET /rooms"));
        QCOMPARE(client.send("GET", "/rooms").status, 503);
        server->setFaults({});
        QCOMPARE(client.send("GET", "/rooms").status, 200);
        QCOMPARE(client.send("GET", "/rooms/99000000000000000").status, 404);
        const QMutexLocker lock(&mutex);
        QCOMPARE(told.size(), 4);
        QCOMPARE(told.at(0).method, QByteArray("GET"));
        QCOMPARE(told.at(0).path, QByteArray("/rooms")); // without the query
        QCOMPARE(told.at(0).status, 200);
        QVERIFY(told.at(0).at.ticks > 0);
        QCOMPARE(told.at(1).status, 503);
        QCOMPARE(toText(told.at(1).fault), QByteArray("status=503"));
        QCOMPARE(told.at(2).fault, Fault());
        QCOMPARE(told.at(3).status, 404);
    }

    void manyRequestsOnOneConnection()
    {
        const auto server = started();
        WireClient client(server->port());
        const Response created = client.send("POST", "/rooms", "{}");
        QCOMPARE(created.status, 201);
        // HTTP/1.1 keeps connections open by default.
        QVERIFY(created.header("Connection").isNull());
        const QByteArray path = "/rooms/" + created.header("Location");
        QCOMPARE(client.send("GET", path).body, created.body);
        QCOMPARE(client.send("PATCH", path, R"({"pstnDialOutEnabled":true})").status, 200);
        const Response deleted = client.send("DELETE", path);
        QCOMPARE(deleted.status, 204);
        QVERIFY(deleted.header("Content-Length").isNull());
        QCOMPARE(client.send("GET", path).status, 404);
        QCOMPARE(client.socket().state(), QAbstractSocket::ConnectedState);
    }

    void seededRoomsAndPageSize()
    {
        SandboxOptions options;
        options.rooms = 120;
        options.pageSize = 50;
        const auto server = started(std::move(options));
        WireClient client(server->port());
        const QJsonObject page = json(client.send("GET", "/rooms"));
        QCOMPARE(page.value("value"_L1).toArray().size(), 50);
        QVERIFY(page.value("nextLink"_L1)
                    .toString()
                    .startsWith(u"http://127.0.0.1:%1/rooms?nextLink="_s.arg(server->port())));
    }

    void requestsInOneWrite()
    {
        const auto server = started();
        WireClient client(server->port());
        client.write(client.requestText("POST", "/rooms", "{}")
                     + client.requestText("GET", "/rooms"));
        QCOMPARE(client.readAnswer().status, 201);
        QCOMPARE(json(client.readAnswer()).value("value"_L1).toArray().size(), 1);
    }

    void aRequestInPieces()
    {
        const auto server = started();
        WireClient client(server->port());
        const QByteArray text = client.requestText("POST", "/rooms", R"({"validFrom":null})");
        for (const QByteArray &piece :
             {text.first(10), text.sliced(10, text.size() - 15), text.last(5)}) {
            client.write(piece);
            QVERIFY(client.socket().waitForBytesWritten(patience));
        }
        QCOMPARE(client.readAnswer().status, 201);
    }

    void chunkedBody()
    {
        const auto server = started();
        WireClient client(server->port());
        const QByteArray text = client.requestText("POST", "/rooms", "{}");
        client.write(QByteArray(text)
                         .replace("Content-Length: 2", "Transfer-Encoding: chunked")
                         .replace("\r\n\r\n{}", "\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"));
        QCOMPARE(client.readAnswer().status, 201);
    }

    void closeWhenAsked()
    {
        const auto server = started();
        WireClient client(server->port());
        client.write(client.requestText("GET", "/rooms")
                         .replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        const Response response = client.readAnswer();
        QCOMPARE(response.status, 200);
        QCOMPARE(response.header("Connection"), "close");
        QVERIFY(client.isClosedByServer());
    }

    void anOldClientIsToldOfItsConnection()
    {
        const auto server = started();
        WireClient client(server->port());
        const QByteArray text = client.requestText("GET", "/rooms").replace("HTTP/1.1", "HTTP/1.0");
        client.write(QByteArray(text).replace("\r\n\r\n", "\r\nConnection: keep-alive\r\n\r\n"));
        QCOMPARE(client.readAnswer().header("Connection"), "keep-alive");
        client.write(text);
        QCOMPARE(client.readAnswer().header("Connection"), "close");
        QVERIFY(client.isClosedByServer());
    }

    void headHasNoBody()
    {
        const auto server = started();
        WireClient client(server->port());
        client.write(client.requestText("HEAD", "/rooms") + client.requestText("GET", "/rooms"));
        QByteArray all;
        while (!all.endsWith(R"({"value":[]})") && client.socket().waitForReadyRead(patience))
            all += client.socket().readAll();
        QVERIFY(all.startsWith("HTTP/1.1 405"));
        QVERIFY(all.contains("\r\n\r\nHTTP/1.1 200"));
    }

    void tooLargeABody_data()
    {
        QTest::addColumn<bool>("asksFirst");
        QTest::newRow("sent at once") << false;
        QTest::newRow("Expect: 100-continue") << true;
    }

    void tooLargeABody()
    {
        QFETCH(bool, asksFirst);
        const auto server = started();
        WireClient client(server->port());
        QByteArray text = client.requestText("POST", "/rooms", QByteArray(1024 * 1024 + 1, ' '));
        if (asksFirst) {
            text.replace("Content-Length", "Expect: 100-continue\r\nContent-Length");
            text.truncate(text.indexOf("\r\n\r\n") + 4);
        }
        client.write(text);
        const Response response = client.readAnswer();
        QCOMPARE(response.status, 413);
        QVERIFY(!errorCode(response).isEmpty());
        QVERIFY(client.isClosedByServer());
    }

    /// Its size is not known in advance.
    void chunksUpToAMebibyte_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("status");
        QTest::newRow("1 MiB") << 1024 * 1024 << 201;
        QTest::newRow("a byte more") << 1024 * 1024 + 1 << 413;
    }

    void chunksUpToAMebibyte()
    {
        QFETCH(int, size);
        QFETCH(int, status);
        const auto server = started();
        WireClient client(server->port());
        const QByteArray body = '{' + QByteArray(size - 2, ' ') + '}';
        const QByteArray text = client.requestText("POST", "/rooms", body);
        const QByteArray length = "Content-Length: " + QByteArray::number(size);
        QVERIFY(text.contains(length));
        QByteArray chunked = text.chopped(size).replace(length, "Transfer-Encoding: chunked");
        for (qsizetype at = 0; at < size; at += 100'000) {
            const QByteArray chunk = body.mid(at, 100'000);
            chunked += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
        }
        client.write(chunked + "0\r\n\r\n");
        QCOMPARE(client.readAnswer().status, status);
    }

    void continues()
    {
        const auto server = started();
        WireClient client(server->port());
        const QByteArray text =
            client.requestText("POST", "/rooms", "{}")
                .replace("Content-Length", "Expect: 100-continue\r\nContent-Length");
        client.write(text.chopped(2));
        QCOMPARE(client.readAnswer().status, 100);
        client.write("{}");
        QCOMPARE(client.readAnswer().status, 201);
    }

    void whatIsNoRequest_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::newRow("words") << QByteArray("hello there\r\n\r\n") << 400 << u"BadRequest"_s;
        QTest::newRow("bad length")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n") << 400 << u"BadRequest"_s;
        QTest::newRow("64 KiB of header")
            << "GET / HTTP/1.1\r\nX: " + QByteArray(64 * 1024, 'x') + "\r\n\r\n"
            << 431 << u"RequestHeaderFieldsTooLarge"_s;
    }

    void whatIsNoRequest()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, status);
        QFETCH(QString, code);
        const auto server = started();
        WireClient client(server->port());
        client.write(text);
        const Response response = client.readAnswer();
        QCOMPARE(response.status, status);
        QCOMPARE(errorCode(response), code);
        QVERIFY(!errorMessage(response).isEmpty());
        QCOMPARE(response.header("x-ms-error-code"), code.toLatin1());
        QVERIFY(!response.header("Date").isEmpty());
        QVERIFY(!response.header("MS-CV").isEmpty());
        QVERIFY(client.isClosedByServer());
    }

    void aLargeHeader()
    {
        const auto server = started();
        WireClient client(server->port());
        const QByteArray text = client.requestText("GET", "/rooms");
        const qsizetype missing = HttpListener::maxHeaderSize - text.size() - 64;
        client.write(QByteArray(text).replace("\r\n\r\n",
                                              "\r\nX: " + QByteArray(missing, 'x') + "\r\n\r\n"));
        QCOMPARE(client.readAnswer().status, 200);
        // The connection stays open afterwards.
        QCOMPARE(client.send("GET", "/rooms").status, 200);
    }

    void defaults()
    {
        const HttpListener::Limits limits;
        QCOMPARE(limits.connections, 1024);
        QCOMPARE(limits.request, std::chrono::seconds(30));
        QCOMPARE(limits.idle, std::chrono::minutes(5));
        QCOMPARE(HttpListener::Settings().limits.connections, limits.connections);
        QCOMPARE(HttpListener::Settings().limits.request, limits.request);
        QCOMPARE(HttpListener::maxHeaderSize, 64U * 1024);
        QCOMPARE(RequestBody::largest, 1024 * 1024);
    }

    void loopbackOnly_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("HTTP") << false;
        QTest::newRow("HTTPS") << true;
    }

    /// Not reachable from other machines: it listens on two addresses of this machine.
    void loopbackOnly()
    {
        QFETCH(bool, tls);
        const auto server = started({.tls = tls});
        QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
        addresses.append(QHostAddress(u"127.0.0.2"_s)); // another address of this machine
        addresses.removeAll(QHostAddress(QHostAddress::LocalHost));
        addresses.removeAll(QHostAddress(QHostAddress::LocalHostIPv6));
        for (const QHostAddress &address : addresses) {
            QTcpSocket other;
            other.connectToHost(address, server->port());
            QVERIFY2(!other.waitForConnected(patience), qPrintable(address.toString()));
            QVERIFY2(other.error() == QAbstractSocket::ConnectionRefusedError
                         || other.error() == QAbstractSocket::NetworkError,
                     qPrintable(address.toString() + u": "_s + other.errorString()));
        }
        QTcpSocket own;
        own.connectToHost(QHostAddress(QHostAddress::LocalHost), server->port());
        QVERIFY(own.waitForConnected(patience));
    }

    void ipv6()
    {
        const auto server = started({.rooms = 1});
        const QHostAddress address(QHostAddress::LocalHostIPv6);
        WireClient client(server->port(), {}, address);
        if (!QNetworkInterface::allAddresses().contains(address))
            QSKIP("This computer has no ::1.");
        QCOMPARE(client.send("GET", "/rooms").status, 200);
        QCOMPARE(client.send("POST", "/rooms", "{}").status, 201);
        WireClient other(server->port());
        QCOMPARE(json(other.send("GET", "/rooms")).value("value"_L1).toArray().size(), 2);
    }

    void hosts_data()
    {
        QTest::addColumn<QHostAddress>("host");
        QTest::addColumn<QHostAddress>("other");
        QTest::addColumn<bool>("isOtherServed");
        const QHostAddress loopback(QHostAddress::LocalHost);
        const QHostAddress second(u"127.0.0.2"_s);
        QTest::newRow("one") << second << loopback << false;
        QTest::newRow("all of IPv4") << QHostAddress(QHostAddress::AnyIPv4) << second << true;
        QTest::newRow("all") << QHostAddress(QHostAddress::AnyIPv6) << second << true;
        for (const QHostAddress &own : QNetworkInterface::allAddresses()) {
            if (own.isLoopback() || !own.scopeId().isEmpty())
                continue;
            QTest::addRow("one: %s", qPrintable(own.toString())) << own << loopback << false;
            QTest::addRow("all: %s", qPrintable(own.toString()))
                << QHostAddress(QHostAddress::AnyIPv6) << own << true;
        }
    }

    void hosts()
    {
        QFETCH(const QHostAddress, host);
        QFETCH(const QHostAddress, other);
        QFETCH(const bool, isOtherServed);
        const auto server = started({.host = host});
        QTcpSocket socket;
        socket.connectToHost(other, server->port());
        QCOMPARE(socket.waitForConnected(patience), isOtherServed);
        if (!isOtherServed) {
            WireClient client(server->port(), {}, host);
            QCOMPARE(client.send("GET", "/rooms").status, 200);
        }
    }

    void aPortThatIsTakenOnIpv6()
    {
        QTcpServer other;
        if (!other.listen(QHostAddress::LocalHostIPv6))
            QSKIP("This computer has no ::1.");
        const auto server = SandboxServer::start({.port = other.serverPort()});
        QVERIFY(!server.has_value());
        QCOMPARE(server.error().message, u"Port %1 is already in use."_s.arg(other.serverPort()));
    }

    void latency()
    {
        SandboxOptions options;
        options.latency = std::chrono::milliseconds(150);
        const auto server = started(std::move(options));
        WireClient client(server->port());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(client.send("GET", "/rooms").status, 200);
        QVERIFY(timer.elapsed() >= 150);
    }

    void aPortThatIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        SandboxOptions options;
        options.port = other.serverPort();
        const auto server = SandboxServer::start(std::move(options));
        QVERIFY(!server.has_value());
        QCOMPARE(server.error().kind, ErrorKind::Network);
        QCOMPARE(server.error().message, u"Port %1 is already in use."_s.arg(other.serverPort()));
    }

    void itEndsWithConnectionsOpen()
    {
        auto server = started();
        WireClient idle(server->port());
        WireClient half(server->port());
        QCOMPARE(idle.send("GET", "/rooms").status, 200);
        half.write("GET /rooms");
        QVERIFY(half.socket().waitForBytesWritten(patience));
        server.reset();
        QVERIFY(idle.isClosedByServer());
        QVERIFY(half.isClosedByServer());
    }

    void manyConnections()
    {
        const auto server = started();
        std::vector<std::unique_ptr<WireClient>> clients;
        for (int i = 0; i < 100; ++i)
            clients.push_back(std::make_unique<WireClient>(server->port()));
        for (const auto &client : clients)
            client->write(client->requestText("POST", "/rooms", "{}"));
        for (const auto &client : clients)
            QCOMPARE(client->readAnswer().status, 201);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxServer);
#include "tst_sandboxserver.moc"
