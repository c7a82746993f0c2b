#include "sandbox/http/certificatefiles.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now = QDateTime::fromString(u"2026-01-01T12:00:00Z"_s, Qt::ISODate);

ServerCertificate made()
{
    return *makeServerCertificate(now);
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void fill(const QString &path, const QByteArray &contents)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(contents), contents.size());
}

mode_t permissionsOf(const QString &path)
{
    struct stat status = {};
    return stat(qPrintable(path), &status) == 0 ? status.st_mode & 0777U : 0;
}

} // namespace

class TestSandboxCertificateFiles : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_files = {.certificate = m_directory->filePath(u"sandbox.pem"_s),
                   .key = m_directory->filePath(u"sandbox.key"_s)};
    }

    void writtenAndRead()
    {
        const auto before = readCertificate(m_files, now);
        QVERIFY(before.has_value() && !*before);
        const ServerCertificate certificate = made();
        {
            // Even if the system's default would let everybody read the key.
            const mode_t usual = umask(0);
            const auto restore = qScopeGuard([usual] { umask(usual); });
            QVERIFY(writeCertificate(certificate, m_files).has_value());
        }
        QCOMPARE(permissionsOf(m_files.key), mode_t{0600});
        QCOMPARE(contentsOf(m_files.certificate), certificate.certificate);
        QCOMPARE(contentsOf(m_files.key), certificate.privateKey);
        QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
        const auto read = readCertificate(m_files, now);
        QVERIFY(read.has_value() && *read);
        QCOMPARE((*read)->certificate, certificate.certificate);
        QCOMPARE((*read)->privateKey, certificate.privateKey);
    }

    void withoutAKeyFile()
    {
        m_files.key.clear();
        const ServerCertificate first = made();
        QVERIFY(writeCertificate(first, m_files).has_value());
        QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList{u"sandbox.pem"_s});
        const auto read = readCertificate(m_files, now);
        QVERIFY(read.has_value() && !*read);
        // Another start replaces it.
        const ServerCertificate second = made();
        QVERIFY(writeCertificate(second, m_files).has_value());
        QCOMPARE(contentsOf(m_files.certificate), second.certificate);
        QVERIFY(first.certificate != second.certificate);
    }

    void aKeyIsNotReplaced()
    {
        fill(m_files.key, "another key");
        const auto written = writeCertificate(made(), m_files);
        QVERIFY(!written.has_value());
        QCOMPARE(written.error().kind, ErrorKind::File);
        QVERIFY(written.error().message.contains(m_files.key));
        QCOMPARE(contentsOf(m_files.key), "another key");
        QVERIFY(!QFile::exists(m_files.certificate));
    }

    void noKeyIsLeftAlone()
    {
        m_files.certificate = u"/nowhere/at/all/sandbox.pem"_s;
        const auto written = writeCertificate(made(), m_files);
        QVERIFY(!written.has_value());
        QVERIFY(written.error().message.contains(m_files.certificate));
        QVERIFY(QDir(m_directory->path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }

    void problems_data()
    {
        QTest::addColumn<QByteArray>("certificate");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("message"); // %1: the certificate's path, %2: the key's
        const ServerCertificate pair = made();
        const QByteArray good = pair.certificate;
        const QByteArray key = pair.privateKey;
        QTest::newRow("only the certificate")
            << good << QByteArray() << 0
            << u"%1 exists, but %2 does not. Both are needed, or neither."_s;
        QTest::newRow("only the key")
            << QByteArray() << key << 0
            << u"%2 exists, but %1 does not. Both are needed, or neither."_s;
        QTest::newRow("another key")
            << good << made().privateKey << 0
            << u"The key in %2 does not belong to the certificate in %1."_s;
        const QString expired =
            u"The certificate in %1 has expired. To create a new one, delete it and %2."_s;
        QTest::newRow("the last day") << good << key << 28 << QString();
        QTest::newRow("expired") << good << key << 30 << expired;
        QTest::newRow("no certificate")
            << key << key << 0 << u"%1 contains no certificate in PEM format."_s;
        const QString noKey = u"%2 contains no private key in PEM format without a password."_s;
        QTest::newRow("no key") << good << good << 0 << noKey;
        QTest::newRow("cut key") << good << key.first(60) << 0 << noKey;
        QTest::newRow("key with a password")
            << good << QSslKey(key, QSsl::Ec).toPem("marker-secret") << 0 << noKey;
    }

    void problems()
    {
        QFETCH(const QByteArray, certificate);
        QFETCH(const QByteArray, key);
        QFETCH(const int, days);
        QFETCH(QString, message);
        if (!certificate.isEmpty())
            fill(m_files.certificate, certificate);
        if (!key.isEmpty())
            fill(m_files.key, key);
        const auto read = readCertificate(m_files, now.addDays(days));
        if (message.isEmpty()) {
            QVERIFY(read.has_value() && *read);
            return;
        }
        QVERIFY(!read.has_value());
        message.replace(u"%1"_s, m_files.certificate).replace(u"%2"_s, m_files.key);
        QCOMPARE(read.error().message, message);
    }

    /// A pipe would be waited for, a device never ends.
    void whatIsNoFile()
    {
        fill(m_files.certificate, made().certificate);
        QCOMPARE(mkfifo(qPrintable(m_files.key), 0600), 0);
        const auto read = readCertificate(m_files, now);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().kind, ErrorKind::File);
        QCOMPARE(read.error().message, u"“%1” is not a regular file."_s.arg(m_files.key));
    }

    void aFileOfSomebodyElse()
    {
        if (geteuid() == 0)
            QSKIP("The administrator can read every file.");
        fill(m_files.certificate, made().certificate);
        fill(m_files.key, made().privateKey);
        QCOMPARE(chmod(qPrintable(m_files.key), 0), 0);
        const auto read = readCertificate(m_files, now);
        QVERIFY(!read.has_value());
        QVERIFY(read.error().message.startsWith(u"“%1” can't be read: "_s.arg(m_files.key)));
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    CertificateFiles m_files;
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxCertificateFiles);
#include "tst_sandboxcertificatefiles.moc"
