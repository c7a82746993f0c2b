#include "acs/auth/connectionstring.h"
#include "acs/auth/connectionstringsearch.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

namespace {

const auto key = u"bWFya2VyLXNlY3JldC1mb3ItdGVzdHMtb25seS0wMDA="_s;
const auto secret = u"endpoint=https://contoso.communication.azure.com/;accesskey="_s + key;

} // namespace

class TestConnectionStringSearch : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void finds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("itself") << secret;
        QTest::newRow("with white space and a line's end") << u"\t "_s + secret + u" \r\n"_s;
        QTest::newRow("environment")
            << u"# resource\nPORT=8080\nCOMMUNICATION_CONNECTION_STRING="_s + secret + u"\n"_s;
        QTest::newRow("quoted") << u"export CONNECTION='"_s + secret + u"'; echo done"_s;
        QTest::newRow("key first")
            << u"accesskey="_s + key + u";endpoint=https://contoso.communication.azure.com"_s;
        QTest::newRow("upper case, blanks")
            << u"Endpoint = https://contoso.communication.azure.com/ ; AccessKey = "_s + key;
        QTest::newRow("settings in JSON")
            << u"{\"Values\":{\"A\":1,\"Acs\":[\""_s + secret + u"\"]}}"_s;
        QTest::newRow("escapes in JSON")
            << u"{\"a\":\""_s
                   + QString(secret).replace(u"="_s, u"\\u003d"_s).replace(u"/"_s, u"\\/"_s)
                   + u"\"}"_s;
        QTest::newRow("twice the same") << secret + u"\n"_s + secret;
        QTest::newRow("beside a broken one")
            << u"endpoint=ftp://contoso.example;accesskey=AAAA\n"_s + secret;
    }

    void finds()
    {
        QFETCH(QString, text);
        const auto found = findConnectionString(text);
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        const auto parsed = parseConnectionString(*found);
        QVERIFY(parsed);
        QCOMPARE(parsed->endpoint.host(), u"contoso.communication.azure.com"_s);
        QCOMPARE(parsed->accessKey.toBase64(), key.toLatin1());
    }

    void rejects_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const QString none = u"no connection string"_s;
        QTest::newRow("nothing") << QString() << none;
        QTest::newRow("words") << u"the endpoint is secret; its accesskey too"_s << none;
        QTest::newRow("a key alone") << u"accesskey="_s + key << none;
        QTest::newRow("two parts far apart")
            << u"endpoint=https://a.example/\n\naccesskey="_s + key << none;
        QTest::newRow("http elsewhere") << u"endpoint=http://a.example/;accesskey="_s + key << none;
        QTest::newRow("two resources")
            << secret + u"\nendpoint=https://b.example/;accesskey="_s + key << u"several"_s;
        QTest::newRow("two keys of one")
            << secret
                   + u"\nendpoint=https://contoso.communication.azure.com/;accesskey=bWFya2VyLXNlY3JldC0y"_s
            << u"several"_s;
    }

    void rejects()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto found = findConnectionString(text);
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Invalid);
        QVERIFY2(found.error().message.contains(says), qPrintable(found.error().message));
        QVERIFY(!found.error().message.contains(key));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestConnectionStringSearch);
#include "tst_connectionstringsearch.moc"
