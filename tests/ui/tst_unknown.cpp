#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/rooms.h"
#include "support/sandboxed.h"
#include "support/scriptedserver.h"
#include "support/temporarysettings.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/outcomes/unknownactions.h"
#include "ui/outcomes/unknownoutcomesdialog.h"
#include "ui/outcomes/unknowntext.h"
#include "ui/outcomes/whichroomdialog.h"
#include "ui/participants/identifiersedit.h"
#include "ui/rooms/dialogs/newroomdialog.h"
#include "ui/rooms/roomactions.h"
#include "ui/rooms/roomspage.h"
#include "ui/rooms/roomspageactions.h"
#include "ui/rooms/table/roomtableview.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableWidget>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using tests::dayFrom;
using Kind = admin::UnknownOutcome::Kind;
using CheckResult = admin::OutcomeCheck::Kind;

namespace {

const QString id = u"99000000000000001"_s;
const QString user =
    u"8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_00000019-2d4c-9e5a-1000-343a0d00b5a1"_s;
const QDateTime at(QDate(2026, 11, 23), QTime(14, 3, 11), utcZone);

acs::Timestamp instant(const QDateTime &utc)
{
    return acs::Timestamp::fromUtc(utc);
}

} // namespace

/// How the window handles changes without a response.
class TestUnknown : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"roomkeeper"_s);
        QCoreApplication::setApplicationName(u"tst_unknown"_s);
    }

    void init()
    {
        WidgetFixture::init();
        m_settings.emplace();
        m_display.setMode(TimeDisplay::Mode::Utc);
        m_window = std::make_unique<QWidget>();
        m_window->resize(1200, 700);
        m_messages = std::make_unique<MessageBar>(m_window.get());
        m_sandbox = std::make_unique<Sandboxed>(sandbox::SandboxOptions{.rooms = 4, .seed = 5});
        m_connection = m_sandbox->shared();
        m_asked = m_clock.now();
        m_creation = dayFrom(m_asked);
    }

    void cleanup()
    {
        m_page.reset();
        m_connection.reset();
        m_sandbox.reset();
        m_messages.reset();
        m_window.reset();
    }

    void aRoomThatWasMadeIsChosenByThePerson()
    {
        openPage();
        m_sandbox->refresh();
        const QString made = makeElsewhere();
        lose({.kind = Kind::Create, .askedAt = m_asked, .creation = m_creation});
        QVERIFY(m_messages->text().startsWith(
            u"No response from the service. A room may have been created"));
        press(u"Check"_s);
        QCOMPARE(m_messages->text(), u"Checking the outcome of the change…"_s);
        WhichRoomDialog *dialog = question();
        QVERIFY(dialog);
        const auto *table = dialog->findChild<QTableWidget *>();
        QCOMPARE(table->rowCount(), 1);
        QCOMPARE(table->item(0, 0)->text(), made);
        QCOMPARE(rowsInTable(), 4); // not assigned automatically
        named<QPushButton>(*dialog, u"This is it"_s)->click();
        QCOMPARE(m_messages->text(), u"Room %1 was created."_s.arg(made));
        QCOMPARE(m_page->selectedRooms(), QStringList{made});
        QCOMPARE(unknown().count(), 0);
        QVERIFY(link()->isHidden());
    }

    void noneOfTheCandidatesMayBeIt()
    {
        openPage();
        makeElsewhere();
        makeElsewhere();
        m_creation.participants = {};
        lose({.kind = Kind::Create, .askedAt = m_asked, .creation = m_creation});
        press(u"Check"_s);
        WhichRoomDialog *dialog = question();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QTableWidget *>()->rowCount(), 2);
        // the user must select one
        QVERIFY(!named<QPushButton>(*dialog, u"This is it"_s)->isEnabled());
        named<QPushButton>(*dialog, u"None of these"_s)->click();
        QCOMPARE(m_messages->text(),
                 u"No matching room was found. The room was probably not created."_s);
        QCOMPARE(unknown().count(), 0);
    }

    void cancellingTheQuestionLeavesItUnknown()
    {
        openPage();
        makeElsewhere();
        lose({.kind = Kind::Create, .askedAt = m_asked, .creation = m_creation});
        press(u"Check"_s);
        WhichRoomDialog *dialog = question();
        QVERIFY(dialog);
        named<QPushButton>(*dialog, u"Cancel"_s)->click();
        QCOMPARE(unknown().count(), 1);
        QVERIFY(!link()->isHidden());
    }

    void whatWasNotCreatedIsAskedForAgainWithTheSameValues()
    {
        openPage();
        m_creation.pstnDialOutEnabled = true;
        m_creation.participants = {{.rawId = user, .role = acs::Role::presenter()}};
        lose({.kind = Kind::Create, .askedAt = m_asked, .creation = m_creation});
        press(u"Check"_s);
        QTRY_COMPARE(m_messages->text(),
                     u"No matching room was found. The room was probably not created."_s);
        press(u"Create again…"_s);
        auto *dialog = m_window->findChild<NewRoomDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->creation(), m_creation);
        named<QPushButton>(*dialog, u"Create"_s)->click();
        QTRY_VERIFY(m_messages->text().endsWith(u" was created."));
    }

    /// LeakSanitizer reports what would keep itself alive.
    void aCheckEndsWithItsPage()
    {
        openPage();
        lose({.kind = Kind::Create, .askedAt = m_asked, .creation = m_creation});
        press(u"Check"_s);
        m_page.reset();
        m_messages->clear();
        QTRY_VERIFY(m_connection->unknownOutcomes().all().isEmpty()
                    || !m_connection->unknownOutcomes().isChecking(
                        m_connection->unknownOutcomes().all().first().id));
    }

    void aCheckCanBeCancelled()
    {
        openPage();
        lose({.kind = Kind::Create, .askedAt = m_asked, .creation = m_creation});
        const QString told = m_messages->text();
        press(u"Check"_s);
        press(u"Cancel"_s);
        QTRY_COMPARE(m_messages->text(), told);
        QCOMPARE(unknown().count(), 1);
        press(u"Check"_s); // is offered again
        QTRY_COMPARE(unknown().count(), 0);
    }

    void aDismissedMessageLosesNothing()
    {
        openPage();
        QVERIFY(link()->isHidden());
        lose({.kind = Kind::Delete, .roomId = id, .askedAt = m_asked});
        lose({.kind = Kind::Create, .askedAt = m_asked, .creation = m_creation});
        QVERIFY(m_messages->text().startsWith(u"The outcomes of 2 changes are unknown"));
        m_messages->dismiss();
        QVERIFY(!link()->isHidden());
        QCOMPARE(link()->text(), u"2 outcomes unknown"_s);
        link()->click();
        auto *dialog = m_window->findChild<UnknownOutcomesDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        auto *table = named<QTableWidget>(*dialog, u"Unknown outcomes"_s);
        QCOMPARE(table->rowCount(), 2);
        QCOMPARE(table->item(0, 0)->text(), u"Delete room"_s);
        QCOMPARE(table->item(0, 1)->text(), id);
        QVERIFY(table->item(1, 0)->text().startsWith(u"New room, "));

        table->clearSelection();
        QVERIFY(!named<QPushButton>(*dialog, u"Check"_s)->isEnabled());
        table->selectRow(1);
        named<QPushButton>(*dialog, u"Dismiss"_s)->click();
        QCOMPARE(table->rowCount(), 1);
        QCOMPARE(link()->text(), u"1 outcome unknown"_s);
        table->selectRow(0);
        const QPointer<UnknownOutcomesDialog> open(dialog);
        named<QPushButton>(*dialog, u"Check"_s)->click();
        QTRY_VERIFY(!open);
        QTRY_COMPARE(m_messages->text(), u"Room %1 was deleted."_s.arg(id));
        QVERIFY(link()->isHidden());
    }

    void severalAreCheckedTogether()
    {
        openPage();
        m_sandbox->refresh();
        const QString room = m_connection->rooms().at(0)->room.id;
        lose({.kind = Kind::Delete, .roomId = id, .askedAt = m_asked});
        lose({.kind = Kind::Delete, .roomId = room, .askedAt = m_asked});
        press(u"Check"_s);
        QTRY_COMPARE(m_messages->text(), u"Checked 2 changes: 1 made, 1 not made."_s);
    }

    void whatLaterAnswersSettleIsNotToldAnyMore()
    {
        openPage();
        m_sandbox->refresh();
        const QString room = m_connection->rooms().at(0)->room.id;
        lose({.kind = Kind::Delete, .roomId = room, .askedAt = m_asked});
        QVERIFY(!m_messages->text().isEmpty());
        m_connection->rooms().remove(room);
        QVERIFY(m_messages->text().isEmpty());
        QVERIFY(link()->isHidden());
    }

    void aRoomThatIsStillThereMayBeDeletedAgain()
    {
        openPage();
        m_sandbox->refresh();
        const QString room = m_connection->rooms().at(0)->room.id;
        m_connection->rooms().annotate(room, {.name = u"Board"_s});
        lose({.kind = Kind::Delete, .roomId = room, .askedAt = m_asked});
        press(u"Check"_s);
        QTRY_COMPARE(m_messages->text(), u"Room %1 still exists: it was not deleted."_s.arg(room));
        press(u"Delete room…"_s);
        auto *confirmation = m_window->findChild<Confirmation *>();
        QVERIFY(confirmation);
        QCOMPARE(confirmation->text(), u"Delete room “Board” on “Test”?\n%1"_s.arg(room));
        named<QPushButton>(*confirmation, u"Delete room"_s)->click();
        QTRY_COMPARE(m_messages->text(), u"Room %1 was deleted."_s.arg(room));
    }

    void aChangeThatWasNotMadeIsAppliedAgain()
    {
        openPage();
        m_sandbox->refresh();
        const acs::Room room = m_connection->rooms().at(0)->room;
        const bool wanted = !*room.pstnDialOutEnabled;
        m_connection->drafts().edit(room.id, {.pstnDialOutEnabled = wanted}, {});
        lose({.kind = Kind::Update,
              .roomId = room.id,
              .askedAt = m_asked,
              .update = {.pstnDialOutEnabled = wanted},
              .before = room});
        press(u"Check"_s);
        QTRY_VERIFY(m_messages->text().contains(u"the change was not made"));
        QVERIFY(m_messages->text().contains(u"still pending"));
        press(u"Apply again"_s);
        QTRY_COMPARE(m_messages->text(), u"Room %1 was changed."_s.arg(room.id));
        QVERIFY(!m_connection->drafts().has(room.id));
    }

    void anAnswerThatIsLostClosesTheDialogAndIsTold()
    {
        talkToScript();
        // Accepted, but the response can't be parsed.
        m_server->enqueue(ScriptedServer::answer(201, "{"));
        openPage();
        m_page->actions().newRoom();
        const QPointer<NewRoomDialog> dialog = m_window->findChild<NewRoomDialog *>();
        named<QPlainTextEdit>(*dialog, u"Participants"_s)->setPlainText(user);
        const acs::RoomCreation creation = dialog->creation();
        named<QPushButton>(*dialog, u"Create"_s)->click();
        QTRY_VERIFY(!dialog);
        QVERIFY(m_messages->text().startsWith(
            u"The response from the service could not be read. A room may "
            u"have been created"));
        QCOMPARE(unknown().count(), 1);
        QCOMPARE(unknown().all().first().creation.participants, creation.participants);
        // A check that fails keeps the entry.
        m_server->enqueue(ScriptedServer::answer(403, "{}"));
        m_server->enqueue(ScriptedServer::answer(403, "{}"));
        press(u"Check"_s);
        QTRY_VERIFY(m_messages->text().contains(u"is still unknown"));
        QCOMPARE(link()->text(), u"1 outcome unknown"_s);
    }

    void outcomeTexts_data()
    {
        QTest::addColumn<admin::OutcomeCheck>("result");
        QTest::addColumn<QString>("text");
        const acs::Room room{.id = id,
                             .validFrom = instant(at),
                             .validUntil = instant(at.addDays(1)),
                             .pstnDialOutEnabled = true};
        const auto result = [](Kind kind, CheckResult seen) {
            return admin::OutcomeCheck{.kind = seen, .outcome = {.kind = kind, .roomId = id}};
        };
        QTest::newRow("made") << result(Kind::Update, CheckResult::Made)
                              << u"Room %1 was changed."_s.arg(id);
        auto other = result(Kind::Update, CheckResult::Different);
        other.room = room;
        QTest::newRow("different")
            << other
            << u"Someone else changed room %1. It is now: 2026-11-23 14:03 to "
               u"2026-11-24 14:03, dial-out on."_s.arg(id);
        auto roster = result(Kind::Roster, CheckResult::Different);
        roster.roster = {.made = 2, .asBefore = 1, .otherwise = 3};
        QTest::newRow("roster in part")
            << roster
            << u"Your changes to the participants of room %1: 2 made, 1 not "
               u"made, 3 overwritten by someone else."_s.arg(id);
        QTest::newRow("room gone") << result(Kind::Roster, CheckResult::RoomGone)
                                   << u"Room %1 no longer exists."_s.arg(id);
        auto ended = result(Kind::Create, CheckResult::CannotTell);
        ended.outcome.creation.validUntil = instant(at);
        QTest::newRow("ended") << ended
                               << u"No matching room was found. The room would have ended at "
                                  u"2026-11-23 14:03, and the service does not list ended rooms, "
                                  u"so it is still unknown whether the room was created."_s;
    }

    void outcomeTexts()
    {
        QFETCH(const admin::OutcomeCheck, result);
        QTEST(outcomeText(result, false, m_display).text, "text");
    }

    void whatWasAskedInWords_data()
    {
        QTest::addColumn<admin::UnknownOutcome>("outcome");
        QTest::addColumn<QString>("asked");
        QTest::newRow("new room") << admin::UnknownOutcome{.creation = {}} << u"New room"_s;
        QTest::newRow("new room with all")
            << admin::UnknownOutcome{.creation = {.validFrom = instant(at),
                                                  .validUntil = instant(at.addDays(1)),
                                                  .pstnDialOutEnabled = true,
                                                  .participants = {{.rawId = user}}}}
            << u"New room, 2026-11-23 14:03 to 2026-11-24 14:03, dial-out on, 1 participant"_s;
        QTest::newRow("change") << admin::UnknownOutcome{.kind = Kind::Update,
                                                         .update = {.pstnDialOutEnabled = false}}
                                << u"Change room: dial-out off"_s;
        QTest::newRow("roster") << admin::UnknownOutcome{.kind = Kind::Roster,
                                                         .parts = {{.removed = {user}},
                                                                   {.set = {{.rawId = user}}}}}
                                << u"Change 2 participants"_s;
    }

    void whatWasAskedInWords()
    {
        QFETCH(const admin::UnknownOutcome, outcome);
        QTEST(askedText(outcome, m_display), "asked");
    }

private:
    void openPage()
    {
        m_page = std::make_unique<RoomsPage>(m_connection, *new RoomsPageActions(*m_window),
                                             m_display, *m_settings, *m_messages, *m_window);
        m_page->show();
    }

    void talkToScript()
    {
        m_server = std::make_unique<ScriptedServer>();
        auto secret = acs::parseConnectionString(
            u"endpoint=%1;accesskey=bWFya2VyLXNlY3JldA=="_s.arg(m_server->endpoint()));
        m_connection = std::make_shared<admin::Connection>(store::Profile{.name = u"Test"_s},
                                                           *std::move(secret), m_clock, m_random,
                                                           acs::TransportOptions{.maxAttempts = 1});
    }

    /// A change without a response.
    void lose(const admin::UnknownOutcome &outcome) { unknown().add(outcome); }

    /// A room like the requested one, created without this connection; returns its ID.
    QString makeElsewhere()
    {
        auto secret = acs::parseConnectionString(m_sandbox->connectionString());
        admin::Connection other({.name = u"Other"_s}, *std::move(secret), m_clock, m_random);
        QString made;
        other.createRoom(m_creation).then(&other, [&made](const Result<acs::Room> &room) {
            made = room ? room->id : u"none"_s;
        });
        [&made] { QTRY_VERIFY(!made.isEmpty()); }();
        return made;
    }

    WhichRoomDialog *question()
    {
        [this] { QTRY_VERIFY(m_window->findChild<WhichRoomDialog *>()); }();
        return m_window->findChild<WhichRoomDialog *>();
    }

    void press(const QString &text)
    {
        const auto buttons = m_messages->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text() == text && !button->isHidden()) {
                button->click();
                return;
            }
        }
        QFAIL(qPrintable(u"no button '%1' beside '%2'"_s.arg(text, m_messages->text())));
    }

    QPushButton *link() { return m_page->findChild<QPushButton *>(u"unknownOutcomes"_s); }
    int rowsInTable() { return m_page->table().model()->rowCount(); }
    admin::UnknownOutcomes &unknown() { return m_connection->unknownOutcomes(); }

    ManualClock m_clock{QDateTime::currentDateTimeUtc()}; ///< near the sandbox's, which runs
    SeededRandom m_random{3};
    TimeDisplay m_display;
    std::optional<tests::TemporarySettings> m_settings;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<MessageBar> m_messages;
    std::unique_ptr<Sandboxed> m_sandbox;
    std::unique_ptr<ScriptedServer> m_server;
    std::shared_ptr<admin::Connection> m_connection;
    std::unique_ptr<RoomsPage> m_page;
    QDateTime m_asked;
    acs::RoomCreation m_creation;
};

ROOMKEEPER_TEST(QApplication, TestUnknown);
#include "tst_unknown.moc"
