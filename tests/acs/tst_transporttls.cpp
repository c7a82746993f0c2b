#include "support/tlsserver.h"
#include "support/transporttest.h"

#include "acs/http/certificates.h"
#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

/// Certificates that are not accepted, the messages about them, and additional authorities.
class TestTransportTls : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void initTestCase() { m_authority = std::make_unique<TestAuthority>(); }
    void problemsAreNamed_data()
    {
        QTest::addColumn<QString>("which");
        QTest::addColumn<QString>("says");
        QTest::newRow("self-signed") << u"self-signed"_s << u"self-signed"_s;
        QTest::newRow("unknown authority") << u"unknown"_s << u"authority that this computer"_s;
        QTest::newRow("expired") << u"expired"_s << u"expired on 2020-02-01"_s;
        QTest::newRow("not yet valid") << u"early"_s << u"not valid before 2090-01-01"_s;
        QTest::newRow("wrong host") << u"wrong host"_s << u"another name (other.example)"_s;
    }

    void problemsAreNamed()
    {
        QFETCH(QString, which);
        QFETCH(QString, says);
        const auto day = [](int year, int month) {
            return QDateTime(QDate(year, month, 1), QTime(0, 0), utcZone);
        };
        TestIdentity identity;
        if (which == u"self-signed")
            identity = TestAuthority::selfSigned();
        else if (which == u"expired")
            identity = m_authority->issue({.from = day(2020, 1), .until = day(2020, 2)});
        else if (which == u"early")
            identity = m_authority->issue({.from = day(2090, 1), .until = day(2090, 2)});
        else if (which == u"wrong host")
            identity = m_authority->issue({.names = {u"DNS:other.example"_s}});
        else
            identity = m_authority->issue();
        TlsServer server(identity);
        QList<QSslCertificate> trusted;
        if (which != u"unknown" && which != u"self-signed")
            trusted.append(m_authority->certificate());

        for (const Request &request : {getRooms, patchRoom, newUser}) {
            Bench bench({.firstDelay = atOnce, .authorities = trusted}, server.endpoint());
            const Error error = bench.failureOf(request);
            QCOMPARE(error.kind, ErrorKind::Tls);
            QVERIFY2(error.message.contains(says), qPrintable(error.message));
            QCOMPARE(error.message.count(u"certificate is"_s)
                         + error.message.count(u"certificate was"_s)
                         + error.message.count(u"certificate expired"_s),
                     1); // of one problem
            QCOMPARE(error.attempts, 1);
        }
        QCOMPARE(server.requests().size(), 0);
    }

    void anAuthorityCanBeAdded()
    {
        TlsServer server(m_authority->issue());
        QTemporaryDir folder;
        const QString path = folder.filePath(u"authority.pem"_s);
        write(path, m_authority->certificate().toPem());
        const auto authorities = readCertificates(path);
        QVERIFY(authorities.has_value());

        Bench trusting({.firstDelay = atOnce, .authorities = *authorities}, server.endpoint());
        for (const Request &request : {getRooms, patchRoom, newUser})
            QVERIFY(trusting.ask(request).has_value());
        QCOMPARE(server.requests().size(), 3);

        // For that transport only, and only that authority.
        Bench other({.firstDelay = atOnce}, server.endpoint());
        QCOMPARE(other.failureOf(getRooms).kind, ErrorKind::Tls);
        const TestAuthority stranger;
        TlsServer elsewhere(stranger.issue());
        Bench strict({.firstDelay = atOnce, .authorities = *authorities}, elsewhere.endpoint());
        QCOMPARE(strict.failureOf(getRooms).kind, ErrorKind::Tls);
    }

    void filesOfCertificates_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("count"); // 0: an error
        QTest::addColumn<QString>("says");
        const QByteArray one = TestAuthority().certificate().toPem();
        const QByteArray two = TestAuthority().certificate().toPem();
        QTest::newRow("one") << one << 1 << QString();
        QTest::newRow("two with words between") << one + "and another\n" + two << 2 << QString();
        QTest::newRow("empty") << QByteArray() << 0 << u"no certificate"_s;
        QTest::newRow("something else") << QByteArray("hello") << 0 << u"no certificate"_s;
        QByteArray broken = two;
        broken[60] = '!';
        QTest::newRow("one is damaged") << one + broken << 0 << u"damaged"_s;
        QTest::newRow("huge") << QByteArray(2'000'000, 'a') << 0 << u"too large"_s;
    }

    void filesOfCertificates()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, count);
        QFETCH(QString, says);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"file.pem"_s);
        write(path, bytes);
        const auto read = readCertificates(path);
        if (count > 0) {
            QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
            QCOMPARE(read->size(), count);
            return;
        }
        QCOMPARE(read.error().kind, ErrorKind::File);
        QVERIFY2(read.error().message.contains(says), qPrintable(read.error().message));
        QVERIFY(read.error().message.contains(path));
    }

    void aFileThatIsNotThere()
    {
        const auto read = readCertificates(u"/nowhere/at/all.pem"_s);
        QCOMPARE(read.error().kind, ErrorKind::File);
        QVERIFY(read.error().message.contains(u"/nowhere/at/all.pem"_s));
    }

private:
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    std::unique_ptr<TestAuthority> m_authority;
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportTls);
#include "tst_transporttls.moc"
