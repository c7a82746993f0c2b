#include "admin/rooms/roomid.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;

namespace {

const QString one = u"990000000000000012"_s;
const QString two = u"9912345678901234"_s;

} // namespace

class TestRoomId : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void wholeIdsAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("lines") << u"%1\n%2\n"_s;
        QTest::newRow("a URL") << u"https://contoso.example/rooms/%1?api-version=1 /join/%2/"_s;
        QTest::newRow("JSON") << u"{\"value\":[{\"id\":\"%1\"},{\"id\":%2}]}"_s;
        QTest::newRow("a sentence") << u"Please open room %1, then %2."_s;
        QTest::newRow("a row of a table") << u"Board\t%1\tOpen\nTalk\t%2\tEnded"_s;
        QTest::newRow("twice") << u"%1 %2 %1"_s;
        QTest::newRow("quotes and invisible characters") << u"“%1”\u200B\u00A0'%2'"_s;
    }

    void wholeIdsAreFound()
    {
        QFETCH(const QString, text);
        QCOMPARE(roomIdsIn(text.arg(one, two)), (QStringList{one, two}));
        QCOMPARE(readRoomIds(text.arg(one, two)).ids, (QStringList{one, two}));
        QCOMPARE(readRoomIds(text.arg(one, two)).problem, QString());
    }

    void whatIsNoWholeIdIsNotFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("part of an ID") << u"9900000000000"_s;
        QTest::newRow("too long") << u"9912345678901234567"_s;
        QTest::newRow("part of a word") << u"a9912345678901234"_s;
        QTest::newRow("parts") << u"99123456 78901234"_s;
        QTest::newRow("an identifier")
            << u"8:acs:0e1f2a3b-1111-2222-3333-444455556666_00000001-aaaa-bbbb-cccc-123456789012"_s;
    }

    void whatIsNoWholeIdIsNotFound()
    {
        QFETCH(const QString, text);
        QCOMPARE(roomIdsIn(text), QStringList());
    }

    void oneIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("itself") << two;
        QTest::newRow("with white space") << u" 9912345678901234\n"_s;
        QTest::newRow("in groups") << u"9912 3456 7890 1234"_s;
        QTest::newRow("with separators") << u"9,912,345,678,901,234"_s;
        QTest::newRow("with hyphens") << u"9912‑3456-7890–1234"_s;
        QTest::newRow("in a variable") << u"export ROOM_ID=\"9912345678901234\""_s;
        QTest::newRow("in a formula") << u"=\"9912345678901234\""_s;
        QTest::newRow("full width") << u"９９１２３４５６７８９０１２３４"_s;
        QTest::newRow("Arabic digits") << u"٩٩١٢٣٤٥٦٧٨٩٠١٢٣٤"_s;
    }

    void oneIsRead()
    {
        QFETCH(const QString, text);
        const RoomIdInput input = readRoomIds(text);
        QCOMPARE(input.ids, QStringList{two});
        QCOMPARE(input.problem, QString());
    }

    void problemsNameTheCause_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        QTest::newRow("too short") << u"123"_s << u"this one has 3"_s;
        QTest::newRow("too long") << u"9912345678901234567"_s << u"this one has 19"_s;
        QTest::newRow("a letter") << u"991234567890123a"_s << u"“a” is not a digit"_s;
        QTest::newRow("a foreign letter") << u"99123456789012\u0417"_s << u"“З” (U+0417)"_s;
        QTest::newRow("an accent alone") << u"99123456789012\u0301"_s << u"only; U+0301 is"_s;
        QTest::newRow("rounded") << u"9.94685E+16"_s << u"rounded this ID (9.94685E+16)"_s;
        QTest::newRow("rounded, with a comma") << u"9,94685e+17"_s << u"rounded this ID"_s;
    }

    void problemsNameTheCause()
    {
        QFETCH(const QString, text);
        const RoomIdInput input = readRoomIds(text);
        QCOMPARE(input.ids, QStringList());
        QFETCH(const QString, problem);
        QVERIFY2(input.problem.contains(problem), qPrintable(input.problem));
    }

    void nothingIsNoProblem()
    {
        QCOMPARE(readRoomIds(u" \u200B"_s).problem, QString());
        QCOMPARE(readRoomIds(u" \u200B"_s).ids, QStringList());
    }

    void roundedIds()
    {
        QVERIFY(roundedIdText(u"990000000000000000"_s).contains(u"ends in 00"));
        QCOMPARE(roundedIdText(u"990000000000000010"_s), QString());
        QCOMPARE(roundedNumberText(u"9.95E+03 1.5e17kg"_s), QString());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestRoomId);
#include "tst_roomid.moc"
