#include "acs/auth/connectionstring.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

#include <type_traits>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

namespace {

const auto key = u"bWFya2VyLXNlY3JldC1mb3ItdGVzdHMtb25seS0wMDA="_s;

} // namespace

class TestConnectionString : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("plain") << u"endpoint=https://contoso.communication.azure.com/;accesskey="_s
                                      + key
                               << QByteArray("contoso.communication.azure.com");
        QTest::newRow("without slash, with semicolon")
            << u"endpoint=https://contoso.communication.azure.com;accesskey="_s + key + u";"_s
            << QByteArray("contoso.communication.azure.com");
        QTest::newRow("case, order, white space, unknown")
            << u"  AccessKey = "_s + key + u" ; Region=eu; ENDPOINT= HTTPS://Contoso.example/ \n"_s
            << QByteArray("contoso.example");
        QTest::newRow("loopback http with port")
            << u"endpoint=http://127.0.0.1:4711/;accesskey="_s + key
            << QByteArray("127.0.0.1:4711");
        QTest::newRow("localhost")
            << u"endpoint=http://localhost:80;accesskey="_s + key << QByteArray("localhost");
        QTest::newRow("IPv6") << u"endpoint=http://[::1]:81;accesskey="_s + key
                              << QByteArray("[::1]:81");
        const QString plain = u"endpoint=https://contoso.example/;accesskey="_s + key;
        const QByteArray host("contoso.example");
        QTest::newRow("quoted") << u"\""_s + plain + u"\""_s << host;
        QTest::newRow("in a variable") << u"export A='"_s + plain + u"'"_s << host;
        QTest::newRow("for PowerShell") << u"$env:A = \""_s + plain + u"\""_s << host;
        QTest::newRow("an unknown name first") << u"Region=eu; "_s + plain << host;
        QTest::newRow("invisible characters")
            << QString(plain).insert(3, QChar(0x200B)).insert(20, QChar(0x2060)) << host;
        QTest::newRow("a comma between")
            << u"endpoint=https://contoso.example/, accesskey="_s + key << host;
        QTest::newRow("two lines")
            << u"endpoint=https://contoso.example/\naccesskey="_s + key << host;
        QTest::newRow("as in YAML")
            << u"endpoint: https://contoso.example/\naccessKey: \""_s + key + u"\"\n"_s << host;
        QTest::newRow("a key over two lines") << QString(plain).insert(60, u"\r\n"_s) << host;
        QTest::newRow("default port") << u"endpoint=https://contoso.example:443/;accesskey="_s + key
                                      << QByteArray("contoso.example");
    }

    void reads()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, host);
        const auto result = parseConnectionString(text);
        QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().message));
        QCOMPARE(result->endpoint.hostHeader(), host);
        QCOMPARE(result->accessKey.toBase64(), key.toLatin1());
    }

    void rejects_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto good = u"endpoint=https://contoso.example/;accesskey="_s;
        QTest::newRow("empty") << u" \n "_s << u"is empty"_s;
        QTest::newRow("no name") << good + key + u";=https://contoso.example"_s
                                 << u"no name before"_s;
        QTest::newRow("the endpoint alone")
            << u"https://contoso.example/"_s << u"access key is missing"_s;
        QTest::newRow("words") << u"see the portal"_s << u"neither “endpoint=” nor"_s;
        QTest::newRow("Cyrillic letter in a name")
            << u"end\u0440oint=https://contoso.example/;accesskey="_s + key
            << u"not allowed: “\u0440” (U+0440)"_s;
        QTest::newRow("Cyrillic letter in the key")
            << good + QString(key).replace(5, 1, u"\u0410"_s)
            << u"not allowed: “\u0410” (U+0410)"_s;
        QTest::newRow("an accent alone") << good + key + u"\u0301"_s << u"not allowed: U+0301."_s;
        QTest::newRow("no endpoint") << u"accesskey="_s + key << u"endpoint is missing"_s;
        QTest::newRow("empty endpoint")
            << u"endpoint=;accesskey="_s + key << u"endpoint is missing"_s;
        QTest::newRow("no key") << u"endpoint=https://contoso.example/"_s
                                << u"access key is missing"_s;
        QTest::newRow("empty key") << good << u"access key is missing"_s;
        QTest::newRow("key alone") << key << u"endpoint is missing"_s;
        QTest::newRow("not base64") << good + u"s3cret!key"_s << u"not valid base64"_s;
        QTest::newRow("padding lost") << good + key.chopped(1) << u"not valid base64"_s;
        QTest::newRow("foreign http")
            << u"endpoint=http://contoso.example/;accesskey="_s + key << u"https://"_s;
        QTest::newRow("scheme") << u"endpoint=ftp://contoso.example/;accesskey="_s + key
                                << u"https://"_s;
        QTest::newRow("no scheme")
            << u"endpoint=contoso.example;accesskey="_s + key << u"The endpoint is not valid."_s;
        QTest::newRow("path") << u"endpoint=https://contoso.example/rooms;accesskey="_s + key
                              << u"path"_s;
        QTest::newRow("query") << u"endpoint=https://contoso.example/?a=b;accesskey="_s + key
                               << u"query"_s;
        QTest::newRow("fragment") << u"endpoint=https://contoso.example/#x;accesskey="_s + key
                                  << u"fragment"_s;
        QTest::newRow("user") << u"endpoint=https://me@contoso.example/;accesskey="_s + key
                              << u"user name"_s;
        QTest::newRow("endpoint twice")
            << good + key + u";Endpoint=https://other.example"_s << u"“endpoint” appears twice"_s;
        QTest::newRow("key twice")
            << good + key + u";accesskey="_s + key << u"“accesskey” appears twice"_s;
    }

    void rejects()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto result = parseConnectionString(text);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Invalid);
        QVERIFY2(result.error().message.contains(says), qPrintable(result.error().message));
        QVERIFY(result.error().message.contains(u"endpoint=https://<name>"_s)); // the right form
        QVERIFY(!result.error().message.contains(key.chopped(4)));
        QVERIFY(!result.error().message.contains(u"s3cret"_s));
    }

    void originOfLinks_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<bool>("own");
        QTest::newRow("own") << u"https://contoso.example/rooms?x"_s << true;
        QTest::newRow("own, port named") << u"https://contoso.example:443/rooms"_s << true;
        QTest::newRow("scheme") << u"http://contoso.example/rooms"_s << false;
        QTest::newRow("host") << u"https://contoso.example.evil/rooms"_s << false;
        QTest::newRow("port") << u"https://contoso.example:444/rooms"_s << false;
        QTest::newRow("default port of another scheme")
            << u"https://contoso.example:80/rooms"_s << false;
        QTest::newRow("user") << u"https://me@contoso.example/rooms"_s << false;
        QTest::newRow("relative") << u"/rooms"_s << false;
    }

    void originOfLinks()
    {
        QFETCH(QString, link);
        QFETCH(bool, own);
        QCOMPARE(parseEndpoint(u"https://contoso.example")->isOriginOf(QUrl(link)), own);
    }

    void portIsTheOneConnectedTo_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("port");
        QTest::newRow("https") << u"https://contoso.example"_s << 443;
        QTest::newRow("https, default named") << u"https://contoso.example:443"_s << 443;
        QTest::newRow("https on another") << u"https://contoso.example:8443"_s << 8443;
        QTest::newRow("https on 80") << u"https://contoso.example:80"_s << 80;
        QTest::newRow("http") << u"http://localhost"_s << 80;
        QTest::newRow("http, default named") << u"http://localhost:80"_s << 80;
        QTest::newRow("http on 443") << u"http://localhost:443"_s << 443;
        QTest::newRow("the highest") << u"http://[::1]:65535"_s << 65535;
    }

    void portIsTheOneConnectedTo()
    {
        QFETCH(QString, text);
        QFETCH(int, port);
        const auto endpoint = parseEndpoint(text);
        QVERIFY(endpoint);
        QCOMPARE(int(endpoint->port()), port);
    }

    void keyCannotBeCopied()
    {
        static_assert(!std::is_copy_constructible_v<AccessKey>);
        static_assert(!std::is_copy_assignable_v<AccessKey>);
        static_assert(std::is_nothrow_move_constructible_v<AccessKey>);
        const auto one = AccessKey::fromBase64(key.toLatin1());
        const AccessKey two = one->clone();
        QVERIFY(one->equals(two));
        QVERIFY(!one->equals(*AccessKey::fromBase64("AAAA")));
        QVERIFY(!one->equals(
            *AccessKey::fromBase64(QByteArray(32, 'x').toBase64()))); // same length, other bytes
    }

    void wipeLeavesSharedBuffersAlone()
    {
        QByteArray secret("secret");
        const QByteArray shared = secret;
        secureZero(secret);
        QCOMPARE(shared, QByteArray("secret"));
        QByteArray own("own secret bytes");
        own.detach();
        secureZero(own);
        QVERIFY(own.isEmpty());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestConnectionString);
#include "tst_connectionstring.moc"
