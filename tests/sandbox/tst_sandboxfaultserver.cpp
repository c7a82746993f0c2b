#include "support/fixture.h"
#include "support/startedserver.h"
#include "support/testmain.h"
#include "support/wireclient.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

#include <fcntl.h>
#include <sys/socket.h>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<SandboxServer> withFaults(const QByteArray &rules, int rooms = 0)
{
    const auto parsed = parseFaultRules(rules);
    Q_ASSERT(parsed.has_value());
    return started({.rooms = rooms, .participants = 0, .seed = 1, .faults = *parsed});
}

qsizetype roomCount(quint16 port)
{
    WireClient client(port);
    return json(client.send("GET", "/rooms")).value("value"_L1).toArray().size();
}

} // namespace

/// Each fault as a client sees it.
class TestSandboxFaultServer : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void status_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::newRow("503") << QByteArray("status=503") << 503 << u"ServiceUnavailable"_s
                             << QByteArray();
        QTest::newRow("429") << QByteArray("status=429/retry-after=2") << 429
                             << u"TooManyRequests"_s << QByteArray("2");
        QTest::newRow("401") << QByteArray("status=401") << 401 << u"Denied"_s << QByteArray();
        QTest::newRow("507") << QByteArray("status=507") << 507 << u"Fault"_s << QByteArray();
    }

    void status()
    {
        QFETCH(QByteArray, rule);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QByteArray, retryAfter);
        const auto server = withFaults(rule + "@POST /rooms?count=1");
        WireClient client(server->port());
        const Response response = client.send("POST", "/rooms", "{}");
        QCOMPARE(response.status, status);
        QCOMPARE(errorCode(response), code);
        QVERIFY(!errorMessage(response).isEmpty());
        QCOMPARE(response.header("x-ms-error-code"), code.toLatin1());
        QCOMPARE(response.header("Retry-After"), retryAfter);
        QVERIFY(!response.header("MS-CV").isEmpty());
        QVERIFY(!response.header("Date").isEmpty());
        // It had no effect, and the connection can still be used.
        QCOMPARE(json(client.send("GET", "/rooms")).value("value"_L1).toArray().size(), 0);
        QCOMPARE(client.send("POST", "/rooms", "{}").status, 201);
    }

    void aStatusWithoutABody()
    {
        const auto server = withFaults("status=204@POST /rooms");
        WireClient client(server->port());
        const Response response = client.send("POST", "/rooms", "{}");
        QCOMPARE(response.status, 204);
        QVERIFY(response.header("Content-Length").isNull());
        QCOMPARE(client.send("GET", "/rooms").status, 200);
    }

    void noAnswer_data()
    {
        QTest::addColumn<QByteArray>("action");
        QTest::newRow("drop") << QByteArray("drop");
        QTest::newRow("reset") << QByteArray("reset");
    }

    void noAnswer()
    {
        QFETCH(QByteArray, action);
        const auto server = withFaults(action + "@POST /rooms?count=1");
        WireClient client(server->port());
        // On a connection that was used before.
        QCOMPARE(client.send("GET", "/rooms").status, 200);
        client.write(client.requestText("POST", "/rooms", "{}"));
        QCOMPARE(client.readToEnd(), QByteArray());
        QVERIFY(client.isClosedByServer());
        QCOMPARE(client.socket().error(), QAbstractSocket::RemoteHostClosedError);
        // It took effect all the same.
        QCOMPARE(roomCount(server->port()), 1);
    }

    /// QTcpSocket does not distinguish FIN and RST; system calls do.
    void finOrReset_data()
    {
        QTest::addColumn<QByteArray>("action");
        QTest::addColumn<int>("error");
        QTest::newRow("drop") << QByteArray("drop") << 0;
        QTest::newRow("reset") << QByteArray("reset") << ECONNRESET;
    }

    void finOrReset()
    {
        QFETCH(QByteArray, action);
        QFETCH(int, error);
        const auto server = withFaults(action + "@* *");
        WireClient client(server->port());
        const QByteArray text = client.requestText("GET", "/rooms");
        const int descriptor = static_cast<int>(client.socket().socketDescriptor());
        QCOMPARE(::send(descriptor, text.data(), static_cast<size_t>(text.size()), 0),
                 static_cast<ssize_t>(text.size()));
        QVERIFY(::fcntl(descriptor, F_SETFL, 0) == 0);
        char byte = 0;
        const ssize_t got = ::recv(descriptor, &byte, 1, 0);
        QCOMPARE(got, error == 0 ? 0 : -1);
        if (error != 0)
            QCOMPARE(errno, error);
    }

    void cut()
    {
        const auto server = withFaults("cut@POST /rooms;cut@DELETE *");
        WireClient client(server->port());
        client.write(client.requestText("POST", "/rooms", "{}"));
        const QByteArray created = client.readToEnd();
        QVERIFY(created.startsWith("HTTP/1.1 201 Created\r\n"));
        const qsizetype bodyAt = created.indexOf("\r\n\r\n") + 4;
        QVERIFY(bodyAt > 4);
        static const QRegularExpression form(u"Content-Length: ([0-9]+)"_s);
        const qsizetype size = form.match(QString::fromLatin1(created)).captured(1).toLongLong();
        QCOMPARE(created.size() - bodyAt, size / 2);
        QVERIFY(created.sliced(bodyAt).startsWith("{\"id\":\"99"));
        QVERIFY(client.isClosedByServer());
        QCOMPARE(roomCount(server->port()), 1);

        // A response without a body is cut off in its header.
        const QByteArray id = created.sliced(created.indexOf("\"99") + 1, 17).split('"').first();
        WireClient other(server->port());
        other.write(other.requestText("DELETE", "/rooms/" + id));
        const QByteArray deleted = other.readToEnd();
        QVERIFY(deleted.startsWith("HTTP/1.1 204"));
        QVERIFY(!deleted.contains("\r\n\r\n"));
        QCOMPARE(roomCount(server->port()), 0);
    }

    void garbage()
    {
        const auto server = withFaults("garbage@GET /rooms?count=1", 1);
        WireClient client(server->port());
        client.write(client.requestText("GET", "/rooms"));
        const QByteArray answer = client.readToEnd();
        QVERIFY(!answer.isEmpty());
        QVERIFY(!answer.startsWith("HTTP"));
        QVERIFY(client.isClosedByServer());
        QCOMPARE(roomCount(server->port()), 1);
    }

    void trickle()
    {
        const auto server = withFaults("trickle=1@GET /rooms?count=1");
        WireClient client(server->port());
        QElapsedTimer timer;
        timer.start();
        const Response slow = client.send("GET", "/rooms");
        QCOMPARE(slow.status, 200);
        QCOMPARE(slow.body, R"({"value":[]})");
        // More than 200 bytes, a millisecond each.
        QVERIFY(timer.elapsed() >= 200);
        QCOMPARE(client.send("GET", "/rooms").status, 200);
    }

    void aTrickleHoldsUpNobodyElse()
    {
        const auto server = withFaults("trickle=600000@GET /rooms?count=1");
        WireClient slow(server->port());
        slow.write(slow.requestText("GET", "/rooms"));
        QVERIFY(slow.socket().waitForReadyRead(patience));
        WireClient other(server->port());
        QCOMPARE(other.send("GET", "/rooms").status, 200);
        QCOMPARE(slow.socket().bytesAvailable(), 1);
    }

    void delay()
    {
        const auto server = withFaults("delay=150@GET /rooms?count=1");
        WireClient client(server->port());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(client.send("GET", "/rooms").status, 200);
        QVERIFY(timer.elapsed() >= 150);
    }

    void emptyPages()
    {
        const auto server = withFaults("empty-page@GET /rooms?count=2", 3);
        WireClient client(server->port());
        QByteArray target = "/rooms?api-version=2025-03-13";
        QList<qsizetype> sizes;
        QSet<QByteArray> asked;
        while (!target.isEmpty()) {
            QVERIFY(!asked.contains(target));
            asked.insert(target);
            const QJsonObject page = json(client.send("GET", target));
            sizes.append(page.value("value"_L1).toArray().size());
            target = page.value("nextLink"_L1).toString().section(u'/', 3).toLatin1();
            if (!target.isEmpty())
                target.prepend('/');
        }
        QCOMPARE(sizes, QList<qsizetype>({0, 0, 3}));
    }

    /// A random rule skips the same requests in every run with the same seed.
    void chanceRepeats()
    {
        const auto statuses = [] {
            const auto server = withFaults("status=500@GET *?share=0.5");
            WireClient client(server->port());
            QList<int> result;
            for (int i = 0; i < 40; ++i)
                result.append(client.send("GET", "/rooms").status);
            return result;
        };
        const QList<int> first = statuses();
        QVERIFY(first.contains(200));
        QVERIFY(first.contains(500));
        QCOMPARE(statuses(), first);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxFaultServer);
#include "tst_sandboxfaultserver.moc"
