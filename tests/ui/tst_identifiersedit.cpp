#include "support/fixture.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/participants/identifiersedit.h"
#include "ui/participants/identifiertext.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

QString rawId(int number)
{
    return u"8:acs:11111111-2222-3333-4444-555555555555_0000-%1"_s.arg(number);
}

acs::Participant participant(int number, const acs::Role &role = acs::Role::attendee())
{
    return {.rawId = rawId(number), .role = role};
}

} // namespace

class TestIdentifiersEdit : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void editReadsAsItIsTyped();
    void editNamesTheBadLines();
    void editSaysWhatItCorrectedAndIgnored();
    void editUsesTheRolesInTheText();
    void editCutsLongLists();
    void editKeepsTheRole();
    void editIsNamed();
    void editShowsASummary_data();
    void editShowsASummary();
    void editChecksAgainstARoster();
    void aLongListOfChecksIsCut();
};

void TestIdentifiersEdit::editReadsAsItIsTyped()
{
    IdentifiersEdit edit;
    const QSignalSpy changes(&edit, &IdentifiersEdit::changed);
    edit.setText(rawId(1) + u", "_s + rawId(2) + u"\n"_s + rawId(1));
    QCOMPARE(changes.count(), 1);
    QCOMPARE(edit.input().rawIds, (QStringList{rawId(1), rawId(2)}));
    QCOMPARE(edit.input().duplicates, 1);
    QCOMPARE(edit.participants(), (QList<acs::Participant>{participant(1), participant(2)}));

    edit.roleBox()->setCurrentText(u"Presenter"_s);
    QCOMPARE(changes.count(), 2);
    QCOMPARE(edit.role(), acs::Role::presenter());
    QCOMPARE(edit.participants().first().role, acs::Role::presenter());

    // Like an assistive tool.
    auto *text = QAccessible::queryAccessibleInterface(edit.textEdit())->editableTextInterface();
    QVERIFY(text);
    text->replaceText(0, static_cast<int>(edit.text().size()), rawId(7));
    QCOMPARE(edit.input().rawIds, QStringList{rawId(7)});
}

void TestIdentifiersEdit::editNamesTheBadLines()
{
    IdentifiersEdit edit;
    auto *problems = edit.findChild<QLabel *>(u"identifiersProblems"_s);
    QVERIFY(problems->isHidden());
    edit.setText(rawId(1) + u"\n\n"_s + rawId(2) + u"\n4:+4912"_s);
    QVERIFY(!problems->isHidden());
    QVERIFY2(problems->text().startsWith(u"Line 4, “4:+4912”: This is a phone number"_s),
             qPrintable(problems->text()));
    QCOMPARE(problems->textFormat(), Qt::PlainText);
    QCOMPARE(problems->accessibleName(), QString());
    QCOMPARE(edit.input().rawIds, (QStringList{rawId(1), rawId(2)})); // the valid ones stay
    edit.setText(rawId(1));
    QVERIFY(problems->isHidden());
}

void TestIdentifiersEdit::editSaysWhatItCorrectedAndIgnored()
{
    IdentifiersEdit edit;
    const auto *notes = edit.findChild<QLabel *>(u"identifiersNotes"_s);
    edit.setText(u"Please add 8:ACS:%1"_s.arg(rawId(1).sliced(6)));
    QCOMPARE(edit.input().rawIds, QStringList{rawId(1)});
    QCOMPARE(notes->text(),
             u"1 identifier corrected: the beginning must be in lower case (8:acs:).\n"
             "Ignored: “Please add”"_s);
    QCOMPARE(edit.textEdit()->accessibleDescription(), notes->text());
    QVERIFY(edit.findChild<QLabel *>(u"identifiersProblems"_s)->isHidden());
    edit.setText(u"Please add Anna"_s);
    QVERIFY(notes->text().isEmpty());
    QVERIFY(edit.findChild<QLabel *>(u"identifiersProblems"_s)
                ->text()
                .startsWith(u"Line 1, “Please add Anna”: This is not an identifier."));
}

void TestIdentifiersEdit::editUsesTheRolesInTheText()
{
    IdentifiersEdit edit;
    edit.setText(u"[{\"rawId\":\"%1\",\"role\":\"Presenter\"},{\"rawId\":\"%2\"}]"_s.arg(rawId(1),
                                                                                         rawId(2)));
    QCOMPARE(edit.participants(),
             (QList<acs::Participant>{participant(1, acs::Role::presenter()), participant(2)}));
    // A role that the API version lacks is not given.
    edit.setText(rawId(1) + u" Collaborator"_s);
    QCOMPARE(edit.participants().first().role.name, u"Collaborator"_s);
    edit.setRoles(acs::rolesOf(acs::ApiVersion::V2024_04_15));
    QCOMPARE(edit.participants(), QList<acs::Participant>{participant(1)});
}

void TestIdentifiersEdit::editCutsLongLists()
{
    admin::IdentifierInput input;
    for (int line = 1; line <= 9; ++line)
        input.problems.append({.line = line, .text = QString(500, u'x'), .message = u"bad"_s});
    const QStringList lines = problemsText(input, 5).split(u'\n');
    QCOMPARE(lines.size(), 6);
    QVERIFY(lines.first().size() < 80);
    QCOMPARE(lines.last(), u"… and 4 more"_s);
}

void TestIdentifiersEdit::editKeepsTheRole()
{
    IdentifiersEdit edit;
    QCOMPARE(edit.role(), acs::Role::attendee());
    edit.setRoles(acs::rolesOf(acs::ApiVersion::V2024_04_15));
    QCOMPARE(edit.roleBox()->findText(u"Collaborator"_s), -1);
    QCOMPARE(edit.role(), acs::Role::attendee());
    edit.roleBox()->setCurrentText(u"Consumer"_s);
    edit.setRoles(acs::rolesOf(acs::ApiVersion::V2025_03_13));
    QVERIFY(edit.roleBox()->findText(u"Collaborator"_s) >= 0);
    QCOMPARE(edit.role(), acs::Role::consumer());
}

void TestIdentifiersEdit::editIsNamed()
{
    IdentifiersEdit edit;
    edit.setName(u"Participants"_s, u"participants"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(edit.textEdit())->text(QAccessible::Name),
             u"Participants"_s);
    QCOMPARE(edit.textEdit()->objectName(), u"participants"_s);
    const auto labels =
        QAccessible::queryAccessibleInterface(edit.roleBox())->relations(QAccessible::Label);
    QCOMPARE(labels.size(), 1);
    QCOMPARE(labels.first().first->text(QAccessible::Name), u"Role"_s);
}

void TestIdentifiersEdit::editShowsASummary_data()
{
    QTest::addColumn<admin::IdentifierInput>("input");
    QTest::addColumn<QString>("summary");
    const admin::IdentifierInput::Problem bad{.line = 1, .text = u"x"_s, .message = u"bad"_s};
    QTest::newRow("nothing") << admin::IdentifierInput{} << QString();
    QTest::newRow("one") << admin::IdentifierInput{.rawIds = {u"a"_s}} << u"1 participant"_s;
    QTest::newRow("three and twice")
        << admin::IdentifierInput{.rawIds = {u"a"_s, u"b"_s, u"c"_s}, .duplicates = 1}
        << u"3 participants; 1 duplicate"_s;
    QTest::newRow("bad only") << admin::IdentifierInput{.problems = {bad}}
                              << u"0 participants; 1 invalid"_s;
}

void TestIdentifiersEdit::editShowsASummary()
{
    QFETCH(admin::IdentifierInput, input);
    QTEST(identifierSummary(input), "summary");
}

void TestIdentifiersEdit::editChecksAgainstARoster()
{
    IdentifiersEdit edit;
    edit.setRoster({{rawId(1), acs::Role::attendee()}, {rawId(2), acs::Role::presenter()}});
    const QString other = u"8:acs:99999999-2222-3333-4444-555555555555_0000-9"_s;
    edit.setText(
        (QStringList{rawId(1), rawId(2), rawId(3), u"4:+4912"_s, rawId(3), other}).join(u'\n'));
    const auto *notes = edit.findChild<QLabel *>(u"identifiersNotes"_s);
    const auto *summary = edit.findChild<QLabel *>(u"identifiersVerdict"_s);
    QCOMPARE(summary->text(), u"2 new; 1 role change; 1 already in the room; 1 duplicate; 1 "
                              u"invalid"_s);
    const QStringList lines = notes->text().split(u'\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(0).endsWith(u"0000-1: Already a participant (Attendee)."));
    QVERIFY(lines.at(1).endsWith(u"0000-2: Already a participant (Presenter). The role changes "
                                 u"to Attendee."));
    QVERIFY(lines.at(2).endsWith(u"0000-3: New. Entered 2 times (lines 3, 5), added once."));
    QVERIFY(lines.at(3).contains(u"0000-9: New. From another resource"));
    QVERIFY(edit.findChild<QLabel *>(u"identifiersProblems"_s)
                ->text()
                .startsWith(u"Line 4, “4:+4912”: This is a phone number. "));

    // Another role gives another result.
    edit.roleBox()->setCurrentText(u"Presenter"_s);
    QVERIFY(notes->text().contains(u"0000-1: Already a participant (Attendee). The role changes to "
                                   u"Presenter."));
    QVERIFY(notes->text().contains(u"0000-2: Already a participant (Presenter).\n"));
}

void TestIdentifiersEdit::aLongListOfChecksIsCut()
{
    admin::IdentifierInput input;
    QList<admin::IdentifierCheck> checks;
    for (int number = 0; number < 9; ++number)
        checks << admin::IdentifierCheck{.rawId = rawId(number)};
    const QStringList lines = checkLines(input, checks, acs::Role::attendee(), 5).split(u'\n');
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines.last(), u"… and 4 more"_s);
}

ROOMKEEPER_TEST(QApplication, TestIdentifiersEdit);
#include "tst_identifiersedit.moc"
