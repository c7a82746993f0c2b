#include "support/fixture.h"
#include "support/startedserver.h"
#include "support/testmain.h"
#include "support/wireclient.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

/// A server on TLS and the certificate that it wrote.
struct TlsServer
{
    explicit TlsServer(SandboxOptions options = {})
    {
        options.tls = true;
        options.certificateFile = directory.filePath(u"sandbox.pem"_s);
        server = started(std::move(options));
        QFile file(directory.filePath(u"sandbox.pem"_s));
        if (file.open(QIODevice::ReadOnly))
            certificate = file.readAll();
    }

    quint16 port() const { return server->port(); }

    QTemporaryDir directory;
    std::unique_ptr<SandboxServer> server;
    QByteArray certificate;
};

} // namespace

class TestSandboxTls : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void theCertificate()
    {
        const TlsServer tls;
        QCOMPARE(QSslCertificate::fromData(tls.certificate).size(), 1);
        const QSslCertificate certificate(tls.certificate);
        QVERIFY(certificate.isSelfSigned());
        const auto names = certificate.subjectAlternativeNames();
        QCOMPARE(names.values(QSsl::DnsEntry), QStringList{u"localhost"_s});
        const QStringList addresses = names.values(QSsl::IpAddressEntry);
        QCOMPARE(addresses.size(), 2);
        QVERIFY(addresses.contains(u"127.0.0.1"_s));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QVERIFY(certificate.effectiveDate() < now.addSecs(-3600));
        QVERIFY(certificate.expiryDate() > now.addDays(7));
        QVERIFY(!tls.certificate.contains("PRIVATE"));
        // Another key in each run.
        QVERIFY(QSslCertificate(TlsServer().certificate).publicKey().toDer()
                != certificate.publicKey().toDer());
    }

    void furtherNames()
    {
        const QString address = u"127.0.0.3"_s;
        const TlsServer tls({.host = QHostAddress(address), .names = {u"sandbox.example"_s}});
        const auto names = QSslCertificate(tls.certificate).subjectAlternativeNames();
        QCOMPARE(names.count(QSsl::DnsEntry), 2);
        QVERIFY(names.contains(QSsl::DnsEntry, u"localhost"_s));
        QCOMPARE(names.count(QSsl::IpAddressEntry), 3);
        for (const QString &name : {u"sandbox.example"_s, address}) {
            QSslSocket client;
            QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
            configuration.setCaCertificates({QSslCertificate(tls.certificate)});
            client.setSslConfiguration(configuration);
            client.connectToHostEncrypted(address, tls.port(), name);
            QVERIFY2(client.waitForEncrypted(patience), qPrintable(client.errorString()));
        }
        QSslSocket other;
        other.connectToHostEncrypted(address, tls.port(), u"other.example"_s);
        QVERIFY(!other.waitForEncrypted(patience));
    }

    void manyRequestsOnOneConnection()
    {
        const TlsServer tls({.rooms = 4, .pageSize = 3});
        WireClient client(tls.port(), tls.certificate);
        QVERIFY(client.socket().isEncrypted());
        QVERIFY(client.socket().sessionProtocol() == QSsl::TlsV1_2
                || client.socket().sessionProtocol() == QSsl::TlsV1_3);
        QCOMPARE(client.send("POST", "/rooms", "{}").status, 201);
        const QJsonObject page = json(client.send("GET", "/rooms"));
        QCOMPARE(page.value("value"_L1).toArray().size(), 3);
        // Absolute, in the right scheme.
        const QByteArray next = page.value("nextLink"_L1).toString().toLatin1();
        const QByteArray origin = "https://127.0.0.1:" + QByteArray::number(tls.port());
        QVERIFY(next.startsWith(origin + "/rooms?nextLink="));
        const QJsonObject last = json(client.send("GET", next.sliced(origin.size())));
        QCOMPARE(last.value("value"_L1).toArray().size(), 2);
        QVERIFY(tls.server->connectionString().startsWith(
            u"endpoint=https://127.0.0.1:%1/;accesskey="_s.arg(tls.port())));
    }

    void aLargeRequestAndAnswer()
    {
        const TlsServer tls({.rooms = 2000, .participants = 0, .pageSize = 2000});
        WireClient client(tls.port(), tls.certificate);
        const QByteArray body = '{' + QByteArray(900'000, ' ') + '}';
        QCOMPARE(client.send("POST", "/rooms", body).status, 201);
        QCOMPARE(json(client.send("GET", "/rooms")).value("value"_L1).toArray().size(), 2000);
    }

    void anEndInGoodOrder()
    {
        const TlsServer tls;
        WireClient client(tls.port(), tls.certificate);
        client.write(client.requestText("GET", "/rooms")
                         .replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        QVERIFY(client.readToEnd().endsWith(R"({"value":[]})"));
        QVERIFY(client.isClosedByServer());
    }

    void tooLargeABody()
    {
        const TlsServer tls;
        WireClient client(tls.port(), tls.certificate);
        client.write(client.requestText("POST", "/rooms", QByteArray(1024 * 1024 + 1, ' ')));
        QCOMPARE(client.readAnswer().status, 413);
        QVERIFY(client.isClosedByServer());
    }

    void strangersHarmNobody()
    {
        const TlsServer tls;
        WireClient regular(tls.port(), tls.certificate);
        QCOMPARE(regular.send("GET", "/rooms").status, 200);

        // Plain HTTP to a TLS port.
        WireClient plain(tls.port());
        plain.write(plain.requestText("POST", "/rooms", "{}"));
        QVERIFY(!plain.readToEnd().startsWith("HTTP"));
        QVERIFY(plain.isClosedByServer());

        // A client that does not trust this certificate.
        WireClient doubting(tls.port(), TlsServer().certificate);
        QVERIFY(!doubting.socket().isEncrypted());

        // A client that closes in the middle of the handshake.
        WireClient half(tls.port());
        half.write(QByteArray::fromHex("1603010200010001fc0303"));
        QVERIFY(half.socket().waitForBytesWritten(patience));
        half.socket().abort();

        QCOMPARE(json(regular.send("GET", "/rooms")).value("value"_L1).toArray().size(), 0);
        WireClient another(tls.port(), tls.certificate);
        QCOMPARE(another.send("GET", "/rooms").status, 200);
    }

    /// TLS to a plain HTTP port.
    void tlsToAPlainPort()
    {
        const auto server = started();
        WireClient lost(server->port(), TlsServer().certificate);
        QVERIFY(!lost.socket().isEncrypted());
        WireClient regular(server->port());
        QCOMPARE(regular.send("GET", "/rooms").status, 200);
    }

    void faults_data()
    {
        QTest::addColumn<QByteArray>("action");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("drop") << QByteArray("drop") << QByteArray();
        QTest::newRow("reset") << QByteArray("reset") << QByteArray();
        QTest::newRow("cut") << QByteArray("cut") << QByteArray("HTTP/1.1 201 Created\r\n");
        QTest::newRow("garbage") << QByteArray("garbage") << QByteArray("\x02\x7f");
    }

    void faults()
    {
        QFETCH(QByteArray, action);
        QFETCH(QByteArray, start);
        const TlsServer tls({.faults = *parseFaultRules(action + "@POST /rooms")});
        WireClient client(tls.port(), tls.certificate);
        client.write(client.requestText("POST", "/rooms", "{}"));
        const QByteArray read = client.readToEnd();
        QVERIFY(read.startsWith(start));
        QCOMPARE(read.isEmpty(), start.isEmpty());
        QVERIFY(client.isClosedByServer());
        WireClient other(tls.port(), tls.certificate);
        QCOMPARE(json(other.send("GET", "/rooms")).value("value"_L1).toArray().size(), 1);
    }

    void trickle()
    {
        const TlsServer tls({.faults = *parseFaultRules("trickle=1@GET /rooms")});
        WireClient client(tls.port(), tls.certificate);
        QCOMPARE(client.send("GET", "/rooms").body, R"({"value":[]})");
    }

    void itEndsWithConnectionsOpen()
    {
        TlsServer tls;
        WireClient idle(tls.port(), tls.certificate);
        QCOMPARE(idle.send("GET", "/rooms").status, 200);
        WireClient half(tls.port());
        tls.server.reset();
        QVERIFY(idle.isClosedByServer());
        QVERIFY(half.isClosedByServer());
    }

    void withoutAFile()
    {
        const auto server = started({.tls = true});
        QSslSocket client;
        client.setPeerVerifyMode(QSslSocket::VerifyNone); // there is nothing to verify it with
        client.connectToHostEncrypted(u"127.0.0.1"_s, server->port());
        QVERIFY2(client.waitForEncrypted(patience), qPrintable(client.errorString()));
        QVERIFY(client.peerCertificate().isSelfSigned());
    }

    void aFileThatCannotBeWritten()
    {
        const QTemporaryDir directory;
        const auto server =
            SandboxServer::start({.tls = true, .certificateFile = directory.path()});
        QVERIFY(!server.has_value());
        QCOMPARE(server.error().kind, ErrorKind::File);
        QVERIFY(server.error().message.contains(directory.path()));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxTls);
#include "tst_sandboxtls.moc"
