#include "store/profiles/profileexchange.h"
#include "store/profiles/profilelimits.h"
#include "support/fixture.h"
#include "support/profiletest.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::store;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

namespace {

/// A file with these entries.
QByteArray fileOf(const QByteArray &entries)
{
    return json("{'format':'roomkeeper-connections','version':1,'connections':[") + entries + "]}";
}

/// A valid entry with one more field.
QByteArray with(const QByteArray &field)
{
    return fileOf(json("{'name':'A','endpoint':'https://a.example',") + field + "}");
}

const QByteArray key = QByteArray("marker-secret key of a connection").toBase64();

} // namespace

class TestProfileExchange : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void whatIsExportedIsImported()
    {
        const auto text = exportedProfiles({contoso(), fabrikam()});
        QVERIFY(text);
        const auto profiles = importedProfiles(*text, {});
        QVERIFY(profiles);
        QCOMPARE(profiles->size(), 2);
        Profile expected = contoso();
        expected.id = profiles->first().id;
        expected.authorityFile.clear();
        expected.lastUsed = {};
        QCOMPARE(profiles->first(), expected); // of Entra ID: there is no secret anywhere
        QVERIFY(profiles->last().secretInKeychain);
        QVERIFY(profiles->first().id != contoso().id);
        QVERIFY(!profiles->first().id.isNull());
        QVERIFY(profiles->first().id != profiles->last().id);
        // Neither the ID of the secret nor anything of this computer.
        for (const QByteArray &trace :
             {contoso().id.toByteArray(QUuid::WithoutBraces), QByteArray("our-proxy"),
              QByteArray("keychain"), QByteArray("lastUsed")})
            QVERIFY2(!text->contains(trace), trace.constData());
    }

    void namesThatAreTakenGetANumber()
    {
        const auto text = exportedProfiles({fabrikam(), fabrikam(), contoso()});
        const auto profiles = importedProfiles(*text, {u"Fabrikam"_s, u"Fabrikam 3"_s});
        QVERIFY(profiles);
        QCOMPARE(namesOf(*profiles),
                 (QStringList{u"Fabrikam 2"_s, u"Fabrikam 4"_s, contoso().name}));
        const QString longest(maxProfileNameLength, u'x');
        const QString other = freeName(longest, {longest});
        QCOMPARE(other.size(), maxProfileNameLength);
        QVERIFY(other.endsWith(u"xx 2"_s));
    }

    void theLeastIsANameAndAnEndpoint()
    {
        const auto profiles =
            importedProfiles(fileOf(json("{'name':' A ','endpoint':'https://a.example/'}")), {});
        QVERIFY(profiles);
        const Profile expected{
            .id = profiles->first().id, .name = u"A"_s, .endpoint = u"https://a.example"_s};
        QCOMPARE(profiles->first(), expected);
    }

    void whatIsNotRightIsRejectedInWords_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *tag, const QByteArray &text, const QString &said) {
            QTest::newRow(tag) << text << said;
        };
        row("empty", "", u"not a file of connections"_s);
        row("no JSON", "hello", u"at byte"_s);
        row("an array", "[]", u"not a file of connections"_s);
        row("another format", json("{'format':'x','version':1,'connections':[]}"),
            u"exported by Roomkeeper"_s);
        row("our own file", json("{'version':2,'profiles':[]}"), u"exported by Roomkeeper"_s);
        row("later", json("{'format':'roomkeeper-connections','version':2,'connections':[]}"),
            u"newer version"_s);
        row("too large", QByteArray(maxExchangeSize + 1, ' '), u"too large"_s);
        row("no object", fileOf("1"), u"Connection 1 in this file"_s);
        row("the second", fileOf(json("{'name':'A','endpoint':'https://a.example'},{'name':'B'}")),
            u"Connection 2 in this file"_s);
        row("no name", fileOf(json("{'name':' ','endpoint':'https://a.example'}")), u"no name"_s);
        row("two lines", fileOf(json("{'name':'A\\nB','endpoint':'https://a.example'}")),
            u"more than one line"_s);
        row("name too long",
            fileOf(json("{'endpoint':'https://a.example','name':'") + QByteArray(201, 'x')
                   + json("'}")),
            u"longer than 200"_s);
        row("a number for a name", fileOf(json("{'name':1,'endpoint':'https://a.example'}")),
            u"“name” is not text"_s);
        row("no endpoint", fileOf(json("{'name':'A'}")), u"endpoint"_s);
        row("plain http", fileOf(json("{'name':'A','endpoint':'http://a.example'}")), u"https"_s);
        row("a path", fileOf(json("{'name':'A','endpoint':'https://a.example/rooms'}")), u"path"_s);
        row("version", with(json("'apiVersion':'1999-01-01'")), u"“apiVersion”"_s);
        row("authentication", with(json("'authentication':'password'")), u"“authentication”"_s);
        row("read-only", with(json("'readOnly':'yes'")), u"“readOnly”"_s);
        row("colour", with(json("'colour':'url'")), u"#rrggbb"_s);
        row("colour with a line", with(json("'colour':'#112233\\n'")), u"#rrggbb"_s);
        row("group", with(json("'group':'A\\u2028B'")), u"more than one line"_s);
        row("notes", with(json("'notes':'") + QByteArray(10'001, 'x') + "\""), u"“notes”"_s);
        row("tenant and subscription", with(json("'tenant':'a','subscription':'b'")),
            u"not both"_s);
        row("an option for a tenant", with(json("'tenant':'--debug'")), u"hyphen"_s);
        row("unknown field", with(json("'authorityFile':'/etc/passwd'")), u"“authorityFile”"_s);
        row("id", with(json("'id':'6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c01'")), u"“id”"_s);
    }

    void whatIsNotRightIsRejectedInWords()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        const auto profiles = importedProfiles(text, {});
        QVERIFY(!profiles);
        QCOMPARE(profiles.error().kind, ErrorKind::Invalid);
        QVERIFY2(profiles.error().message.contains(said), qPrintable(profiles.error().message));
    }

    void aFileWithAKeyIsRejected_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray connection = "endpoint=https://a.example/;AccessKey=" + key;
        QTest::newRow("a connection string") << connection;
        QTest::newRow("in an entry") << with(json("'connectionString':'") + connection + "\"");
        QTest::newRow("in the notes") << with(json("'notes':'use ") + connection + "\"");
        QTest::newRow("with blanks") << with(json("'notes':'accesskey = ") + key + "\"");
        QTest::newRow("escaped") << with(json("'notes':'\\u0061ccesskey\\u003d") + key + "\"");
        QTest::newRow("a field") << with(json("'accessKey':'") + key + "\"");
        QTest::newRow("beside the list") << json("{'format':'roomkeeper-connections','version':1,'"
                                                 "connections':[],'x':[{'\\u0041ccessKey':'")
                                                + key + json("'}]}");
    }

    void aFileWithAKeyIsRejected()
    {
        QFETCH(QByteArray, text);
        const auto profiles = importedProfiles(text, {});
        QVERIFY(!profiles);
        QVERIFY2(profiles.error().message.contains(u"gives full access to the resource"_s),
                 qPrintable(profiles.error().message));
        QVERIFY(!profiles.error().message.contains(QString::fromLatin1(key)));
    }

    void aKeyIsNotExported()
    {
        Profile careless = fabrikam();
        careless.notes = u"endpoint=https://a.example/;accesskey="_s + QString::fromLatin1(key);
        const auto text = exportedProfiles({contoso(), careless});
        QVERIFY(!text);
        QVERIFY(text.error().message.contains(u"“Fabrikam”"_s));
        QVERIFY(!text.error().message.contains(QString::fromLatin1(key)));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestProfileExchange);
#include "tst_profileexchange.moc"
