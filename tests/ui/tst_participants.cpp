#include "support/fixture.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/participants/participanttablemodel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLocale>
#include <QPersistentModelIndex>
#include <QSignalSpy>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using Model = ParticipantTableModel;

namespace {

QString rawId(int number)
{
    return u"8:acs:11111111-2222-3333-4444-555555555555_0000-%1"_s.arg(number);
}

acs::Participant participant(int number, const acs::Role &role = acs::Role::attendee())
{
    return {.rawId = rawId(number), .role = role};
}

QList<acs::Participant> participants(const QList<int> &numbers)
{
    QList<acs::Participant> result;
    for (const int number : numbers)
        result << participant(number);
    return result;
}

/// A draft that changes the participants with these numbers.
struct Changes
{
    admin::RosterIndex roster;
    admin::RosterDraft draft = {};

    explicit Changes(const QList<int> &numbers)
        : roster(admin::indexOf(participants(numbers)))
    {
    }
    Changes &role(int number, const acs::Role &role)
    {
        draft = admin::withRole(draft, roster, {rawId(number)}, role);
        return *this;
    }
    Changes &removed(int number)
    {
        draft = admin::withRemoved(draft, roster, {rawId(number)});
        return *this;
    }
    Changes &rejected(int number, const QString &words)
    {
        draft.changes[rawId(number)].rejection = words;
        return *this;
    }
};

} // namespace

class TestParticipants : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::English); }
    void init()
    {
        WidgetFixture::init();
        m_model = std::make_unique<Model>();
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
    void theLastOfAnIdTwiceCounts();
    void selectionOutlivesARefresh();
    void changedRoleChangesItsRowOnly();
    void pendingIsToldByWordsAndShape();
    void aTakenBackDraftLeavesNothing();
    void whatIsFulfilledIsPendingNoMore();
    void rejectionsAreInTheServicesWords();
    void namesCome();
    void sortsByEveryColumn_data();
    void sortsByEveryColumn();
    void filters_data();
    void filters();
    void accentsAreIgnoredWhereNothingElseMatches();
    void editsAreSignals();
    void readOnlyLeavesTheNames();

private:
    QString cell(int row, int column, int role = Qt::DisplayRole)
    {
        return m_model->index(row, column).data(role).toString();
    }
    /// The numbers of the people shown, from the top.
    QList<int> shown()
    {
        QList<int> numbers;
        for (int row = 0; row < m_model->rowCount(); ++row)
            numbers << cell(row, 0, Model::RawIdRole).section(u'-', -1).toInt();
        return numbers;
    }

    std::unique_ptr<Model> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestParticipants::columnsAndCells()
{
    m_model->setRoster({participant(1, acs::Role::presenter()), participant(2)});
    QStringList headers;
    for (int column = 0; column < m_model->columnCount(); ++column)
        headers << m_model->headerData(column, Qt::Horizontal).toString();
    QCOMPARE(headers, (QStringList{u"Name"_s, u"Identifier"_s, u"Role"_s, u"Change"_s}));
    QCOMPARE(cell(0, Model::Identifier), rawId(1));
    QCOMPARE(cell(0, Model::Identifier, Qt::ToolTipRole), rawId(1));
    QCOMPARE(cell(0, Model::Role), u"Presenter"_s);
    QCOMPARE(cell(1, Model::Role), u"Attendee"_s);
    QCOMPARE(cell(0, Model::Name), QString());
    QCOMPARE(cell(0, Model::Change), QString());
    QCOMPARE(cell(1, Model::Change, Model::RawIdRole), rawId(2));
    QVERIFY(!m_model->index(0, 0).data(Model::KindRole).isValid());
    QCOMPARE(m_model->rowOf(rawId(2)), 1);
    QCOMPARE(m_model->rowOf(rawId(3)), -1);
}

void TestParticipants::unknownRoleIsShownAsItIs()
{
    m_model->setRoster({participant(1, {.name = u"Moderator"_s})});
    QCOMPARE(cell(0, Model::Role), u"Moderator"_s);
    QVERIFY(!cell(0, Model::Role, Qt::ToolTipRole).isEmpty());
    QCOMPARE(cell(0, Model::Role, Qt::EditRole), u"Moderator"_s);
}

void TestParticipants::mergesWithoutReset_data()
{
    QTest::addColumn<QList<int>>("before");
    QTest::addColumn<QList<int>>("after");
    QTest::addColumn<QList<int>>("wanted");
    QTest::addColumn<int>("insertions");
    QTest::addColumn<int>("removals");

    const auto row = [](const char *title, const QList<int> &before, const QList<int> &after,
                        const QList<int> &wanted, int insertions, int removals) {
        QTest::newRow(title) << before << after << wanted << insertions << removals;
    };
    row("first", {}, {1, 2, 3}, {1, 2, 3}, 1, 0);
    row("same", {1, 2, 3}, {1, 2, 3}, {1, 2, 3}, 0, 0);
    row("none left", {1, 2, 3}, {}, {}, 0, 1);
    row("another room", {1, 2, 3}, {4, 5}, {4, 5}, 1, 1);
    row("one from the middle", {1, 2, 3}, {1, 3}, {1, 3}, 0, 1);
    row("scattered", {1, 2, 3, 4, 5}, {2, 4}, {2, 4}, 0, 3);
    row("one more", {1, 2}, {1, 3, 2}, {1, 2, 3}, 1, 0);
    row("other order keeps the rows", {1, 2, 3}, {3, 1, 2}, {1, 2, 3}, 0, 0);
    row("named twice", {}, {1, 2, 1}, {1, 2}, 1, 0);
}

void TestParticipants::mergesWithoutReset()
{
    QFETCH(const QList<int>, before);
    QFETCH(const QList<int>, after);
    m_model->setRoster(participants(before));
    const QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    const QSignalSpy insertions(m_model.get(), &QAbstractItemModel::rowsInserted);
    const QSignalSpy removals(m_model.get(), &QAbstractItemModel::rowsRemoved);
    const QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setRoster(participants(after));
    QTEST(shown(), "wanted");
    QTEST(static_cast<int>(insertions.count()), "insertions");
    QTEST(static_cast<int>(removals.count()), "removals");
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 0);
}

void TestParticipants::theLastOfAnIdTwiceCounts()
{
    m_model->setRoster({participant(1), participant(2), participant(1, acs::Role::consumer())});
    QCOMPARE(shown(), (QList<int>{1, 2}));
    QCOMPARE(cell(0, Model::Role), u"Consumer"_s);
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setRoster({participant(1, acs::Role::consumer()), participant(2), participant(1)});
    QCOMPARE(cell(0, Model::Role), u"Attendee"_s);
    QVERIFY(!changes.isEmpty());
}

void TestParticipants::selectionOutlivesARefresh()
{
    m_model->setRoster(participants({1, 2, 3, 4}));
    const QPersistentModelIndex third = m_model->index(2, 0);
    m_model->setRoster(participants({1, 3, 5}));
    QVERIFY(third.isValid());
    QCOMPARE(third.row(), 1);
    QCOMPARE(third.data(Model::RawIdRole).toString(), rawId(3));
    m_model->sort(Model::Identifier, Qt::DescendingOrder);
    QCOMPARE(third.data(Model::RawIdRole).toString(), rawId(3));
    m_model->setFilterText(u"0000-1"_s);
    QVERIFY(!third.isValid());
}

void TestParticipants::changedRoleChangesItsRowOnly()
{
    m_model->setRoster(participants({1, 2, 3}));
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setRoster({participant(1), participant(2, acs::Role::consumer()), participant(3)});
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.first()[0].toModelIndex().row(), 1);
    QCOMPARE(changes.first()[1].toModelIndex().row(), 1);
    QCOMPARE(cell(1, Model::Role), u"Consumer"_s);
}

void TestParticipants::pendingIsToldByWordsAndShape()
{
    m_model->setRoster(participants({1, 2, 3}));
    const QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->setDraft(Changes({1, 2, 3})
                          .role(2, acs::Role::presenter())
                          .removed(3)
                          .role(9, acs::Role::consumer())
                          .draft);
    QCOMPARE(shown(), (QList<int>{1, 2, 3, 9})); // the removed one stays, the added one comes last
    QCOMPARE(cell(0, Model::Change), QString());
    QCOMPARE(cell(1, Model::Change), u"~ role: was Attendee"_s);
    QCOMPARE(cell(1, Model::Role), u"Presenter"_s);
    QCOMPARE(cell(2, Model::Change), u"− removed"_s);
    QCOMPARE(cell(2, Model::Role), u"Attendee"_s);
    QCOMPARE(cell(3, Model::Change), u"+ added"_s);
    QCOMPARE(cell(3, Model::Role), u"Consumer"_s);
    QCOMPARE(m_model->index(2, 0).data(Model::KindRole).toInt(),
             static_cast<int>(admin::RosterChange::Kind::Remove));
    QCOMPARE(resets.count(), 0);
}

void TestParticipants::aTakenBackDraftLeavesNothing()
{
    m_model->setRoster(participants({1, 2}));
    m_model->setDraft(Changes({1, 2})
                          .removed(1)
                          .role(7, acs::Role::presenter())
                          .role(8, acs::Role::consumer())
                          .draft);
    QCOMPARE(m_model->rowCount(), 4);
    m_model->setDraft(Changes({1, 2}).role(8, acs::Role::consumer()).draft);
    QCOMPARE(shown(), (QList<int>{1, 2, 8}));
    m_model->setDraft({});
    QCOMPARE(shown(), (QList<int>{1, 2}));
    QCOMPARE(cell(0, Model::Change), QString());
    QCOMPARE(m_model->count(), 2);
}

void TestParticipants::whatIsFulfilledIsPendingNoMore()
{
    m_model->setRoster(participants({1, 2}));
    m_model->setDraft(Changes({1, 2}).removed(1).role(7, acs::Role::presenter()).draft);
    // Somebody else made the same changes meanwhile.
    m_model->setRoster({participant(2), participant(7, acs::Role::presenter())});
    QCOMPARE(shown(), (QList<int>{2, 7}));
    QCOMPARE(cell(1, Model::Change), QString());
    // And reverts them: the pending changes are still there.
    m_model->setRoster(participants({1, 2}));
    QCOMPARE(cell(m_model->rowOf(rawId(1)), Model::Change), u"− removed"_s);
    QCOMPARE(cell(m_model->rowOf(rawId(7)), Model::Change), u"+ added"_s);
}

void TestParticipants::rejectionsAreInTheServicesWords()
{
    m_model->setRoster(participants({1}));
    m_model->setDraft(Changes({1})
                          .role(5, acs::Role::attendee())
                          .rejected(5, u"Invalid value for the Participants."_s)
                          .draft);
    const QString words = u"+ added – rejected: Invalid value for the Participants."_s;
    QCOMPARE(cell(1, Model::Change), words);
    QCOMPARE(cell(1, Model::Change, Qt::ToolTipRole), words);
    QVERIFY(m_model->index(1, 0).data(Model::RejectedRole).toBool());
}

void TestParticipants::namesCome()
{
    m_model->setNames({{rawId(2), u"Dr. Okafor"_s}});
    m_model->setRoster(participants({1, 2}));
    QCOMPARE(cell(1, Model::Name), u"Dr. Okafor"_s);
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setNames({{rawId(1), u"Ada"_s}, {rawId(2), u"Dr. Okafor"_s}});
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.first()[0].toModelIndex().row(), 0);
    QCOMPARE(cell(0, Model::Name), u"Ada"_s);
    m_model->setNames({});
    QCOMPARE(cell(1, Model::Name), QString());
}

void TestParticipants::sortsByEveryColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QList<int>>("ascending");
    QTest::addColumn<QList<int>>("descending");
    // 3, 1, 2, 4 in the service's order; 5 is to be added, 3 to be removed; 1 is a Presenter, 2 an
    // Auditor.
    QTest::newRow("as answered") << -1 << QList<int>{3, 1, 2, 4, 5} << QList<int>{3, 1, 2, 4, 5};
    QTest::newRow("name, numbers as numbers, the nameless last")
        << int(Model::Name) << QList<int>{2, 1, 3, 4, 5} << QList<int>{4, 5, 3, 1, 2};
    QTest::newRow("identifier") << int(Model::Identifier) << QList<int>{1, 2, 3, 4, 5}
                                << QList<int>{5, 4, 3, 2, 1};
    QTest::newRow("role by rights, unknown ones last")
        << int(Model::Role) << QList<int>{1, 3, 4, 5, 2} << QList<int>{2, 5, 3, 4, 1};
    QTest::newRow("change, pending ones first")
        << int(Model::Change) << QList<int>{5, 3, 1, 2, 4} << QList<int>{1, 2, 4, 3, 5};
}

void TestParticipants::sortsByEveryColumn()
{
    QFETCH(const int, column);
    m_model->setNames({{rawId(1), u"Zoe 9"_s}, {rawId(2), u"ada"_s}, {rawId(3), u"Zoe 10"_s}});
    const QList<acs::Participant> roster{participant(3), participant(1, acs::Role::presenter()),
                                         participant(2, {.name = u"Auditor"_s}), participant(4)};
    const admin::RosterIndex index = admin::indexOf(roster);
    m_model->setRoster(roster);
    m_model->setDraft(admin::withRole(admin::withRemoved({}, index, {rawId(3)}), index, {rawId(5)},
                                      acs::Role::consumer()));
    m_model->sort(column, Qt::AscendingOrder);
    QTEST(shown(), "ascending");
    m_model->sort(column, Qt::DescendingOrder);
    QTEST(shown(), "descending");
    // New ones are inserted in order.
    m_model->setDraft({});
    m_model->sort(Model::Identifier, Qt::AscendingOrder);
    m_model->setRoster(roster + QList{participant(0)});
    QCOMPARE(shown(), (QList<int>{0, 1, 2, 3, 4}));
}

void TestParticipants::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("wanted");
    QTest::newRow("nothing") << QString() << QList<int>{1, 2, 3};
    QTest::newRow("blanks") << u"  "_s << QList<int>{1, 2, 3};
    QTest::newRow("name, any case") << u"OKA"_s << QList<int>{2};
    QTest::newRow("identifier") << u"0000-3"_s << QList<int>{3};
    QTest::newRow("role") << u"present"_s << QList<int>{1};
    QTest::newRow("every word") << u"attendee oka"_s << QList<int>{2};
    QTest::newRow("no one") << u"attendee oka present"_s << QList<int>{};
    QTest::newRow("special letters are letters") << u".*"_s << QList<int>{};
}

void TestParticipants::filters()
{
    QFETCH(const QString, text);
    m_model->setNames({{rawId(2), u"Dr. Okafor"_s}});
    m_model->setRoster({participant(1, acs::Role::presenter()), participant(2), participant(3)});
    m_model->setFilterText(text);
    QTEST(shown(), "wanted");
    QCOMPARE(m_model->count(), 3);
    m_model->setFilterText({});
    QCOMPARE(shown(), (QList<int>{1, 2, 3}));
}

void TestParticipants::accentsAreIgnoredWhereNothingElseMatches()
{
    m_model->setNames({{rawId(1), u"Zoë"_s}, {rawId(2), u"Zoé"_s}});
    m_model->setRoster(participants({1, 2, 3}));
    m_model->setFilterText(u"ＺＯE\u0308"_s);
    QCOMPARE(shown(), QList<int>{1});
    m_model->setFilterText(u"zoe"_s);
    QCOMPARE(shown(), (QList<int>{1, 2}));
    m_model->setFilterText({});
    QCOMPARE(shown(), (QList<int>{1, 2, 3}));
}

void TestParticipants::editsAreSignals()
{
    m_model->setRoster(participants({1, 2}));
    QSignalSpy names(m_model.get(), &Model::nameWanted);
    QSignalSpy roles(m_model.get(), &Model::roleWanted);
    QVERIFY(m_model->setData(m_model->index(1, Model::Name), u"  Ada  "_s));
    QVERIFY(m_model->setData(m_model->index(0, Model::Role), u"Presenter"_s));
    QCOMPARE(names.size(), 1);
    QCOMPARE(names.first(), (QVariantList{rawId(2), u"Ada"_s}));
    QCOMPARE(roles.size(), 1);
    QCOMPARE(roles.first().first().toString(), rawId(1));
    QCOMPARE(roles.first().last().value<acs::Role>(), acs::Role::presenter());
    // It shows the stored value, not the entered one.
    QCOMPARE(cell(1, Model::Name), QString());
    QCOMPARE(cell(0, Model::Role), u"Attendee"_s);
    QVERIFY(!m_model->setData(m_model->index(0, Model::Identifier), u"x"_s));
    QVERIFY(!m_model->setData(m_model->index(0, Model::Change), u"x"_s));
}

void TestParticipants::readOnlyLeavesTheNames()
{
    m_model->setRoster(participants({1}));
    m_model->setEditable(false, u"This connection is read-only"_s);
    QVERIFY(!m_model->flags(m_model->index(0, Model::Role)).testFlag(Qt::ItemIsEditable));
    QVERIFY(m_model->flags(m_model->index(0, Model::Name)).testFlag(Qt::ItemIsEditable));
    QVERIFY(!m_model->setData(m_model->index(0, Model::Role), u"Presenter"_s));
    QVERIFY(cell(0, Model::Role, Qt::ToolTipRole).contains(u"read-only"));
}

ROOMKEEPER_TEST(QApplication, TestParticipants);
#include "tst_participants.moc"
