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
        QTest::newRow("invisible characters and typographic quotes")
            << u"\uFEFFexport X=“"_s + QString(secret).insert(12, QChar(0x200B)) + u"”\u200E"_s;
        QTest::newRow("full width") << QString(secret).replace(u'=', u'＝').replace(u';', u'；');
        QTest::newRow("in a sentence") << u"Please use "_s + secret + u". Thanks"_s;
        QTest::newRow("beside a broken one")
            << u"endpoint=ftp://contoso.example;accesskey=AAAA\n"_s + secret;
    }

    void finds()
    {
        QFETCH(QString, text);
        const auto found = findConnectionStrings(text);
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QCOMPARE(found->size(), size_t(1));
        QVERIFY(!found->front().isPrimary);
        QCOMPARE(found->front().endpoint.host(), u"contoso.communication.azure.com"_s);
        const auto parsed = parseConnectionString(found->front().text);
        QVERIFY(parsed);
        QCOMPARE(parsed->endpoint, found->front().endpoint);
        QCOMPARE(parsed->accessKey.toBase64(), key.toLatin1());
    }

    void ofSeveralKeysThePrimaryOneIsTaken_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("az communication list-key")
            << u"{\n  \"primaryConnectionString\": \"%1\",\n  \"primaryKey\": \"%2\",\n"
               "  \"secondaryConnectionString\": \"%3\",\n  \"secondaryKey\": \"%4\"\n}"_s;
        QTest::newRow("in another order and case")
            << u"{\"A SecondaryConnectionString\":\"%3\",\"secondaryKey\":\"%4\","
               "\"B PrimaryConnectionString\":\"%1\",\"key\":\"%2\"}"_s;
        QTest::newRow("az, as a table") << u"PrimaryConnectionString  PrimaryKey\n%1 %2 %3 %4"_s;
        QTest::newRow("az, separated by tabs") << u"%1\t%2\t%3\t%4\n"_s;
        QTest::newRow("the portal's page") << u"Primary key\nKey\n%2\nConnection string\n%1\n"
                                              "Secondary key\nKey\n%4\nConnection string\n%3\n"_s;
    }

    void ofSeveralKeysThePrimaryOneIsTaken()
    {
        QFETCH(QString, text);
        const QString other = u"bWFya2VyLXNlY3JldC0y"_s;
        const auto found = findConnectionStrings(
            text.arg(secret, key, QString(secret).replace(key, other), other));
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QCOMPARE(found->size(), size_t(1));
        QVERIFY(found->front().isPrimary);
        QCOMPARE(found->front().text, secret);
    }

    void severalResourcesAreAllFound()
    {
        const QString b = u"endpoint=https://b.example/;accesskey="_s + key;
        const QString b2 = u"accesskey=bWFya2VyLXNlY3JldC0y;endpoint=https://B.example"_s;
        const auto found = findConnectionStrings(u"TEST="_s + secret + u";\nPROD=\""_s + b
                                                 + u"\"\n"_s + b2 + u'\n' + secret);
        QVERIFY(found);
        QCOMPARE(found->size(), size_t(2));
        QCOMPARE((*found)[0].text, secret);
        QVERIFY(!(*found)[0].isPrimary);
        QCOMPARE((*found)[1].text, b);
        QVERIFY((*found)[1].isPrimary);
    }

    void rejects_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("words") << u"the endpoint is secret; its accesskey too"_s;
        QTest::newRow("a key alone") << u"accesskey="_s + key;
        QTest::newRow("http elsewhere") << u"endpoint=http://a.example/;accesskey="_s + key;
        QTest::newRow("endpoint twice")
            << u"endpoint=https://a.example;endpoint=https://b.example;accesskey="_s + key;
        QTest::newRow("a key with more behind it") << secret + u"!"_s;
        QTest::newRow("key twice") << secret + u";accesskey="_s + key;
    }

    void rejects()
    {
        QFETCH(QString, text);
        const auto found = findConnectionStrings(text);
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Invalid);
        QCOMPARE(found.error().message, u"It contains no connection string."_s);
    }

    void anAccessKeyIsSeenHoweverItIsWritten()
    {
        QVERIFY(mayHoldAccessKey(u"AccessKey = "_s + key));
        QVERIFY(mayHoldAccessKey(u"access\u200Bkey＝"_s + key));
        QVERIFY(!mayHoldAccessKey(u"the access key of contoso"_s));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestConnectionStringSearch);
#include "tst_connectionstringsearch.moc"
