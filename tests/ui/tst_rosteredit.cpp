#include "support/fixture.h"
#include "support/sandboxed.h"
#include "support/temporarysettings.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/participants/addparticipantsdialog.h"
#include "ui/participants/newuserdialog.h"
#include "ui/participants/participanttablemodel.h"
#include "ui/participants/participanttableview.h"
#include "ui/participants/rosteractions.h"
#include "ui/participants/rosterpane.h"
#include "ui/rooms/details/roomdetails.h"
#include "ui/rooms/roomactions.h"
#include "ui/rooms/roomspage.h"
#include "ui/rooms/roomspageactions.h"
#include "ui/rooms/table/roomtableview.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QStandardPaths>

#include <algorithm>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using admin::RoomState;
using Model = ParticipantTableModel;

/// A room's participants, edited and applied, on a sandbox.
class TestRosterEdit : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"roomkeeper"_s);
        QCoreApplication::setApplicationName(u"tst_rosteredit"_s);
    }
    void init()
    {
        WidgetFixture::init();
        m_settings.emplace();
        m_window = std::make_unique<QWidget>();
        m_messages = std::make_unique<MessageBar>();
        open({});
    }
    void cleanup()
    {
        m_page.reset();
        m_sandbox.reset();
        m_messages.reset();
        m_window.reset();
    }

    void aRoleInTheCellGoesToTheDraft()
    {
        QVERIFY(table().model()->setData(cell(0, Model::Role), u"Consumer"_s));
        QTRY_COMPARE(cell(0, Model::Change).data().toString(), u"~ role: was "_s + m_role);
        QCOMPARE(draft().changes.size(), 1);
        QCOMPARE(textOf<QLabel>(*m_page, "pendingText"), u"~1 pending"_s);
        QVERIFY(button(u"Apply changes"_s)->isEnabled());
        // Nothing was sent: the list is unchanged.
        QCOMPARE(roster().first().role.name, m_role);
    }

    void removingIsUndoneAndDoneAgain()
    {
        select({0, 2});
        table().setFocus(); // Delete in the table of rooms is another action
        QTest::keyClick(&table(), Qt::Key_Delete);
        QCOMPARE(draft().changes.size(), 2);
        QCOMPARE(table().model()->rowCount(), 5);
        QCOMPARE(cell(2, Model::Change).data().toString(), u"− removed"_s);
        QCOMPARE(drafts().undoText(m_id), u"Remove 2 participants"_s);
        drafts().undo(m_id);
        QVERIFY(draft().isEmpty());
        QCOMPARE(cell(2, Model::Change).data().toString(), QString());
        QCOMPARE(drafts().redoText(m_id), u"Remove 2 participants"_s);
        drafts().redo(m_id);
        QCOMPARE(draft().changes.size(), 2);
        button(u"Discard changes"_s)->click();
        QVERIFY(draft().isEmpty());
        drafts().undo(m_id);
        QCOMPARE(draft().changes.size(), 2);
    }

    void setRoleOffersTheRolesForAllSelected()
    {
        QVERIFY(!button(u"Set role"_s)->isEnabled());
        QVERIFY(button(u"Set role"_s)->toolTip().contains(u"Select"));
        table().selectAll();
        QVERIFY(button(u"Set role"_s)->isEnabled());
        button(u"Set role"_s)->click();
        QCOMPARE(QAccessible::queryAccessibleInterface(button(u"Set role"_s))->role(),
                 QAccessible::Button);
        auto *menu = button(u"Set role"_s)->findChild<QMenu *>();
        QVERIFY(menu != nullptr);
        QStringList words;
        for (const QAction *action : menu->actions())
            words << action->text();
        QCOMPARE(words,
                 (QStringList{u"Presenter"_s, u"Collaborator"_s, u"Attendee"_s, u"Consumer"_s}));
        menu->actions().at(1)->trigger();
        menu->close();
        for (int row = 0; row < 5; ++row)
            QCOMPARE(cell(row, Model::Role).data().toString(), u"Collaborator"_s);
    }

    void peopleAreAddedByTheDialogAndApplied()
    {
        const QString added = m_resource + u"_00000000-0000-0000-0000-000000000001"_s;
        button(u"Add participants"_s)->click();
        auto *dialog = m_window->findChild<AddParticipantsDialog *>();
        QVERIFY(dialog != nullptr);
        named<QPlainTextEdit>(*dialog, u"Identifiers"_s)->setPlainText(added);
        named<QPushButton>(*dialog, u"Add"_s)->click();
        QCOMPARE(drafts().undoText(m_id), u"Add 1 participant"_s);
        QCOMPARE(cell(5, Model::Identifier).data().toString(), added);
        QCOMPARE(cell(5, Model::Change).data().toString(), u"+ added"_s);
        QVERIFY(
            table().viewport()->rect().intersects(table().visualRect(cell(5, 0)))); // scrolled to
        select({1});
        button(u"Remove participants"_s)->click();
        QCOMPARE(textOf<QLabel>(*m_page, "pendingText"), u"+1 −1 pending"_s);

        button(u"Apply changes"_s)->click();
        QVERIFY(!button(u"Add participants"_s)->isEnabled());
        QVERIFY(button(u"Add participants"_s)->toolTip().contains(u"being applied"));
        QTRY_COMPARE(m_messages->text(),
                     u"Room %1 was changed: 1 participant added, 1 removed."_s.arg(m_id));
        QVERIFY(draft().isEmpty());
        QCOMPARE(roster().size(), 5);
        QCOMPARE(table().model()->rowCount(), 5);
        QVERIFY(button(u"Add participants"_s)->isEnabled());
        QCOMPARE(drafts().undoText(m_id), u"Apply changes"_s);
    }

    void rowsOfASpreadsheetBringRolesAndNames()
    {
        const QString anna = m_resource + u"_00000000-0000-0000-0000-000000000001"_s;
        const QString bert = m_resource + u"_00000000-0000-0000-0000-000000000002"_s;
        // Who has a name keeps it.
        m_page->connection().annotations().namePerson(bert, u"Bertram"_s).detach();
        QTRY_COMPARE(m_page->connection().annotations().personName(bert), u"Bertram"_s);
        button(u"Add participants"_s)->click();
        auto *dialog = m_window->findChild<AddParticipantsDialog *>();
        named<QPlainTextEdit>(*dialog, u"Identifiers"_s)
            ->setPlainText(
                u"Anna Smith\t%1\tPresenter\nBert Jones\t%2\tConsumer\n"_s.arg(anna, bert));
        named<QPushButton>(*dialog, u"Add"_s)->click();
        QCOMPARE(drafts().undoText(m_id), u"Add 2 participants"_s);
        QCOMPARE(draft().changes.value(anna).wanted, acs::Role::presenter());
        QCOMPARE(draft().changes.value(bert).wanted, acs::Role::consumer());
        QTRY_COMPARE(m_page->connection().annotations().personName(anna), u"Anna Smith"_s);
        QCOMPARE(m_page->connection().annotations().personName(bert), u"Bertram"_s);
    }

    void aNewUserComesOntoTheDraftWithNameAndToken()
    {
        button(u"New user"_s)->click();
        auto *dialog = m_window->findChild<NewUserDialog *>();
        QVERIFY(dialog != nullptr);
        named<QLineEdit>(*dialog, u"Name"_s)->setText(u"Interpreter"_s);
        named<QCheckBox>(*dialog, u"Access token"_s)->setChecked(true);
        named<QPushButton>(*dialog, u"Create user"_s)->click();
        auto *id = named<QLineEdit>(*dialog, u"Identifier"_s);
        QTRY_VERIFY(id->isVisible());
        QCOMPARE(named<QLineEdit>(*dialog, u"Access token"_s)->text().count(u'.'), 2);
        QCOMPARE(draft().changes.value(id->text()).wanted, acs::Role::attendee());
        QTRY_COMPARE(cell(5, Model::Name).data().toString(), u"Interpreter"_s);
        QCOMPARE(cell(5, Model::Identifier).data().toString(), id->text());
        dialog->close();
    }

    void aUserMadeForADiscardedDraftIsNotForgotten_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("named") << u"Interpreter"_s;
        QTest::newRow("unnamed") << QString();
    }

    void aUserMadeForADiscardedDraftIsNotForgotten()
    {
        QFETCH(const QString, name);
        button(u"New user"_s)->click();
        auto *dialog = m_window->findChild<NewUserDialog *>();
        named<QLineEdit>(*dialog, u"Name"_s)->setText(name);
        named<QPushButton>(*dialog, u"Create user"_s)->click();
        auto *id = named<QLineEdit>(*dialog, u"Identifier"_s);
        QTRY_VERIFY(id->isVisible());
        const QString rawId = id->text();
        dialog->close();
        button(u"Discard changes"_s)->click();
        QVERIFY2(
            m_messages->text().startsWith(u"The user that you created for room %1"_s.arg(m_id)),
            qPrintable(m_messages->text()));
        const QString kept = m_sandbox->connection().annotations().personName(rawId);
        QVERIFY2(name.isEmpty() ? kept.startsWith(u"User created 20") : kept == name,
                 qPrintable(kept));
        named<QPushButton>(*m_messages, u"Copy identifiers"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), rawId);
    }

    void aUserMadeAndAppliedIsNotMentioned()
    {
        button(u"New user"_s)->click();
        auto *dialog = m_window->findChild<NewUserDialog *>();
        named<QPushButton>(*dialog, u"Create user"_s)->click();
        QTRY_VERIFY(named<QLineEdit>(*dialog, u"Identifier"_s)->isVisible());
        dialog->close();
        button(u"Apply changes"_s)->click();
        QTRY_COMPARE(m_messages->text(), u"Room %1 was changed: 1 participant added."_s.arg(m_id));
    }

    void aNewUserThatCannotBeMadeIsSaidInTheDialog()
    {
        m_sandbox->stop();
        button(u"New user"_s)->click();
        auto *dialog = m_window->findChild<NewUserDialog *>();
        named<QPushButton>(*dialog, u"Create user"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->findChild<MessageBar *>()->text().isEmpty(), 30'000);
        QVERIFY(draft().isEmpty());
        dialog->close();
    }

    void aUserMadeAfterTheDialogWasClosedIsNotLost()
    {
        button(u"New user"_s)->click();
        auto *dialog = m_window->findChild<NewUserDialog *>();
        named<QPushButton>(*dialog, u"Create user"_s)->click();
        dialog->reject();
        QTRY_VERIFY(m_messages->text().contains(u"was created and added"));
        QCOMPARE(draft().changes.size(), 1);
    }

    void removingManyFromAnOpenRoomAsks_data()
    {
        QTest::addColumn<int>("participants");
        QTest::addColumn<int>("removed");
        QTest::addColumn<bool>("isOpen");
        QTest::addColumn<bool>("asks");
        QTest::newRow("all of an open room") << 5 << 5 << true << true;
        QTest::newRow("all of an upcoming room") << 5 << 5 << false << false;
        QTest::newRow("ten of an open room") << 14 << 10 << true << false;
        QTest::newRow("eleven of an open room") << 14 << 11 << true << true;
    }

    void removingManyFromAnOpenRoomAsks()
    {
        QFETCH(const int, participants);
        QFETCH(const int, removed);
        QFETCH(const bool, isOpen);
        QFETCH(const bool, asks);
        m_page.reset();
        open({}, participants);
        if (isOpen) {
            m_id = m_sandbox->roomIn(RoomState::Open);
            m_page->showRoom(m_id);
            QTRY_VERIFY(m_sandbox->connection().rooms().find(m_id)->roster);
        }
        QList<int> rows;
        for (int row = 0; row < removed; ++row)
            rows << row;
        select(rows);
        button(u"Remove participants"_s)->click();
        button(u"Apply changes"_s)->click();
        QPointer<Confirmation> question = m_window->findChild<Confirmation *>();
        QCOMPARE(!question.isNull(), asks);
        if (asks) {
            QCOMPARE(
                question->text(),
                u"Remove %1 participants from this room on “Test”?\n%2"_s.arg(removed).arg(m_id));
            QCOMPARE(question->informativeText().contains(u"These are all its participants."),
                     removed == participants);
            named<QPushButton>(*question, u"Cancel"_s)->click();
            QTRY_VERIFY(!question);
            QCOMPARE(draft().changes.size(), removed);
            QCOMPARE(roster().size(), participants);

            button(u"Apply changes"_s)->click();
            question = m_window->findChild<Confirmation *>();
            named<QPushButton>(*question, u"Remove %1 participants"_s.arg(removed))->click();
        }
        QTRY_COMPARE(roster().size(), participants - removed);
        QTRY_VERIFY(draft().isEmpty());
    }

    void somebodyElsesChangesAreShownBeforeAnyAreWritten()
    {
        select({0});
        button(u"Remove participants"_s)->click();
        somebodyElse({.removed = {roster().at(1).rawId}});
        button(u"Apply changes"_s)->click();
        QTRY_VERIFY(m_messages->text().contains(u"Someone else changed the participants"));
        QVERIFY2(m_messages->text().contains(u": 1 removed."), qPrintable(m_messages->text()));
        QCOMPARE(table().model()->rowCount(), 4);
        QCOMPARE(draft().changes.size(), 1);
        named<QPushButton>(*m_messages, u"Apply anyway"_s)->click();
        QTRY_VERIFY(m_messages->text().contains(u"1 participant removed"));
        QCOMPARE(roster().size(), 3);
    }

    void changesOfADeletedRoomCanBeCopied()
    {
        select({0});
        button(u"Remove participants"_s)->click();
        const QString rawId = roster().first().rawId;
        deleteElsewhere();
        button(u"Apply changes"_s)->click();
        QTRY_VERIFY(m_messages->text().contains(u"has been deleted"));
        named<QPushButton>(*m_messages, u"Copy changes"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"Changes to room %1\nRemove %2"_s.arg(m_id, rawId));
        QVERIFY(m_sandbox->connection().rooms().find(m_id) != nullptr);
        QTRY_VERIFY(m_messages->text().contains(u"were copied"));
        QTRY_VERIFY(offered(u"Dismiss room"_s) != nullptr);
        offered(u"Dismiss room"_s)->click();
        QVERIFY(m_sandbox->connection().rooms().find(m_id) == nullptr);
        QVERIFY(!drafts().has(m_id));
    }

    void filterShowsSomeOfThem()
    {
        auto *filter = named<QLineEdit>(*m_page, u"Filter participants"_s);
        QTest::keyClicks(filter, roster().at(3).rawId.right(9));
        QCOMPARE(table().model()->rowCount(), 1);
        QCOMPARE(textOf<QLabel>(*m_page, "participantsHeading"), u"Participants · 5, 1 shown"_s);
        filter->setText(u"zzz"_s);
        QVERIFY(textOf<QLabel>(*m_page, "participantsMessage").contains(u"No participants match"));
        filter->clear();
        QCOMPARE(textOf<QLabel>(*m_page, "participantsHeading"), u"Participants · 5"_s);
    }

    void moreThanACallHoldsIsSaid()
    {
        m_page.reset();
        m_sandbox.reset();
        open({}, 351);
        QVERIFY(textOf<QLabel>(*m_page, "participantsWarning").contains(u"at most 350"));
    }

    void aReadOnlyConnectionNamesOnly()
    {
        m_page.reset();
        m_sandbox.reset();
        open({.name = u"Looked at"_s, .readOnly = true});
        table().selectAll();
        for (const QString &each :
             {u"Add participants"_s, u"New user"_s, u"Remove participants"_s, u"Set role"_s}) {
            QVERIFY(!button(each)->isEnabled());
            QVERIFY(button(each)->toolTip().contains(u"read-only"));
        }
        QTest::keyClick(&table(), Qt::Key_Delete);
        QVERIFY(draft().isEmpty());
        QVERIFY(table().model()->setData(cell(0, Model::Name), u"Ada"_s));
        QTRY_COMPARE(cell(0, Model::Name).data().toString(), u"Ada"_s);
    }

    void oldVersionsHaveNoCollaborator()
    {
        m_page.reset();
        m_sandbox.reset();
        open({.name = u"Old"_s, .apiVersion = acs::ApiVersion::V2024_04_15});
        table().selectAll();
        button(u"Set role"_s)->click();
        auto *menu = button(u"Set role"_s)->findChild<QMenu *>();
        QCOMPARE(menu->actions().size(), 3);
        menu->close();
    }

private:
    void open(const store::Profile &profile, int participants = 5)
    {
        m_sandbox = std::make_unique<Sandboxed>(
            sandbox::SandboxOptions{.rooms = 6, .participants = participants, .seed = 11}, profile);
        m_sandbox->refresh();
        m_page = std::make_unique<RoomsPage>(m_sandbox->shared(), *new RoomsPageActions(*m_window),
                                             m_display, *m_settings, *m_messages, *m_window);
        m_page->show();
        m_id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->showRoom(m_id);
        QTRY_COMPARE(table().model()->rowCount(), participants);
        m_role = roster().first().role.name;
        m_resource = roster().first().rawId.section(u'_', 0, 0);
    }

    ParticipantTableView &table() { return *m_page->findChild<ParticipantTableView *>(); }
    QModelIndex cell(int row, int column) { return table().model()->index(row, column); }
    QPushButton *button(const QString &name) { return named<QPushButton>(*m_page, name); }
    admin::DraftStore &drafts() { return m_sandbox->connection().drafts(); }
    admin::RosterDraft draft() { return drafts().draft(m_id).roster; }
    QList<acs::Participant> roster() { return *m_sandbox->connection().rooms().find(m_id)->roster; }
    /// A button of the shown message; those of earlier ones may still exist.
    QPushButton *offered(const QString &text)
    {
        const auto all = m_messages->findChildren<QPushButton *>();
        const auto shown = std::ranges::find_if(all, [&text](const QPushButton *each) {
            return each->text() == text && each->isVisible();
        });
        return shown == all.end() ? nullptr : *shown;
    }
    void select(const QList<int> &rows)
    {
        table().clearSelection();
        for (const int row : rows)
            table().selectionModel()->select(cell(row, 0), QItemSelectionModel::Select
                                                               | QItemSelectionModel::Rows);
    }

    /// Another program using the same service.
    std::unique_ptr<admin::Connection> other()
    {
        auto secret = acs::parseConnectionString(m_sandbox->connectionString());
        return std::make_unique<admin::Connection>(
            store::Profile{.name = u"Other"_s}, *std::move(secret), m_sandbox->clock(), m_random);
    }
    void somebodyElse(const acs::RosterUpdate &update)
    {
        const auto connection = other();
        bool isDone = false;
        connection->readRoom(m_id).then(this, [&](const Result<acs::Room> &) {
            connection->readRoster(m_id).then(
                this, [&](const Result<QList<acs::Participant>> &known) {
                    connection->drafts().edit(
                        m_id,
                        {.roster = admin::withRemoved({}, admin::indexOf(*known), update.removed)},
                        {});
                    connection->applyDraft(m_id).then(
                        this, [&](const Result<admin::DraftOutcome> &outcome) {
                            isDone = outcome && outcome->isComplete();
                        });
                });
        });
        QTRY_VERIFY(isDone);
    }
    void deleteElsewhere()
    {
        const auto connection = other();
        bool isDone = false;
        connection->deleteRoom(m_sandbox->room(m_id))
            .then(this, [&](const Result<admin::RoomDeletion> &deletion) {
                isDone = deletion.has_value();
            });
        QTRY_VERIFY(isDone);
    }

    TimeDisplay m_display;
    std::optional<tests::TemporarySettings> m_settings;
    SeededRandom m_random{3};
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<MessageBar> m_messages;
    std::unique_ptr<Sandboxed> m_sandbox;
    std::unique_ptr<RoomsPage> m_page;
    QString m_id;
    QString m_role;
    QString m_resource;
};

ROOMKEEPER_TEST(QApplication, TestRosterEdit);
#include "tst_rosteredit.moc"
