#include "ui/common/identifierdelegate.h"
#include "ui/participants/identifiersedit.h"
#include "ui/participants/participanttablemodel.h"
#include "ui/widgettest.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QPersistentModelIndex>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>

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

QList<acs::Participant> participants(std::initializer_list<int> numbers)
{
    QList<acs::Participant> result;
    for (const int number : numbers)
        result << participant(number);
    return result;
}

} // namespace

class TestParticipants : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        failOnOwnWarnings();
        m_model = std::make_unique<ParticipantTableModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void columnsAndCells();
    void unknownRoleIsShownAsItIs();
    void mergesWithoutReset_data();
    void mergesWithoutReset();
    void selectionOutlivesARefresh();
    void changedRoleChangesItsRowOnly();
    void rolesSortByRights();
    void cellTellsTheWholeId();

    void editReadsAsItIsTyped();
    void editNamesTheBadLines();
    void editCutsLongLists();
    void editKeepsTheRole();
    void editIsNamed();
    void editTellsItsVerdict_data();
    void editTellsItsVerdict();

private:
    QString cell(int row, int column, int role = Qt::DisplayRole)
    {
        return m_model->index(row, column).data(role).toString();
    }

    std::unique_ptr<ParticipantTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestParticipants::columnsAndCells()
{
    m_model->setParticipants({participant(1, acs::Role::presenter()), participant(2)});
    QStringList headers;
    for (int column = 0; column < m_model->columnCount(); ++column)
        headers << m_model->headerData(column, Qt::Horizontal).toString();
    QCOMPARE(headers, (QStringList{u"Name"_s, u"Identifier"_s, u"Role"_s, u"Change"_s}));
    QCOMPARE(cell(0, ParticipantTableModel::Identifier), rawId(1));
    QCOMPARE(cell(0, ParticipantTableModel::Role), u"Presenter"_s);
    QCOMPARE(cell(1, ParticipantTableModel::Role), u"Attendee"_s);
    QCOMPARE(cell(0, ParticipantTableModel::Name), QString());
    QCOMPARE(cell(0, ParticipantTableModel::Change), QString());
    QCOMPARE(cell(1, ParticipantTableModel::Change, ParticipantTableModel::RawIdRole), rawId(2));
    QCOMPARE(m_model->rowOf(rawId(2)), 1);
    QCOMPARE(m_model->rowOf(rawId(3)), -1);
}

void TestParticipants::unknownRoleIsShownAsItIs()
{
    m_model->setParticipants({participant(1, {.name = u"Moderator"_s})});
    QCOMPARE(cell(0, ParticipantTableModel::Role), u"Moderator"_s);
    QVERIFY(!cell(0, ParticipantTableModel::Role, Qt::ToolTipRole).isEmpty());
    QCOMPARE(m_model->participants().first().role.name, u"Moderator"_s);
}

void TestParticipants::mergesWithoutReset_data()
{
    QTest::addColumn<QList<acs::Participant>>("before");
    QTest::addColumn<QList<acs::Participant>>("after");
    QTest::addColumn<QList<acs::Participant>>("shown");
    QTest::addColumn<int>("insertions");
    QTest::addColumn<int>("removals");

    const auto row = [](const char *title, std::initializer_list<int> before,
                        std::initializer_list<int> after, std::initializer_list<int> shown,
                        int insertions, int removals) {
        QTest::newRow(title) << participants(before) << participants(after) << participants(shown)
                             << insertions << removals;
    };
    row("first", {}, {1, 2, 3}, {1, 2, 3}, 1, 0);
    row("same", {1, 2, 3}, {1, 2, 3}, {1, 2, 3}, 0, 0);
    row("none left", {1, 2, 3}, {}, {}, 0, 1);
    row("another room", {1, 2, 3}, {4, 5}, {4, 5}, 1, 1);
    row("one from the middle", {1, 2, 3}, {1, 3}, {1, 3}, 0, 1);
    row("two runs", {1, 2, 3, 4, 5}, {2, 4}, {2, 4}, 0, 3);
    row("one more", {1, 2}, {1, 3, 2}, {1, 2, 3}, 1, 0);
    row("other order keeps the rows", {1, 2, 3}, {3, 1, 2}, {1, 2, 3}, 0, 0);
    row("named twice", {}, {1, 2, 1}, {1, 2}, 1, 0);
}

void TestParticipants::mergesWithoutReset()
{
    QFETCH(QList<acs::Participant>, before);
    QFETCH(QList<acs::Participant>, after);

    m_model->setParticipants(before);
    const QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    const QSignalSpy insertions(m_model.get(), &QAbstractItemModel::rowsInserted);
    const QSignalSpy removals(m_model.get(), &QAbstractItemModel::rowsRemoved);
    const QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setParticipants(after);
    QTEST(m_model->participants(), "shown");
    QTEST(static_cast<int>(insertions.count()), "insertions");
    QTEST(static_cast<int>(removals.count()), "removals");
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 0);
}

void TestParticipants::selectionOutlivesARefresh()
{
    m_model->setParticipants(participants({1, 2, 3}));
    const QPersistentModelIndex third = m_model->index(2, 0);
    m_model->setParticipants(participants({2, 3, 4}));
    QVERIFY(third.isValid());
    QCOMPARE(third.row(), 1);
    QCOMPARE(third.data(ParticipantTableModel::RawIdRole).toString(), rawId(3));
}

void TestParticipants::changedRoleChangesItsRowOnly()
{
    m_model->setParticipants(participants({1, 2, 3}));
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setParticipants(
        {participant(1), participant(2, acs::Role::consumer()), participant(3)});
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.first()[0].toModelIndex().row(), 1);
    QCOMPARE(changes.first()[1].toModelIndex().row(), 1);
    QCOMPARE(cell(1, ParticipantTableModel::Role), u"Consumer"_s);
}

void TestParticipants::rolesSortByRights()
{
    m_model->setParticipants(
        {participant(1, acs::Role::presenter()), participant(2, acs::Role::collaborator()),
         participant(3, acs::Role::attendee()), participant(4, acs::Role::consumer()),
         participant(5, {.name = u"Auditor"_s})});
    QStringList keys;
    for (int row = 0; row < m_model->rowCount(); ++row)
        keys << cell(row, ParticipantTableModel::Role, ParticipantTableModel::SortRole);
    QStringList sorted = keys;
    sorted.sort();
    QCOMPARE(keys, sorted);
}

void TestParticipants::cellTellsTheWholeId()
{
    m_model->setParticipants(participants({1}));
    QTableView view;
    view.setModel(m_model.get());
    view.setItemDelegateForColumn(ParticipantTableModel::Identifier,
                                  new IdentifierDelegate(Qt::ElideLeft, &view));
    view.setColumnWidth(ParticipantTableModel::Identifier, 40);
    auto *table = QAccessible::queryAccessibleInterface(&view)->tableInterface();
    QVERIFY(table);
    auto *shown = table->cellAt(0, ParticipantTableModel::Identifier);
    QVERIFY(shown);
    QCOMPARE(shown->text(QAccessible::Name), rawId(1));
    view.setModel(nullptr);
}

void TestParticipants::editReadsAsItIsTyped()
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

    // As an assistive tool types.
    auto *text = QAccessible::queryAccessibleInterface(edit.textEdit())->editableTextInterface();
    QVERIFY(text);
    text->replaceText(0, static_cast<int>(edit.text().size()), rawId(7));
    QCOMPARE(edit.input().rawIds, QStringList{rawId(7)});
}

void TestParticipants::editNamesTheBadLines()
{
    IdentifiersEdit edit;
    auto *problems = edit.findChild<QLabel *>(u"identifiersProblems"_s);
    QVERIFY(problems->isHidden());
    edit.setText(rawId(1) + u"\n\n"_s + rawId(2) + u"\n4:+4912"_s);
    QVERIFY(!problems->isHidden());
    QVERIFY2(problems->text().startsWith(u"Line 4: “4:+4912” is a phone number"_s),
             qPrintable(problems->text()));
    QCOMPARE(problems->textFormat(), Qt::PlainText);
    QCOMPARE(problems->accessibleName(), QString());
    QCOMPARE(edit.input().rawIds, (QStringList{rawId(1), rawId(2)})); // the good ones stay
    edit.setText(rawId(1));
    QVERIFY(problems->isHidden());
}

void TestParticipants::editCutsLongLists()
{
    admin::IdentifierInput input;
    for (int line = 1; line <= 9; ++line)
        input.problems.append({.line = line, .text = QString(500, u'x'), .message = u"bad"_s});
    const QStringList lines = problemsText(input, 5).split(u'\n');
    QCOMPARE(lines.size(), 6);
    QVERIFY(lines.first().size() < 80);
    QCOMPARE(lines.last(), u"… and 4 more"_s);
}

void TestParticipants::editKeepsTheRole()
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

void TestParticipants::editIsNamed()
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

void TestParticipants::editTellsItsVerdict_data()
{
    QTest::addColumn<admin::IdentifierInput>("input");
    QTest::addColumn<QString>("verdict");
    const admin::IdentifierInput::Problem bad{.line = 1, .text = u"x"_s, .message = u"bad"_s};
    QTest::newRow("nothing") << admin::IdentifierInput{} << QString();
    QTest::newRow("one") << admin::IdentifierInput{.rawIds = {u"a"_s}} << u"1 participant"_s;
    QTest::newRow("three and twice")
        << admin::IdentifierInput{.rawIds = {u"a"_s, u"b"_s, u"c"_s}, .duplicates = 1}
        << u"3 participants; 1 named twice"_s;
    QTest::newRow("bad only") << admin::IdentifierInput{.problems = {bad}}
                              << u"0 participants; 1 left out"_s;
}

void TestParticipants::editTellsItsVerdict()
{
    QFETCH(admin::IdentifierInput, input);
    QTEST(verdictText(input), "verdict");
}

QTEST_MAIN(TestParticipants)
#include "tst_participants.moc"
