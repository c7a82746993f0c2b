#include "admin/drafts/identifierinput.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;

namespace {

const QString resource = u"0e1f2a3b-1111-2222-3333-444455556666"_s;
const QString anna = u"8:acs:%1_00000001-aaaa-bbbb-cccc-dddddddddddd"_s.arg(resource);
const QString bert = u"8:acs:%1_00000002-aaaa-bbbb-cccc-dddddddddddd"_s.arg(resource);
const QString cora = u"8:gcch-acs:%1_00000003-aaaa-bbbb-cccc-dddddddddddd"_s.arg(resource);

} // namespace

class TestIdentifierInput : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void separators_data()
    {
        QTest::addColumn<QString>("separator");
        QTest::newRow("line") << u"\n"_s;
        QTest::newRow("Windows line") << u"\r\n"_s;
        QTest::newRow("comma") << u","_s;
        QTest::newRow("comma and blank") << u", "_s;
        QTest::newRow("semicolon") << u";"_s;
        QTest::newRow("blanks") << u"   "_s;
        QTest::newRow("tab") << u"\t"_s;
        QTest::newRow("no-break space") << u"\u00a0"_s;
        QTest::newRow("zero-width space") << u"\u200b"_s;
        QTest::newRow("empty lines") << u"\n\n \n"_s;
    }

    void separators()
    {
        QFETCH(QString, separator);
        const auto input =
            readIdentifiers(separator + anna + separator + bert + separator + cora + separator);
        QCOMPARE(input.rawIds, (QList<QString>{anna, bert, cora}));
        QVERIFY(input.problems.isEmpty());
        QCOMPARE(input.duplicates, 0);
    }

    void nothing()
    {
        QCOMPARE(readIdentifiers({}), IdentifierInput());
        QCOMPARE(readIdentifiers(u" ,;\n\t"_s), IdentifierInput());
    }

    void duplicatesCountOnce()
    {
        const auto input = readIdentifiers(anna + u'\n' + bert + u'\n' + anna + u',' + anna);
        QCOMPARE(input.rawIds, (QList<QString>{anna, bert}));
        QCOMPARE(input.duplicates, 2);
        QCOMPARE(input.repetitions,
                 (QList<IdentifierInput::Repetition>{{.rawId = anna, .lines = {1, 3, 3}}}));
    }

    void repetitionsComeInTheOrderOfTheirFirstTime()
    {
        const QStringList lines{cora, anna, u"4:+4930123"_s, u"4:+4930123"_s, anna, bert, cora};
        const auto input = readIdentifiers(lines.join(u'\n'));
        QCOMPARE(input.repetitions,
                 (QList<IdentifierInput::Repetition>{{.rawId = cora, .lines = {1, 7}},
                                                     {.rawId = anna, .lines = {2, 5}}}));
        QCOMPARE(input.duplicates, 2);
        QCOMPARE(input.problems.size(), 2);
    }

    void checks()
    {
        using Kind = IdentifierCheck::Kind;
        const acs::Role presenter = acs::Role::presenter();
        const RosterIndex roster{{anna, presenter}, {bert, {.name = u"Butler"_s}}};
        const QString stranger = u"8:acs:99999999-1111-2222-3333-444455556666_1"_s;
        const QString loud = u"8:acs:%1_00000009"_s.arg(resource.toUpper());
        const auto input =
            readIdentifiers((QStringList{bert, stranger, anna, cora, anna, loud}).join(u' '));
        QCOMPARE(evaluateIdentifiers(input, roster, presenter, usualResource(roster)),
                 (QList<IdentifierCheck>{
                     {.rawId = bert, .kind = Kind::OtherRole, .role = acs::Role{u"Butler"_s}},
                     {.rawId = stranger, .isOfOtherResource = true},
                     {.rawId = anna, .kind = Kind::SameRole, .role = presenter},
                     {.rawId = cora},
                     {.rawId = loud}}));
        // No participants: there is no usual resource, and everybody is new.
        for (const IdentifierCheck &each :
             evaluateIdentifiers(input, {}, presenter, usualResource({})))
            QVERIFY(each.kind == Kind::New && !each.role && !each.isOfOtherResource);
    }

    void theUsualResourceIsThatOfMost_data()
    {
        QTest::addColumn<QStringList>("resources");
        QTest::addColumn<QString>("usual");
        const QString a = u"aaaaaaaa-1111-2222-3333-444455556666"_s;
        const QString b = u"bbbbbbbb-1111-2222-3333-444455556666"_s;
        QTest::newRow("nobody") << QStringList() << QString();
        QTest::newRow("one") << QStringList{b} << b;
        QTest::newRow("most") << QStringList{a, b, b} << b;
        QTest::newRow("as many") << QStringList{b, a} << a;
        QTest::newRow("in any case") << QStringList{a, b, b.toUpper()} << b;
        QTest::newRow("unreadable ones") << QStringList{u"x"_s, u"y"_s, b} << b;
    }

    void theUsualResourceIsThatOfMost()
    {
        QFETCH(QStringList, resources);
        RosterIndex roster;
        for (const QString &each : resources)
            roster.insert(u"8:acs:%1_%2"_s.arg(each).arg(roster.size()), acs::Role::attendee());
        QTEST(usualResource(roster), "usual");
    }

    void badOnesAreNamedWithTheirLineAndGoodOnesKept_data()
    {
        QTest::addColumn<QString>("newline");
        QTest::newRow("LF") << u"\n"_s;
        QTest::newRow("CRLF") << u"\r\n"_s;
        QTest::newRow("CR") << u"\r"_s;
        QTest::newRow("paragraph") << u"\u2029"_s;
    }

    void badOnesAreNamedWithTheirLineAndGoodOnesKept()
    {
        QFETCH(QString, newline);
        const QStringList lines{anna, u"4:+4930123"_s, QString(), u"28:x, 8:orgid:y"_s,
                                bert, u"8:acs:z"_s};
        const auto input = readIdentifiers(lines.join(newline));
        QCOMPARE(input.rawIds, (QList<QString>{anna, bert}));
        QList<int> numbers;
        QStringList texts;
        for (const auto &problem : input.problems) {
            numbers << problem.line;
            texts << problem.text;
        }
        QCOMPARE(numbers, (QList<int>{2, 4, 4, 6}));
        QCOMPARE(texts, (QStringList{u"4:+4930123"_s, u"28:x"_s, u"8:orgid:y"_s, u"8:acs:z"_s}));
    }

    void whatSurroundsThemIsIgnored_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rest");
        QTest::newRow("quoted") << u"\"%1\" '%2'"_s << QString();
        QTest::newRow("typographic quotes") << u"“%1”, „%2“"_s << QString();
        QTest::newRow("angle brackets") << u"<%1>\n<%2>"_s << QString();
        QTest::newRow("bullets") << u"- %1\n• %2"_s << QString();
        QTest::newRow("a JSON array") << u"[\"%1\",\n \"%2\"]"_s << QString();
        QTest::newRow("the end of a JSON array") << u"\"%1\",\n \"%2\"]"_s << QString();
        QTest::newRow("full stops") << u"%1. %2."_s << QString();
        QTest::newRow("joined") << u"%1\u200B%2\uFEFF"_s << QString();
        QTest::newRow("in a URL") << u"https://contoso.example/users/%1?api=1 /%2#x"_s
                                  << u"https://contoso.example/users/ api 1 x"_s;
        QTest::newRow("a sentence") << u"Please add Anna (%1),\nand Bert: %2. Thanks!"_s
                                    << u"Please add Anna and Bert Thanks"_s;
    }

    void whatSurroundsThemIsIgnored()
    {
        QFETCH(QString, text);
        const auto input = readIdentifiers(text.arg(anna, bert));
        QCOMPARE(input.rawIds, (QList<QString>{anna, bert}));
        QVERIFY(input.problems.isEmpty());
        QVERIFY(input.roles.isEmpty());
        QVERIFY(input.names.isEmpty());
        QTEST(input.rest, "rest");
    }

    void theRestIsShort()
    {
        const auto input = readIdentifiers(u"words "_s.repeated(500) + anna);
        QVERIFY(input.rest.size() <= 81);
        QVERIFY(input.rest.endsWith(u'…'));
    }

    void lookAlikesAreCleaned()
    {
        QString odd = anna;
        odd.replace(u'-', QChar(0x2011)).replace(u':', QChar(0xFF1A)).insert(20, QChar(0x200B));
        QCOMPARE(readIdentifiers(odd).rawIds, QList<QString>{anna});
        QCOMPARE(readIdentifiers(QString(anna).replace(u':', u"%3A"_s)).rawIds,
                 QList<QString>{anna});
    }

    void capitalsAreCorrected()
    {
        const auto input = readIdentifiers(
            u"8:ACS:%1 8:Gcch-Acs:%2 %3"_s.arg(anna.sliced(6), cora.sliced(11), bert));
        QCOMPARE(input.rawIds, (QList<QString>{anna, cora, bert}));
        QCOMPARE(input.corrected, 2);
        QVERIFY(input.problems.isEmpty());
    }

    void theServicesJson_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("a response")
            << u"{\"value\":[{\"rawId\":\"%1\",\"role\":\"Presenter\"},"
               "{\"rawId\":\"%2\",\"role\":\"Consumer\"}],\"nextLink\":\"https://x.example/?a=1\"}"_s;
        QTest::newRow("a request") << u"{\"participants\":{\"%1\":{\"role\":\"Presenter\"},"
                                      "\"%2\":{\"role\":\"consumer\"},\"%3\":null}}"_s;
        QTest::newRow("Python")
            << u"[{\"communicationIdentifier\":{\"rawId\":\"%1\",\"communicationUser\":"
               "{\"id\":\"%1\"}},\"role\":\"Presenter\"},"
               "{\"role\":\"Consumer\",\"communicationIdentifier\":{\"rawId\":\"%2\"}}]"_s;
        QTest::newRow("JavaScript")
            << u"[\n {\"id\": {\"communicationUserId\": \"%1\"}, \"role\": \"Presenter\"},\n"
               " {\"id\": {\"communicationUserId\": \"%2\"}, \"role\": \"Consumer\"}\n]"_s;
    }

    void theServicesJson()
    {
        QFETCH(QString, text);
        const auto input = readIdentifiers(
            text.replace(u"%1"_s, anna).replace(u"%2"_s, bert).replace(u"%3"_s, cora));
        QCOMPARE(input.rawIds, (QList<QString>{anna, bert}));
        QCOMPARE(input.roles, (QHash<QString, acs::Role>{{anna, acs::Role::presenter()},
                                                         {bert, acs::Role::consumer()}}));
        QVERIFY(input.problems.isEmpty());
        QCOMPARE(input.rest, QString());
    }

    void namesInJson()
    {
        const auto input = readIdentifiers(
            u"[{\"displayName\":\"Anna Smith\",\"id\":\"%1\"},{\"id\":\"%2\"}]"_s.arg(anna, bert));
        QCOMPARE(input.names, (QHash<QString, QString>{{anna, u"Anna Smith"_s}}));
        QVERIFY(input.roles.isEmpty());
    }

    void rowsOfATable_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("tabs") << u"Anna Smith\t%1\tPresenter\nBert Jones\t%2\tconsumer"_s;
        QTest::newRow("another order")
            << u"%1\tpresenter\tAnna Smith\t17\n%2\tConsumer\tBert Jones\t"_s;
        QTest::newRow("commas") << u"Anna Smith,%1,Presenter\nBert Jones, %2, Consumer"_s;
        QTest::newRow("semicolons, quotes")
            << u"\"Anna Smith\";\"%1\";\"Presenter\"\r\n\"Bert Jones\";\"%2\";\"Consumer\"\r\n"_s;
        QTest::newRow("an address and a number before the name")
            << u"anna@contoso.example\t4711\tAnna Smith\t%1\tPresenter\n"
               "bert@contoso.example\t4712\tBert Jones\t%2\tConsumer"_s;
    }

    void rowsOfATable()
    {
        QFETCH(QString, text);
        const auto input = readIdentifiers(text.arg(anna, bert));
        QCOMPARE(input.rawIds, (QList<QString>{anna, bert}));
        QCOMPARE(input.roles, (QHash<QString, acs::Role>{{anna, acs::Role::presenter()},
                                                         {bert, acs::Role::consumer()}}));
        QCOMPARE(input.names,
                 (QHash<QString, QString>{{anna, u"Anna Smith"_s}, {bert, u"Bert Jones"_s}}));
        QVERIFY(input.problems.isEmpty());
        QCOMPARE(input.rest, QString());
    }

    void aRoleBesideAnIdentifierIsUsed()
    {
        const auto input = readIdentifiers(anna + u" Presenter\n"_s + bert);
        QCOMPARE(input.roles, (QHash<QString, acs::Role>{{anna, acs::Role::presenter()}}));
        QVERIFY(input.names.isEmpty());
        QCOMPARE(input.rest, QString());
    }

    void theRoleOfTheTextIsWhatIsChecked()
    {
        using Kind = IdentifierCheck::Kind;
        const acs::Role presenter = acs::Role::presenter();
        const RosterIndex roster{{anna, presenter}, {bert, presenter}};
        const auto input = readIdentifiers(anna + u",Presenter\n"_s + bert + u",Consumer\n"_s);
        QCOMPARE(evaluateIdentifiers(input, roster, acs::Role::attendee(), {}),
                 (QList<IdentifierCheck>{
                     {.rawId = anna, .kind = Kind::SameRole, .role = presenter, .given = presenter},
                     {.rawId = bert,
                      .kind = Kind::OtherRole,
                      .role = presenter,
                      .given = acs::Role::consumer()}}));
    }

    void wholeIdentifiersOnly()
    {
        QCOMPARE(rawIdsIn(u"state:open vip"_s), QStringList());
        QCOMPARE(rawIdsIn(u"8:acs:0e1f2a3b"_s), QStringList());
        QCOMPARE(rawIdsIn(u"rooms of <%1>"_s.arg(anna)), QStringList{anna});
    }

    void kinds_data()
    {
        QTest::addColumn<QString>("rawId");
        QTest::addColumn<QString>("words");
        const QString user = u"_00000001-aaaa-bbbb-cccc-dddddddddddd"_s;
        const QString rooms = u" A room accepts only communication users (8:acs:…)."_s;
        QTest::newRow("Teams user") << u"8:orgid:37691ec4-57fb-4c0f-ae31-32791610cb14"_s
                                    << u"This is a Teams user."_s + rooms;
        QTest::newRow("Teams user, GCC high")
            << u"8:gcch:abc"_s << u"This is a Teams user."_s + rooms;
        QTest::newRow("anonymous Teams user")
            << u"8:teamsvisitor:37691ec4"_s << u"This is an anonymous Teams user."_s + rooms;
        QTest::newRow("Teams extension user") << u"8:acs:%1_tenant_user"_s.arg(resource)
                                              << u"This is a Teams extension user."_s + rooms;
        QTest::newRow("phone number") << u"4:+4930123456"_s << u"This is a phone number."_s + rooms;
        QTest::newRow("bot") << u"28:orgid:abc"_s << u"This is a bot or Teams app."_s + rooms;
        QTest::newRow("no GUID") << u"8:acs:123456c"_s
                                 << u"The resource before “_” is not a GUID."_s;
        QTest::newRow("a wrong GUID, other cloud")
            << u"8:dod-acs:123"_s + user << u"The resource before “_” is not a GUID."_s;
        QTest::newRow("user missing")
            << u"8:acs:%1"_s.arg(resource) << u"The user after the resource's GUID is missing."_s;
        QTest::newRow("user empty")
            << u"8:acs:%1_"_s.arg(resource) << u"The user after the resource's GUID is missing."_s;
        QTest::newRow("strange character")
            << u"8:acs:%1_a/b"_s.arg(resource)
            << u"The user after “_” contains a character that is not allowed."_s;
        QTest::newRow("too many parts") << u"8:acs:%1_a_b_c"_s.arg(resource)
                                        << u"It contains more than a resource and a user."_s;
        QTest::newRow("a sentence")
            << u"please add Anna and Bert"_s << u"This is not an identifier."_s + rooms;
        QTest::newRow("anything") << u"anna@contoso.example"_s
                                  << u"This is not an identifier."_s + rooms;
    }

    void kinds()
    {
        QFETCH(QString, rawId);
        QFETCH(QString, words);
        const auto input = readIdentifiers(rawId);
        QVERIFY(input.rawIds.isEmpty());
        QCOMPARE(input.problems.size(), 1);
        QCOMPARE(input.problems.first().text, rawId);
        QCOMPARE(input.problems.first().message, words);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestIdentifierInput);
#include "tst_identifierinput.moc"
