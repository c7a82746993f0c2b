#include "sandbox/http/httplistener.h"
#include "support/fixture.h"
#include "support/sandboxprogram.h"
#include "support/testmain.h"
#include "support/wireclient.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

/// The median duration of the same GET, repeated on one connection.
Clock::duration usualTime(WireClient &client, int times)
{
    const QByteArray text = client.requestText("GET", "/rooms");
    std::vector<Clock::duration> taken;
    for (int i = 0; i < times; ++i) {
        const auto start = Clock::now();
        client.write(text);
        if (client.readAnswer().status == 200)
            taken.push_back(Clock::now() - start);
    }
    Q_ASSERT(taken.size() == static_cast<size_t>(times));
    const auto middle = taken.begin() + times / 2;
    std::ranges::nth_element(taken, middle);
    return *middle;
}

/// This many idle connections.
std::vector<std::unique_ptr<QTcpSocket>> idleConnections(quint16 port, int count)
{
    std::vector<std::unique_ptr<QTcpSocket>> idle;
    for (int i = 0; i < count; ++i) {
        idle.push_back(std::make_unique<QTcpSocket>());
        idle.back()->connectToHost(u"127.0.0.1"_s, port);
        idle.back()->waitForConnected(patience);
    }
    return idle;
}

/// A listener with other limits that responds to everything with `{}`.
std::unique_ptr<HttpListener> listening(const HttpListener::Limits &limits,
                                        std::optional<ServerCertificate> certificate = {})
{
    auto listener = HttpListener::bind({.certificate = std::move(certificate), .limits = limits});
    Q_ASSERT(listener.has_value());
    (*listener)->serve([](const Request &) { return Reply{jsonResponse(200, "{}")}; });
    return std::move(*listener);
}

bool isServed(WireClient &client)
{
    client.write(client.plainText("GET", "/"));
    return client.readAnswer().status == 200;
}

bool isServed(quint16 port)
{
    WireClient client(port);
    return isServed(client);
}

} // namespace

class TestSandboxLimits : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void aSenderThatStops_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("in the request line") << QByteArray("GET /ro");
        QTest::newRow("in the header") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n");
        QTest::newRow("in the body")
            << QByteArray("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n{");
        QTest::newRow("after it was told to continue")
            << QByteArray("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n"
                          "Expect: 100-continue\r\n\r\n");
    }

    void aSenderThatStops()
    {
        QFETCH(QByteArray, text);
        const auto listener = listening({.request = 100ms});
        WireClient slow(listener->port());
        QElapsedTimer since;
        since.start();
        slow.write(text);
        QVERIFY(slow.isClosedByServer());
        QVERIFY2(since.elapsed() >= 100, qPrintable(QString::number(since.elapsed())));
        QVERIFY(isServed(listener->port()));
    }

    /// Each byte is in time, but the whole is not.
    void aSenderThatDribbles_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("header") << QByteArray("GET / HTTP/1.1\r\nX: ");
        QTest::newRow("body") << QByteArray(
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n");
    }

    void aSenderThatDribbles()
    {
        QFETCH(QByteArray, start);
        const auto listener = listening({.request = 200ms});
        WireClient slow(listener->port());
        QElapsedTimer since;
        since.start();
        slow.write(start);
        bool isClosed = false;
        for (int i = 0; i < 2000 && !isClosed; ++i) {
            slow.write("x");
            isClosed = slow.socket().waitForDisconnected(10);
        }
        QVERIFY(isClosed);
        QVERIFY2(since.elapsed() >= 200, qPrintable(QString::number(since.elapsed())));
    }

    void aHandshakeThatStops()
    {
        const auto certificate = makeServerCertificate(QDateTime::currentDateTimeUtc());
        QVERIFY(certificate.has_value());
        const auto listener = listening({.request = 300ms}, *certificate);
        QElapsedTimer since;
        since.start();
        WireClient silent(listener->port());
        QVERIFY(silent.isClosedByServer());
        QVERIFY2(since.elapsed() >= 300, qPrintable(QString::number(since.elapsed())));
        WireClient regular(listener->port(), certificate->certificate);
        QVERIFY(isServed(regular));
    }

    void anIdleConnection()
    {
        const auto listener = listening({.idle = 100ms});
        QElapsedTimer since;
        since.start();
        WireClient fresh(listener->port());
        QVERIFY(fresh.isClosedByServer());
        QVERIFY2(since.elapsed() >= 100, qPrintable(QString::number(since.elapsed())));
        WireClient used(listener->port());
        since.start();
        QVERIFY(isServed(used));
        QVERIFY(used.isClosedByServer());
        QVERIFY2(since.elapsed() >= 100, qPrintable(QString::number(since.elapsed())));
    }

    void oneTooMany()
    {
        const auto listener = listening({.connections = 3});
        std::vector<std::unique_ptr<WireClient>> clients;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(std::make_unique<WireClient>(listener->port()));
            QVERIFY(isServed(*clients.back()));
        }
        WireClient tooMany(listener->port());
        QVERIFY(tooMany.isClosedByServer());
        QCOMPARE(tooMany.readToEnd(), QByteArray());
        for (const auto &client : clients)
            QVERIFY(isServed(*client));
        // A closed connection frees a place after the server has noticed.
        clients.pop_back();
        bool isThereRoom = false;
        QTRY_VERIFY_WITH_TIMEOUT(isThereRoom || (isThereRoom = isServed(listener->port())),
                                 patience);
    }

    /// With 500 idle connections, requests are as fast as with none. Both are measured in turns, so
    /// that other load affects both; with several tries, because it may affect only one of them.
    void idleOnesDoNotDelayABusyOne()
    {
        constexpr int tries = 8;
        constexpr int times = 200;
        constexpr int most = 2;
        SandboxProgram program({u"--access-key"_s, QString::fromLatin1(TestService::keyText())});
        WireClient busy(program.port());
        QCOMPARE(busy.send("GET", "/rooms").status, 200);
        double ratio = 0;
        for (int i = 0; i < tries; ++i) {
            const auto alone = usualTime(busy, times);
            const auto idle = idleConnections(program.port(), 500);
            const auto together = usualTime(busy, times);
            for (const auto &socket : idle)
                QCOMPARE(socket->state(), QAbstractSocket::ConnectedState);
            ratio = std::chrono::duration<double>(together) / alone;
            if (ratio <= most)
                break;
        }
        QVERIFY2(ratio <= most, qPrintable(u"%1 times as long"_s.arg(ratio)));
    }

    /// The program's own limit, with all places idle except one.
    void manyIdleOnesAndOneTooMany()
    {
        constexpr int places = 1024;
        constexpr rlim_t needed = places + 200;
        rlimit files = {};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &files), 0);
        if (files.rlim_max < needed)
            QSKIP("This system grants too few file descriptors.");
        files.rlim_cur = std::max(files.rlim_cur, needed);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &files), 0);

        SandboxProgram program({u"--access-key"_s, QString::fromLatin1(TestService::keyText())});
        WireClient busy(program.port());
        QCOMPARE(busy.send("GET", "/rooms").status, 200);
        const auto idle = idleConnections(program.port(), places - 1);
        for (int i = 0; i < 50; ++i)
            QCOMPARE(busy.send("GET", "/rooms").status, 200);
        WireClient tooMany(program.port());
        QVERIFY(tooMany.isClosedByServer());
        QCOMPARE(busy.send("GET", "/rooms").status, 200);
        // No existing connection was closed.
        for (const auto &socket : idle)
            QCOMPARE(socket->state(), QAbstractSocket::ConnectedState);
        QVERIFY(program.end(SIGTERM));
        QCOMPARE(program.process().exitCode(), 0);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxLimits);
#include "tst_sandboxlimits.moc"
