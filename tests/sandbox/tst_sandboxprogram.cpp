#include "support/fixture.h"
#include "support/sandboxprogram.h"
#include "support/testmain.h"
#include "support/wireclient.h"

#include <QCoreApplication>
#include <QFile>
#include <QNetworkInterface>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>

using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

const QString keyText = u"bWFya2VyLXNlY3JldCBvZiB0aGUgc2FuZGJveCAhISE="_s;

/// From now on this process has no IPv6, like one on a system without it.
void refuseIpv6()
{
    std::array<sock_filter, 6> program{{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EAFNOSUPPORT),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    }};
    const sock_fprog filter{program.size(), program.data()};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0);
}

} // namespace

class TestSandboxProgram : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void firstLineAndEnd_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void firstLineAndEnd()
    {
        QFETCH(int, signal);
        SandboxProgram running({u"--access-key"_s, keyText, u"--rooms"_s, u"40"_s});
        QVERIFY(running.port() != 0);
        QCOMPARE(
            running.line(),
            u"endpoint=http://127.0.0.1:%1/;accesskey=%2\n"_s.arg(running.port()).arg(keyText));
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, running.port());
        QVERIFY(socket.waitForConnected(patience));
        QVERIFY(running.end(signal));
        QCOMPARE(running.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(running.process().exitCode(), 0);
        QCOMPARE(running.process().readAllStandardOutput(), QByteArray());
        QCOMPARE(running.process().readAllStandardError(), QByteArray());
    }

    void crashesWriteNoMemory_data()
    {
        QTest::addColumn<QByteArray>("allow");
        QTest::addColumn<bool>("isLimited");
        QTest::newRow("always") << QByteArray() << true;
        QTest::newRow("unless allowed") << QByteArray("1") << false;
    }

    void crashesWriteNoMemory()
    {
        QFETCH(const QByteArray, allow);
        QFETCH(const bool, isLimited);
        qputenv("ROOMKEEPER_ALLOW_CORE", allow);
        const auto unset = qScopeGuard([] { qunsetenv("ROOMKEEPER_ALLOW_CORE"); });
        SandboxProgram running({});
        QVERIFY(running.port() != 0);
        const auto limitOf = [](qint64 process) {
            QFile limits(u"/proc/%1/limits"_s.arg(process));
            if (!limits.open(QIODevice::ReadOnly))
                return std::pair<QString, QString>();
            static const QRegularExpression line(u"Max core file size +(\\S+) +(\\S+)"_s);
            const auto match = line.match(QString::fromLatin1(limits.readAll()));
            return std::pair(match.captured(1), match.captured(2)); // soft and hard
        };
        const auto [soft, hard] = limitOf(QCoreApplication::applicationPid());
        QVERIFY(!hard.isEmpty());
        const QString limited = hard == u"0" ? u"0"_s : u"1"_s;
        QCOMPARE(limitOf(running.process().processId()).first, isLimited ? limited : soft);
    }

    void aGivenPort()
    {
        QTcpServer finder;
        QVERIFY(finder.listen(QHostAddress::LocalHost));
        const quint16 port = finder.serverPort();
        finder.close();
        SandboxProgram running({u"--port=%1"_s.arg(port)});
        QCOMPARE(running.port(), port);
        QVERIFY(running.end(SIGTERM));
    }

    void wrongArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const auto row = [](const char *arguments) {
            QTest::newRow(arguments) << QString::fromLatin1(arguments).split(u' ');
        };
        for (const char *arguments : {"--prot 1",
                                      "serve",
                                      "endpoint=http://127.0.0.1/;accesskey=QUJD!",
                                      "--host",
                                      "--host=",
                                      "--host localhost",
                                      "--host 127.1",
                                      "--host [::1]",
                                      "--host fe80::1%lo",
                                      "--control --host 0.0.0.0",
                                      "--control --host ::",
                                      "--control --host 192.0.2.1",
                                      "--name=",
                                      "--name 10.0.0.1",
                                      "--name a..b",
                                      "--name a,DNS:b",
                                      "--name a --name -b",
                                      "--port",
                                      "--port 65536",
                                      "--port x",
                                      "--port -1",
                                      "--port +1",
                                      "--port 0x10",
                                      "--rooms 1.5",
                                      "--rooms 99999999999999999999",
                                      "--participants many",
                                      "--seed 4294967296",
                                      "--page-size 0",
                                      "--participants-page-size 0",
                                      "--latency -5",
                                      "--access-key abc",
                                      "--access-key QUJD!",
                                      "--resource-id abc",
                                      "--resource-id 00000000-0000-0000-0000-000000000000",
                                      "--bearer-token=",
                                      "--tls=yes",
                                      "--control=yes",
                                      "--certificate x",
                                      "--tls --certificate=",
                                      "--key x",
                                      "--tls --key x",
                                      "--certificate y --key x",
                                      "--tls --certificate y --key=",
                                      "--tls --certificate y --key ./y",
                                      "--faults",
                                      "--faults drop@*",
                                      "--faults status=99@*",
                                      "--state",
                                      "--state="})
            row(arguments);
    }

    void wrongArguments()
    {
        QFETCH(QStringList, arguments);
        QProcess process;
        process.start(sandboxProgram(), arguments);
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 2);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        const QByteArray error = process.readAllStandardError();
        QVERIFY(error.startsWith("roomkeeper-sandbox: "));
        QCOMPARE(error.count('\n'), 1);
        QVERIFY(error.endsWith('\n'));
        // A mistyped key is still a secret.
        QVERIFY(!error.contains("QUJD!"));
    }

    void hosts_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("named");
        QTest::addColumn<bool>("isWarned");
        QTest::newRow("127.0.0.1") << u"127.0.0.1"_s << u"127.0.0.1"_s << false;
        QTest::newRow("another loopback address") << u"127.0.0.2"_s << u"127.0.0.2"_s << false;
        QTest::newRow("all of IPv4") << u"0.0.0.0"_s << u"127.0.0.1"_s << true;
        QTest::newRow("all") << u"::"_s << u"127.0.0.1"_s << true;
        for (const QHostAddress &own : QNetworkInterface::allAddresses()) {
            if (!own.scopeId().isEmpty() || own == QHostAddress::LocalHost)
                continue;
            const QString text = own.toString();
            const bool isIpv6 = own.protocol() == QAbstractSocket::IPv6Protocol;
            QTest::newRow(qPrintable(text))
                << text << (isIpv6 ? u'[' + text + u']' : text) << !own.isLoopback();
        }
    }

    void hosts()
    {
        QFETCH(const QString, host);
        QFETCH(const QString, named);
        QFETCH(const bool, isWarned);
        SandboxProgram running({u"--host"_s, host, u"--access-key"_s, keyText});
        QCOMPARE(
            running.line(),
            u"endpoint=http://%1:%2/;accesskey=%3\n"_s.arg(named).arg(running.port()).arg(keyText));
        QTcpSocket socket;
        socket.connectToHost(QString(named).remove(u'[').remove(u']'), running.port());
        QVERIFY(socket.waitForConnected(patience));
        QVERIFY(running.end(SIGTERM));
        QCOMPARE(running.process().readAllStandardOutput(), QByteArray());
        const QByteArray warning = "roomkeeper-sandbox: Warning: everybody who can reach the "
                                   "sandbox at "
                                   + host.toLatin1() + " may use its access key.\n";
        QCOMPARE(running.process().readAllStandardError(), isWarned ? warning : QByteArray());
    }

    void aHostOfAnotherComputer()
    {
        QProcess process;
        process.start(sandboxProgram(), {u"--host"_s, u"198.51.100.1"_s});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        const QByteArray error = process.readAllStandardError();
        QVERIFY(error.startsWith("roomkeeper-sandbox: 198.51.100.1 can't be used: "));
        QCOMPARE(error.count('\n'), 1);
    }

    void withoutIpv6_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("by default") << QStringList();
        QTest::newRow("all addresses") << QStringList{u"--host=::"_s};
    }

    void withoutIpv6()
    {
        QFETCH(const QStringList, arguments);
        SandboxProgram running(arguments, refuseIpv6);
        QVERIFY(running.line().startsWith(u"endpoint=http://127.0.0.1:"_s));
        QTcpSocket ipv6;
        ipv6.connectToHost(QHostAddress(QHostAddress::LocalHostIPv6), running.port());
        QVERIFY(!ipv6.waitForConnected(patience));
        WireClient client(running.port());
        client.write(client.plainText("GET", "/rooms"));
        QCOMPARE(client.readAnswer().status, 401);
    }

    void aPortThatIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        QProcess process;
        process.start(sandboxProgram(), {u"--port"_s, QString::number(other.serverPort())});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        QCOMPARE(process.readAllStandardError(), "roomkeeper-sandbox: Port "
                                                     + QByteArray::number(other.serverPort())
                                                     + " is already in use.\n");
    }

    void helpAndVersion()
    {
        QProcess process;
        process.start(sandboxProgram(), {u"--help"_s});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 0);
        const QByteArray help = process.readAllStandardOutput();
        for (const char *option : {"--host",
                                   "--name",
                                   "--key",
                                   "--port",
                                   "--access-key",
                                   "--bearer-token",
                                   "--rooms",
                                   "--participants",
                                   "--seed",
                                   "--page-size",
                                   "--participants-page-size",
                                   "--latency",
                                   "--resource-id",
                                   "--state",
                                   "--tls",
                                   "--certificate",
                                   "--faults",
                                   "--control",
                                   "retry-after",
                                   "empty-page",
                                   "share=P"})
            QVERIFY2(help.contains(option), option);
        process.start(sandboxProgram(), {u"--version"_s});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 0);
        static const QRegularExpression form(
            u"^roomkeeper-sandbox [0-9]+\\.[0-9]+\\.[0-9]+( \\([0-9a-f]{7,}\\))?\\n$"_s);
        QVERIFY(form.match(QString::fromLatin1(process.readAllStandardOutput())).hasMatch());
    }

    void tls()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath(u"sandbox.pem"_s);
        SandboxProgram running({u"--tls"_s, u"--certificate"_s, path, u"--access-key"_s, keyText});
        QCOMPARE(
            running.line(),
            u"endpoint=https://127.0.0.1:%1/;accesskey=%2\n"_s.arg(running.port()).arg(keyText));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray pem = file.readAll();
        QVERIFY(pem.startsWith("-----BEGIN CERTIFICATE-----\n"));
        QVERIFY(!pem.contains("PRIVATE KEY"));
        QVERIFY(running.end(SIGTERM));
    }

    void aCertificateThatCannotBeWritten()
    {
        QProcess process;
        process.start(sandboxProgram(),
                      {u"--tls"_s, u"--certificate"_s, u"/nowhere/at/all/sandbox.pem"_s});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        const QByteArray error = process.readAllStandardError();
        QVERIFY(error.contains("/nowhere/at/all/sandbox.pem"));
        QCOMPARE(error.count('\n'), 1);
    }

    /// The second start uses the files of the first.
    void tlsWithAKeyFile()
    {
        const QTemporaryDir directory;
        const QString certificate = directory.filePath(u"sandbox.pem"_s);
        const QString key = directory.filePath(u"sandbox.key"_s);
        const QStringList arguments{u"--tls"_s,  u"--certificate"_s, certificate, u"--key"_s, key,
                                    u"--name"_s, u"a.example"_s,     u"--name"_s, u"b_b"_s};
        QByteArray first;
        for (int start = 0; start < 2; ++start) {
            SandboxProgram running(arguments);
            QSslSocket client;
            client.setPeerVerifyMode(QSslSocket::VerifyNone);
            client.connectToHostEncrypted(u"127.0.0.1"_s, running.port());
            QVERIFY2(client.waitForEncrypted(patience), qPrintable(client.errorString()));
            const QByteArray served = client.peerCertificate().toPem();
            QFile file(certificate);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), served);
            const auto names = client.peerCertificate().subjectAlternativeNames();
            QStringList dns = names.values(QSsl::DnsEntry);
            dns.sort();
            QCOMPARE(dns, QStringList({u"a.example"_s, u"b_b"_s, u"localhost"_s}));
            if (start == 0)
                first = served;
            QCOMPARE(served, first);
            QVERIFY(running.end(SIGTERM));
        }
        QVERIFY(QFile::remove(certificate));
        QProcess third;
        third.start(sandboxProgram(), arguments);
        QVERIFY(third.waitForFinished(patience));
        QCOMPARE(third.exitCode(), 1);
        QCOMPARE(third.readAllStandardOutput(), QByteArray());
        QCOMPARE(third.readAllStandardError(), "roomkeeper-sandbox: " + key.toLatin1()
                                                   + " exists, but " + certificate.toLatin1()
                                                   + " does not. Both are needed, or neither.\n");
    }

    void faultsAndControl()
    {
        SandboxProgram running({u"--control"_s, u"--faults"_s, u"status=503@* *?count=1"_s});
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, running.port());
        QVERIFY(socket.waitForConnected(patience));
        socket.write("GET /rooms HTTP/1.1\r\nHost: h\r\n\r\n"
                     "GET /sandbox/log HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        QVERIFY(socket.waitForDisconnected(patience));
        const QByteArray answers = socket.readAll();
        QVERIFY(answers.startsWith("HTTP/1.1 503 Service Unavailable\r\n"));
        QVERIFY(answers.contains("\"fault\":\"status=503\""));
        QVERIFY(running.end(SIGTERM));
    }

    void theSeedOfFaultsIsTold_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("isTold");
        const QString faults = u"--faults=drop@POST /rooms?share=0.5"_s;
        QTest::newRow("chosen by itself") << QStringList{faults} << true;
        QTest::newRow("given") << QStringList{faults, u"--seed=4294967295"_s} << false;
        QTest::newRow("no faults") << QStringList{} << false;
    }

    /// On standard error: standard output contains only the connection string.
    void theSeedOfFaultsIsTold()
    {
        QFETCH(QStringList, arguments);
        QFETCH(bool, isTold);
        SandboxProgram running(arguments + QStringList{u"--control"_s});
        QVERIFY(running.line().startsWith(u"endpoint="_s));
        WireClient client(running.port());
        client.write(client.plainText("GET", "/sandbox/log"));
        const QJsonValue seed = json(client.readAnswer()).value("seed"_L1);
        QVERIFY(seed.isDouble());
        if (arguments.size() == 2)
            QCOMPARE(seed.toInteger(), 4'294'967'295);
        QVERIFY(running.end(SIGTERM));
        QCOMPARE(running.process().readAllStandardOutput(), QByteArray());
        const QByteArray told = "roomkeeper-sandbox: --seed " + QByteArray::number(seed.toInteger())
                                + " repeats these faults.\n";
        QCOMPARE(running.process().readAllStandardError(), isTold ? told : QByteArray());
    }

    void aWrongRuleIsNamed()
    {
        QProcess process;
        process.start(sandboxProgram(), {u"--faults"_s, u"cut@* *;drop@GET"_s});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 2);
        QCOMPARE(process.readAllStandardError(),
                 "roomkeeper-sandbox: --faults: The fault rule \"drop@GET\" is not valid. The "
                 "path after the method must begin with / or *.\n");
    }

    /// A seed repeats rooms and users, but not the key.
    void aSeedIsNoKey()
    {
        SandboxProgram first({u"--seed"_s, u"7"_s});
        SandboxProgram second({u"--seed"_s, u"7"_s});
        const auto keyOf = [](const SandboxProgram &running) {
            return running.line().section(u"accesskey="_s, 1);
        };
        QVERIFY(!keyOf(first).isEmpty());
        QVERIFY(keyOf(first) != keyOf(second));
        QVERIFY(first.end(SIGTERM));
        QVERIFY(second.end(SIGTERM));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxProgram);
#include "tst_sandboxprogram.moc"
