#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/sandboxed.h"
#include "support/temporarysettings.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/common/tablecolumns.h"
#include "ui/outcomes/conflictdialog.h"
#include "ui/rooms/details/roomdetails.h"
#include "ui/rooms/dialogs/newroomdialog.h"
#include "ui/rooms/dialogs/openbyiddialog.h"
#include "ui/rooms/roomactions.h"
#include "ui/rooms/roomspage.h"
#include "ui/rooms/roomspageactions.h"
#include "ui/rooms/table/roomcolumns.h"
#include "ui/rooms/table/roomcounttext.h"
#include "ui/rooms/table/roomtableview.h"
#include "ui/rooms/table/statechips.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSplitter>
#include <QStandardPaths>
#include <QTableView>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using admin::RoomState;

class TestRoomsPage : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"roomkeeper"_s);
        QCoreApplication::setApplicationName(u"tst_roomspage"_s);
    }

    void init()
    {
        WidgetFixture::init();
        m_settings.emplace();
        m_display.setMode(TimeDisplay::Mode::Utc);
        m_window = std::make_unique<QWidget>();
        m_messages = std::make_unique<MessageBar>();
        open({.rooms = 60, .seed = 11});
    }

    void cleanup()
    {
        m_page.reset();
        m_sandbox.reset();
        m_messages.reset();
        m_window.reset();
    }

    void chipsTellTheirCounts()
    {
        refresh();
        const auto *all = named<QPushButton>(*m_page, u"All"_s);
        QCOMPARE(all->text(), u"All 60"_s);
        QCOMPARE(all->accessibleDescription(), u"60"_s);
        int sum = 0;
        for (const QString &name : {u"Open"_s, u"Upcoming"_s, u"Ending soon"_s, u"Ended"_s}) {
            const auto *chip = named<QPushButton>(*m_page, name);
            QVERIFY(chip->isCheckable());
            sum += chip->accessibleDescription().toInt();
        }
        QCOMPARE(sum, 60);

        auto *upcoming = named<QPushButton>(*m_page, u"Upcoming"_s);
        upcoming->click();
        QCOMPARE(rows(), upcoming->accessibleDescription().toInt());
        QVERIFY(upcoming->isChecked());
        QVERIFY(!all->isChecked());

        // Like assistive tools.
        auto *soon = named<QPushButton>(*m_page, u"Ending soon"_s);
        QAccessible::queryAccessibleInterface(soon)->actionInterface()->doAction(
            QAccessibleActionInterface::toggleAction());
        QCOMPARE(rows(), soon->accessibleDescription().toInt());
    }

    void loadStatusNeverLooksCompleteWhenItIsNot()
    {
        const admin::LoadStatus loading{.phase = admin::LoadStatus::Phase::Loading, .rooms = 60};
        QCOMPARE(loadStatusText(loading, m_display), u"60 rooms, loading…"_s);
        const admin::LoadStatus one{.phase = admin::LoadStatus::Phase::Complete,
                                    .rooms = 1,
                                    .at = QDateTime({2026, 11, 22}, {14, 3}, utcZone)};
        QCOMPARE(loadStatusText(one, m_display), u"1 room at 14:03"_s);
        const admin::LoadStatus failed{.phase = admin::LoadStatus::Phase::Failed, .rooms = 60};
        QCOMPARE(loadStatusText(failed, m_display), u"60 rooms loaded, list incomplete"_s);

        m_page->actions().refresh();
        QVERIFY(status().contains(u"loading"));
        QVERIFY(named<QPushButton>(*m_page, u"Stop loading"_s)->isVisibleTo(m_page.get()));
        QTRY_VERIFY(status().startsWith(u"60 rooms at "));
        QVERIFY(!named<QPushButton>(*m_page, u"Stop loading"_s)->isVisibleTo(m_page.get()));
    }

    void stoppedLoadingIsSaid()
    {
        m_page->actions().refresh();
        named<QPushButton>(*m_page, u"Stop loading"_s)->click();
        QVERIFY(status().endsWith(u"list incomplete"));
        QVERIFY(m_messages->text().isEmpty()); // the user stopped it
    }

    void anEmptyResourceOffersTheFirstRoom()
    {
        m_page.reset();
        open({});
        QCOMPARE(emptyTitle(), u"Loading rooms…"_s);
        refresh();
        QCOMPARE(emptyTitle(), u"No rooms yet"_s);
        m_page->findChild<QPushButton *>(u"emptyAction"_s)->click();
        auto *dialog = m_window->findChild<NewRoomDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        named<QPushButton>(*dialog, u"Create"_s)->click();
        QTRY_COMPARE(rows(), 1);
        QVERIFY(m_messages->text().contains(u"was created."));
        QVERIFY(!emptyIsShown());
        QCOMPARE(m_page->selectedRooms().size(), 1); // the new one
        QVERIFY(m_messages->text().contains(m_page->selectedRooms().first()));
        clickMessageButton(u"Copy ID"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), m_page->selectedRooms().first());
    }

    void roomsAreCopiedAsATable()
    {
        refresh();
        auto *table = named<QTableView>(*m_page, u"Rooms"_s);
        table->selectRow(0);
        const QString roomId = m_page->selectedRooms().first();
        m_page->connection().rooms().annotate(roomId, {.name = u"=A & <B>"_s});
        m_messages->showNotice({.severity = Severity::Error, .text = u"Something failed."_s});
        QTest::keySequence(table, QKeySequence::Copy);
        const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
        const acs::Room room = m_page->connection().rooms().find(roomId)->room;
        QCOMPARE(copied->text(),
                 u"Name\tRoom ID\tValid from, UTC\tValid until, UTC\n=A & <B>\t%1\t%2\t%3"_s.arg(
                     roomId, m_display.dateTime(room.validFrom.toUtc()),
                     m_display.dateTime(room.validUntil.toUtc())));
        // A spreadsheet keeps all digits of the ID.
        QVERIFY(copied->html().contains(
            u"<td style=\"mso-number-format:'\\@'\" sdnum=\"0;0;@\">%1</td>"_s.arg(roomId)));
        QVERIFY(copied->html().contains(u">=A &amp; &lt;B&gt;<"));
        // Said beside the error.
        QCOMPARE(m_messages->text(), u"Something failed."_s);
        QCOMPARE(textOf<QLabel>(*m_messages, "messageConfirmation"),
                 u"1 room was copied as a table."_s);

        m_page->actions().copyIds({roomId});
        QCOMPARE(QGuiApplication::clipboard()->text(), roomId);
        QCOMPARE(textOf<QLabel>(*m_messages, "messageConfirmation"),
                 u"The ID %1 was copied."_s.arg(roomId));
    }

    void aNameThatAnotherWindowChangedIsDecided_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("name");
        QTest::newRow("anyway") << u"Apply anyway"_s << u"Ours"_s;
        QTest::newRow("theirs") << u"Use theirs"_s << u"Theirs"_s;
    }

    void aNameThatAnotherWindowChangedIsDecided()
    {
        QFETCH(const QString, button);
        QFETCH(const QString, name);
        refresh();
        store::Catalogue catalogue({});
        admin::Connection &connection = m_page->connection();
        connection.annotations().attach(catalogue);
        named<QTableView>(*m_page, u"Rooms"_s)->selectRow(0);
        const QString roomId = m_page->selectedRooms().first();
        const auto shownName = [&] { return connection.rooms().annotation(roomId).name; };
        connection.annotations().nameRoom(roomId, u"Seen"_s).detach();
        QTRY_COMPARE(shownName(), u"Seen"_s);
        const QUrl endpoint = connection.transport().endpoint().url;
        catalogue
            .keepRoom(u"%1:%2"_s.arg(endpoint.host()).arg(endpoint.port()), roomId,
                      {.name = u"Theirs"_s})
            .detach();
        connection.annotations().nameRoom(roomId, u"Ours"_s).detach();
        QTRY_COMPARE(m_messages->text(),
                     u"Another window has changed the name of room %1 from “Seen” to “Theirs”. "
                     "Your name, “Ours”, was not stored."_s.arg(roomId));
        clickMessageButton(button);
        QTRY_COMPARE(shownName(), name);
        if (name == u"Ours"_s) { // as any other change
            m_page->undo();
            QTRY_COMPARE(shownName(), u"Theirs"_s);
        }
        m_page.reset(); // before the catalogue
    }

    void nothingMatchesOffersToClearTheFilter()
    {
        refresh();
        m_page->setFilterText(u"no such room"_s);
        QCOMPARE(m_page->state().filterText, u"no such room"_s);
        QCOMPARE(emptyTitle(), u"No matching rooms"_s);
        m_page->findChild<QPushButton *>(u"emptyAction"_s)->click();
        QVERIFY(!emptyIsShown());
        QCOMPARE(rows(), 60);
        QCOMPARE(m_page->state().filterText, QString());
    }

    void wholeIdsFilterAndOpenRooms()
    {
        refresh();
        const QString open = m_sandbox->roomIn(RoomState::Open);
        const QString upcoming = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->setFilterText(u"see /rooms/%1 and %2"_s.arg(open, upcoming));
        QCOMPARE(rows(), 2);

        // One that is not listed.
        m_page->setFilterText(u"990000000000000100"_s);
        QCOMPARE(textOf<QLabel>(*m_page, "emptyText"), u"Room 990000000000000100 is not listed."_s);
        const auto *button = m_page->findChild<QPushButton *>(u"emptyAction"_s);
        QCOMPARE(button->text(), u"Open by ID"_s);
        m_page->findChild<QPushButton *>(u"emptyAction"_s)->click();
        auto *dialog = m_window->findChild<OpenByIdDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QTRY_VERIFY(textOf<QLabel>(*dialog, "openProblem").contains(u"no room with this ID"));
        QVERIFY(textOf<QLabel>(*dialog, "openProblem").contains(u"ends in 00"));
        // Those that exist are opened and selected, the others are reported.
        named<QLineEdit>(*dialog, u"Room ID"_s)
            ->setText(QStringList{open, u"990000000000000100"_s, upcoming}.join(u' '));
        named<QPushButton>(*dialog, u"Open"_s)->click();
        QTRY_COMPARE(m_page->selectedRooms().size(), 2);
        QVERIFY(m_page->selectedRooms().contains(open)
                && m_page->selectedRooms().contains(upcoming));
        QCOMPARE(m_page->state().filterText, QString());
        QVERIFY(m_messages->text().contains(u"1 room could not be opened."));
    }

    void aRoundedIdInTheFilterIsSaid()
    {
        refresh();
        m_page->setFilterText(u"9.94685E+16"_s);
        QVERIFY(textOf<QLabel>(*m_page, "emptyText").contains(u"A spreadsheet has rounded"));
    }

    void editedRoomsHaveAChip()
    {
        refresh();
        auto *edited = named<QPushButton>(*m_page, u"Edited"_s);
        QVERIFY(edited->isHidden());
        admin::DraftStore &drafts = m_page->connection().drafts();
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        drafts.edit(id, {.pstnDialOutEnabled = true}, {.text = u"Allow dial-out"_s});
        QVERIFY(!edited->isHidden());
        QCOMPARE(edited->text(), u"Edited 1"_s);
        QCOMPARE(edited->accessibleDescription(), u"1"_s);
        edited->click();
        QCOMPARE(rows(), 1);
        named<QPushButton>(*m_page, u"All"_s)->click();
        QCOMPARE(rows(), 60);
        m_page->setFilterText(u"is:edited"_s);
        QCOMPARE(rows(), 1);
        m_page->setFilterText({});
        edited->click();
        drafts.undo(id);
        QVERIFY(edited->isHidden());
        QVERIFY(named<QPushButton>(*m_page, u"All"_s)->isChecked());
        QCOMPARE(rows(), 60);
    }

    void aListThatCannotBeReadIsSaidAndTriedAgain()
    {
        m_sandbox->stop();
        m_page->actions().refresh();
        QTRY_VERIFY_WITH_TIMEOUT(!m_messages->text().isEmpty(), 20'000);
        QVERIFY(m_messages->text().startsWith(u"The rooms could not be loaded."));
        QCOMPARE(emptyTitle(), u"The room list could not be loaded"_s);
        // Another message may be shown over the one about this.
        const QString why = textOf<QLabel>(*m_page, "emptyText");
        QVERIFY2(!why.isEmpty() && m_messages->text().contains(why), qPrintable(why));
        QVERIFY(status().endsWith(u"list incomplete"));
        clickMessageButton(u"Try again"_s);
        QVERIFY(status().contains(u"loading"));
    }

    void aListThatWasStoppedIsNotBlamedOnTheService()
    {
        m_page->actions().refresh();
        m_page->connection().stopRefresh();
        QCOMPARE(emptyTitle(), u"Room list not loaded"_s);
        QVERIFY(m_messages->text().isEmpty());
        refresh();
        QVERIFY(!emptyIsShown());
    }

    void theSelectionStaysThroughARefresh()
    {
        refresh();
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->showRoom(id);
        QCOMPARE(m_page->details().roomId(), id);
        refresh();
        QCOMPARE(m_page->selectedRooms(), QStringList{id});
        QCOMPARE(m_page->details().roomId(), id);
    }

    void aHiddenRoomIsShownAllTheSame()
    {
        refresh();
        named<QPushButton>(*m_page, u"Ending soon"_s)->click();
        m_page->setFilterText(u"99"_s);
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->showRoom(id);
        QCOMPARE(m_page->selectedRooms(), QStringList{id});
        QVERIFY(named<QPushButton>(*m_page, u"All"_s)->isChecked());
    }

    void theFilterDoesNotChooseAnotherRoom()
    {
        refresh();
        m_page->showRoom(m_sandbox->roomIn(RoomState::Upcoming));
        named<QPushButton>(*m_page, u"Open"_s)->click();
        QVERIFY(m_page->selectedRooms().isEmpty());
        QVERIFY(m_page->details().roomId().isEmpty());
    }

    void deletesAfterAsking()
    {
        refresh();
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->showRoom(id);
        m_page->actions().deleteRooms(m_page->selectedRooms());
        named<QPushButton>(*question(), u"Cancel"_s)->click();
        QTRY_VERIFY(!question());
        QVERIFY(m_sandbox->connection().rooms().find(id));

        m_page->actions().deleteRooms({id});
        named<QPushButton>(*question(), u"Delete room"_s)->click();
        QTRY_COMPARE(m_messages->text(), u"Room %1 was deleted."_s.arg(id));
        QVERIFY(!m_sandbox->connection().rooms().find(id));
        QCOMPARE(rows(), 59);
    }

    void whatIsGoneWasAlreadyGone()
    {
        refresh();
        const QString never = u"9900000000000000"_s;
        m_page->actions().deleteRooms({never});
        named<QPushButton>(*question(), u"Delete room"_s)->click();
        QTRY_COMPARE(m_messages->text(), u"Room %1 was already gone."_s.arg(never));
    }

    void deletesSeveralAndTellsTheSum()
    {
        refresh();
        m_page->table().selectAll();
        QVERIFY(textOf<QLabel>(*m_page, "detailsPlaceholder").contains(u"60 rooms"));
        QStringList ids = m_page->selectedRooms();
        QCOMPARE(ids.size(), 60);
        ids << u"9900000000000000"_s;
        m_page->actions().deleteRooms(ids);
        named<QPushButton>(*question(), u"Delete 61 rooms"_s)->click();
        QTRY_COMPARE(m_messages->text(), u"60 rooms deleted. 1 room already gone."_s);
        QCOMPARE(rows(), 0);
    }

    void deletingManyShowsProgressAndCanBeStopped()
    {
        m_page.reset();
        open({.rooms = 60, .seed = 3, .faults = *sandbox::parseFaultRules("delay=300@DELETE *")});
        refresh();
        m_page->table().selectAll();
        m_page->actions().deleteRooms(m_page->selectedRooms());
        QVERIFY(question()->informativeText().contains(u"of them are open now."));
        named<QPushButton>(*question(), u"Delete 60 rooms"_s)->click();
        QCOMPARE(m_messages->text(), u"Deleting 60 rooms…"_s);
        QTRY_VERIFY(m_messages->text().startsWith(u"Deleting room "));
        clickMessageButton(u"Stop"_s);
        QTRY_VERIFY(m_messages->text().contains(u"not deleted, because you pressed Stop."));
        const int left = rows();
        QVERIFY2(left > 0 && left < 60, qPrintable(QString::number(left)));
        const QString counts = u"%1 rooms deleted. %2 rooms not deleted"_s.arg(60 - left).arg(left);
        QVERIFY2(m_messages->text().startsWith(counts), qPrintable(m_messages->text()));
    }

    void aRoomThatSomebodyElseChangedIsAskedAboutAgain()
    {
        refresh();
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->actions().deleteRooms({id});
        changeElsewhere(
            id, {.pstnDialOutEnabled = !m_sandbox->room(id).pstnDialOutEnabled.value_or(false)});
        named<QPushButton>(*question(), u"Delete room"_s)->click();
        QTRY_VERIFY(m_messages->text().contains(u"was not deleted, because someone else changed"));
        QTRY_VERIFY(!question());
        clickMessageButton(u"Delete 1 room…"_s);
        named<QPushButton>(*question(), u"Delete room"_s)->click();
        QTRY_COMPARE(m_messages->text(), u"Room %1 was deleted."_s.arg(id));
    }

    void whatCouldNotBeDeletedIsNamed()
    {
        m_page.reset();
        open({.rooms = 60, .seed = 3, .faults = *sandbox::parseFaultRules("status=403@DELETE *")});
        refresh();
        const QStringList ids{m_sandbox->roomIn(RoomState::Upcoming),
                              m_sandbox->roomIn(RoomState::Open)};
        m_page->actions().deleteRooms(ids);
        named<QPushButton>(*question(), u"Delete 2 rooms"_s)->click();
        QTRY_VERIFY(m_messages->text().contains(u"2 rooms not deleted"));
        QCOMPARE(rows(), 60);
    }

    void opensARoomThatTheListDoesNotHold()
    {
        m_page.reset();
        open({.rooms = 160, .seed = 3});
        refresh();
        // Created elsewhere since the list was loaded.
        Sandboxed *sandbox = m_sandbox.get();
        auto secret = acs::parseConnectionString(sandbox->connectionString());
        SeededRandom random(3);
        admin::Connection elsewhere({.name = u"Elsewhere"_s}, *std::move(secret), sandbox->clock(),
                                    random);
        QString id;
        elsewhere.createRoom({}).then(
            this, [&id](const Result<acs::Room> &room) { id = room ? room->id : u"-"_s; });
        QTRY_VERIFY(!id.isEmpty());
        QVERIFY(!m_sandbox->connection().rooms().find(id));

        m_page->actions().openById();
        const QPointer<OpenByIdDialog> dialog = m_window->findChild<OpenByIdDialog *>();
        named<QLineEdit>(*dialog, u"Room ID"_s)->setText(id);
        named<QPushButton>(*dialog, u"Open"_s)->click();
        QTRY_COMPARE(m_page->details().roomId(), id);
        QTRY_VERIFY(!dialog);
        QVERIFY(textOf<QLabel>(m_page->details(), "roomFacts").contains(u"not in the latest list"));
    }

    void anUnknownIdIsSaidInTheDialog()
    {
        refresh();
        m_page->actions().openById();
        auto *dialog = m_window->findChild<OpenByIdDialog *>();
        named<QLineEdit>(*dialog, u"Room ID"_s)->setText(u"9900000000000000"_s);
        named<QPushButton>(*dialog, u"Open"_s)->click();
        QTRY_VERIFY(textOf<QLabel>(*dialog, "openProblem").contains(u"no room with this ID"));
        QVERIFY(dialog->isVisible());
        QVERIFY(m_messages->text().isEmpty());
    }

    void appliesADraft()
    {
        refresh();
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->showRoom(id);
        const QDateTime from = m_sandbox->room(id).validFrom.toUtc();
        named<QPushButton>(m_page->details(), u"180 days"_s)->click();
        named<QPushButton>(m_page->details(), u"Apply changes"_s)->click();
        QCOMPARE(textOf<QLabel>(m_page->details(), "pendingText"), u"Applying…"_s);
        QTRY_COMPARE(m_messages->text(), u"Room %1 was changed."_s.arg(id));
        QCOMPARE(m_sandbox->room(id).validUntil.toUtc(), from.addDays(180));
    }

    void appliedTwiceTheEditorsStayLocked()
    {
        refresh();
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->showRoom(id);
        named<QPushButton>(m_page->details(), u"180 days"_s)->click();
        m_page->actions().applyDraft(id);
        m_page->actions().applyDraft(id);
        QCoreApplication::processEvents(); // a response that has arrived is delivered by now
        QVERIFY(!m_page->details().canEdit());
        QTRY_COMPARE(m_messages->text(), u"Room %1 was changed."_s.arg(id));
        QVERIFY(m_page->details().canEdit());
    }

    void aChangeOfSomebodyElseIsShownBeforeItIsOverwritten_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::newRow("anyway") << u"Apply anyway"_s;
        QTest::newRow("theirs") << u"Use theirs"_s;
    }

    void aChangeOfSomebodyElseIsShownBeforeItIsOverwritten()
    {
        QFETCH(const QString, choice);
        refresh();
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->showRoom(id);
        const QDateTime from = m_sandbox->room(id).validFrom.toUtc();
        const QDateTime seen = m_sandbox->room(id).validUntil.toUtc();
        const QDateTime theirs = from.addDays(3);
        named<QPushButton>(m_page->details(), u"180 days"_s)->click();
        changeElsewhere(id, {.validUntil = admin::DateTimeInput{.text = {}, .utc = theirs}});

        named<QPushButton>(m_page->details(), u"Apply changes"_s)->click();
        QTRY_VERIFY(m_messages->text().contains(u"Someone else changed room %1"_s.arg(id)));
        const auto text = [](const QDateTime &utc) {
            return utc.toString(u"yyyy-MM-dd hh:mm:ss"_s);
        };
        QVERIFY2(m_messages->text().endsWith(
                     u"Valid until: it was %1, is now %2, and yours is %3."_s.arg(
                         text(seen), text(theirs), text(from.addDays(180)))),
                 qPrintable(m_messages->text()));
        QCOMPARE(m_sandbox->room(id).validUntil.toUtc(), theirs);
        QVERIFY(m_sandbox->connection().drafts().has(id));

        clickMessageButton(choice);
        if (choice == u"Use theirs") {
            QVERIFY(!m_sandbox->connection().drafts().has(id));
            QCOMPARE(named<QLineEdit>(m_page->details(), u"Valid until"_s)->text(),
                     theirs.toString(u"yyyy-MM-dd hh:mm"_s));
        } else {
            QTRY_COMPARE(m_messages->text(), u"Room %1 was changed."_s.arg(id));
            QCOMPARE(m_sandbox->room(id).validUntil.toUtc(), from.addDays(180));
        }
    }

    void aConflictIsDecidedFieldByField()
    {
        refresh();
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->showRoom(id);
        const QDateTime from = m_sandbox->room(id).validFrom.toUtc();
        const bool isOn = m_sandbox->room(id).pstnDialOutEnabled.value_or(false);
        named<QLineEdit>(m_page->details(), u"Valid from"_s)
            ->setText(from.addSecs(7200).toString(u"yyyy-MM-dd hh:mm"_s));
        named<QPushButton>(m_page->details(), u"1 month"_s)->click();
        const QDateTime theirFrom = from.addSecs(3600);
        const QDateTime theirUntil = from.addDays(3);
        const QDateTime ours = m_sandbox->connection()
                                   .drafts()
                                   .draft(id)
                                   .validUntil.value_or(admin::DateTimeInput())
                                   .utc;
        changeElsewhere(id, {.validFrom = admin::DateTimeInput{.text = {}, .utc = theirFrom},
                             .validUntil = admin::DateTimeInput{.text = {}, .utc = theirUntil},
                             .pstnDialOutEnabled = !isOn});
        named<QPushButton>(m_page->details(), u"Apply changes"_s)->click();
        QTRY_VERIFY(m_messages->text().contains(u"Someone else changed room"));

        clickMessageButton(u"Compare…"_s);
        QPointer<ConflictDialog> dialog = m_window->findChild<ConflictDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(!dialog->findChild<QRadioButton *>(u"pstnDialOutAnyway"_s)); // not in our draft
        dialog->reject();
        QTRY_VERIFY(!dialog);
        QVERIFY(m_messages->text().contains(u"Someone else changed room")); // still to be decided

        clickMessageButton(u"Compare…"_s);
        dialog = m_window->findChild<ConflictDialog *>();
        QVERIFY(named<QRadioButton>(*dialog, u"Valid from: use theirs"_s)->isChecked());
        named<QRadioButton>(*dialog, u"Valid until: apply anyway"_s)->setChecked(true);
        named<QPushButton>(*dialog, u"Continue"_s)->click();
        QTRY_COMPARE(m_messages->text(), u"Room %1 was changed."_s.arg(id));
        const acs::Room &room = m_sandbox->room(id);
        QCOMPARE(room.validFrom.toUtc(), theirFrom);
        QCOMPARE(room.validUntil.toUtc(), ours);
        QCOMPARE(room.pstnDialOutEnabled, std::optional(!isOn));
    }

    void discardingWithdrawsTheConflict()
    {
        refresh();
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->showRoom(id);
        const QDateTime theirs = m_sandbox->room(id).validFrom.toUtc().addDays(3);
        named<QPushButton>(m_page->details(), u"180 days"_s)->click();
        changeElsewhere(id, {.validUntil = admin::DateTimeInput{.text = {}, .utc = theirs}});
        named<QPushButton>(m_page->details(), u"Apply changes"_s)->click();
        QTRY_VERIFY(m_messages->text().contains(u"Someone else changed room"));
        named<QPushButton>(m_page->details(), u"Discard changes"_s)->click();
        QVERIFY(!m_messages->text().contains(u"Someone else changed room"));
    }

    void appliedChangesAreUndoneAsADraft()
    {
        refresh();
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->showRoom(id);
        const QDateTime before = m_sandbox->room(id).validUntil.toUtc();
        const auto *until = named<QLineEdit>(m_page->details(), u"Valid until"_s);
        const QString shownBefore = until->text();
        QVERIFY(!m_page->state().canUndo);
        named<QPushButton>(m_page->details(), u"180 days"_s)->click();
        named<QPushButton>(m_page->details(), u"Apply changes"_s)->click();
        QTRY_COMPARE(m_messages->text(), u"Room %1 was changed."_s.arg(id));
        QVERIFY(m_page->state().canUndo);
        QCOMPARE(m_page->state().undoText, u"Apply changes"_s);

        m_page->undo();
        QCOMPARE(until->text(), shownBefore);
        QVERIFY(m_sandbox->connection().drafts().has(id));
        QVERIFY(textOf<QLabel>(*m_messages, "messageConfirmation").contains(u"pending"));
        QVERIFY(m_sandbox->room(id).validUntil.toUtc() != before); // nothing was sent
        named<QPushButton>(m_page->details(), u"Apply changes"_s)->click();
        QTRY_COMPARE(m_sandbox->room(id).validUntil.toUtc(), before);
        QTRY_VERIFY(!m_sandbox->connection().drafts().has(id));
    }

    void aDraftThatCouldNotBeAppliedStays()
    {
        refresh();
        const QString id = m_sandbox->roomIn(RoomState::Upcoming);
        m_page->showRoom(id);
        named<QPushButton>(m_page->details(), u"180 days"_s)->click();
        m_sandbox->stop();
        named<QPushButton>(m_page->details(), u"Apply changes"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_messages->text().isEmpty(), 20'000);
        QVERIFY(m_sandbox->connection().drafts().has(id));
        QVERIFY(m_page->details().canApply());
    }

    void columnsAndOrderAreKept()
    {
        refresh();
        const int created = static_cast<int>(RoomColumn::Created);
        m_page->table().columns().actions().at(created)->setChecked(false);
        QVERIFY(m_page->table().isColumnHidden(created));
        m_page->table().sortByColumn(static_cast<int>(RoomColumn::ValidUntil), Qt::DescendingOrder);
        m_page.reset();
        open({.rooms = 4});
        QVERIFY(m_page->table().isColumnHidden(created));
        QVERIFY(!m_page->table().isColumnHidden(static_cast<int>(RoomColumn::ValidFrom)));
        QCOMPARE(m_page->table().horizontalHeader()->sortIndicatorSection(),
                 static_cast<int>(RoomColumn::ValidUntil));
        QCOMPARE(m_page->table().horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
        // The IDs stay: without them rows could not be identified.
        QVERIFY(!m_page->table()
                     .columns()
                     .actions()
                     .at(static_cast<int>(RoomColumn::RoomId))
                     ->isEnabled());
    }

    void theChipAndTheSplitterAreKept()
    {
        open({.rooms = 4});
        m_page->chips().choose(admin::RoomState::Upcoming);
        auto *splitter = m_page->findChild<QSplitter *>(u"roomsSplitter"_s);
        splitter->setSizes({700, 500});
        emit splitter->splitterMoved(700, 1);
        const QByteArray state = splitter->saveState();
        m_page.reset();
        open({.rooms = 4});
        QVERIFY(m_page->findChild<QPushButton *>(u"chipUpcoming"_s)->isChecked());
        QCOMPARE(m_page->findChild<QSplitter *>(u"roomsSplitter"_s)->saveState(), state);
        m_page.reset();
        m_settings->setChip(u"chipOfALaterVersion"_s);
        open({.rooms = 4});
        QVERIFY(m_page->findChild<QPushButton *>(u"chipAll"_s)->isChecked());
    }

    /// That a version of the API has no PSTN dial-out does not hide the column for the others.
    void aColumnThatAVersionLacksComesBack()
    {
        const int pstn = static_cast<int>(RoomColumn::Pstn);
        open({.rooms = 4}, {.apiVersion = acs::ApiVersion::V2023_06_14});
        QVERIFY(m_page->table().isColumnHidden(pstn));
        m_page->table().columns().actions().at(static_cast<int>(RoomColumn::Tags))->trigger();
        m_page.reset();
        open({.rooms = 4});
        QVERIFY(!m_page->table().isColumnHidden(pstn));
        QVERIFY(m_page->table().isColumnHidden(static_cast<int>(RoomColumn::Tags)));
    }

private:
    void open(sandbox::SandboxOptions options, const store::Profile &profile = {})
    {
        m_sandbox = std::make_unique<Sandboxed>(std::move(options), profile);
        m_page = std::make_unique<RoomsPage>(m_sandbox->shared(), *new RoomsPageActions(*m_window),
                                             m_display, *m_settings, *m_messages, *m_window);
    }

    void refresh()
    {
        QSignalSpy refreshed(&m_sandbox->connection(), &admin::Connection::refreshed);
        m_page->actions().refresh();
        QTRY_COMPARE_WITH_TIMEOUT(refreshed.size(), 1, 20'000);
    }

    int rows() const { return m_page->table().model()->rowCount(); }
    QString status() const { return textOf<QLabel>(*m_page, "loadStatus"); }
    QString emptyTitle() const { return textOf<QLabel>(*m_page, "emptyTitle"); }
    bool emptyIsShown() const
    {
        return m_page->findChild<QWidget *>(u"emptyState"_s)->isVisibleTo(m_page.get());
    }
    Confirmation *question() const { return m_window->findChild<Confirmation *>(); }

    /// Another program changes a room, as it is now.
    void changeElsewhere(const QString &id, const admin::RoomDraft &draft)
    {
        auto secret = acs::parseConnectionString(m_sandbox->connectionString());
        SeededRandom random(3);
        admin::Connection elsewhere({.name = u"Elsewhere"_s}, *std::move(secret),
                                    m_sandbox->clock(), random);
        bool isDone = false;
        elsewhere.readRoom(id).then(this, [&](const Result<acs::Room> &) {
            elsewhere.drafts().edit(id, draft, {});
            elsewhere.applyDraft(id).then(this, [&](const Result<admin::DraftOutcome> &outcome) {
                isDone = outcome && outcome->isComplete();
            });
        });
        QTRY_VERIFY(isDone);
    }

    void clickMessageButton(const QString &text)
    {
        const auto buttons = m_messages->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text() == text) {
                button->click();
                return;
            }
        }
        QFAIL(qPrintable(u"no button '%1'"_s.arg(text)));
    }

    TimeDisplay m_display;
    std::optional<tests::TemporarySettings> m_settings;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<MessageBar> m_messages;
    std::unique_ptr<Sandboxed> m_sandbox;
    std::unique_ptr<RoomsPage> m_page;
};

ROOMKEEPER_TEST(QApplication, TestRoomsPage);
#include "tst_roomspage.moc"
