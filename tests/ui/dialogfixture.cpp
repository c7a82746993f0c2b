#include "dialogfixture.h"

#include "store/secrets/keychainproblem.h"
#include "support/fakesandbox.h"
#include "support/rosters.h"
#include "ui/common/datetimepopup.h"
#include "ui/connections/diagnostics/diagnosticsdialog.h"
#include "ui/connections/editor/colourbox.h"
#include "ui/connections/manager/connectionsdialog.h"
#include "ui/connections/sandbox/sandboxdialog.h"
#include "ui/connections/secrets/proxyquestion.h"
#include "ui/connections/secrets/replacesecretdialog.h"
#include "ui/connections/secrets/secretdialog.h"
#include "ui/help/guidepages.h"
#include "ui/help/guidewindow.h"
#include "ui/help/shortcutsdialog.h"
#include "ui/outcomes/conflictdialog.h"
#include "ui/outcomes/unknownoutcomesdialog.h"
#include "ui/outcomes/whichroomdialog.h"
#include "ui/participants/addparticipantsdialog.h"
#include "ui/participants/newuserdialog.h"
#include "ui/rooms/details/roomdetails.h"
#include "ui/rooms/dialogs/newroomdialog.h"
#include "ui/rooms/dialogs/openbyiddialog.h"
#include "ui/rooms/table/roomtableview.h"

#include <QApplication>
#include <QColorDialog>
#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTemporaryFile>
#include <QTreeView>

namespace roomkeeper::tests {

namespace {

int &usingScreen(const QSize &size, int &argc)
{
    static QTemporaryFile screens;
    if (!screens.open())
        qFatal("no temporary file");
    screens.write(QByteArray("{'screens':[{'name':'one','x':0,'y':0,'width':%1,'height':%2,"
                             "'logicalDpi':96,'logicalBaseDpi':96,'dpr':1}]}")
                      .replace('\'', '"')
                      .replace("%1", QByteArray::number(size.width()))
                      .replace("%2", QByteArray::number(size.height())));
    screens.flush();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + screens.fileName().toLocal8Bit());
    return argc;
}

} // namespace

ScreenApplication::ScreenApplication(int &argc, char **argv, const QSize &screen)
    : QApplication(usingScreen(screen, argc), argv)
{
}

} // namespace roomkeeper::tests

namespace roomkeeper::ui {

QMap<QString, std::function<void()>> DialogFixture::dialogs()
{
    return {
        {u"Confirmation"_s,
         [this] {
             action(u"deleteRoom"_s)->trigger();
             checkDialog(question());
         }},
        {u"DateTimePopup"_s,
         [this] {
             auto *popup = new DateTimePopup({2026, 11, 30}, {9, 30}, m_window.get());
             popup->openAt(*m_window);
             checkDialog(popup);
             popup->close();
         }},
        {u"DiagnosticsDialog"_s,
         [this] {
             action(u"testConnection"_s)->trigger();
             auto *dialog = opened<DiagnosticsDialog>();
             checkDialog(dialog);
             const auto *result = dialog->findChild<QLabel *>(u"testResult"_s);
             QTRY_VERIFY(result->text().contains(u"works"));
             checkDialog(dialog);
         }},
        {u"ConnectionDialog"_s, [this] { checkConnectionDialog(); }},
        {u"ConnectionsDialog"_s, [this] { checkConnectionsDialog(); }},
        {u"ProxyQuestion"_s,
         [this] {
             show(new ProxyQuestion(u"127.0.0.1:3128"_s, {}));
             show(new ProxyQuestion(u"127.0.0.1:3128"_s, personName));
         }},
        {u"ReplaceSecretDialog"_s,
         [this] {
             show(new ReplaceSecretDialog(roomName, endpoint(), {}));
             auto *dialog = new ReplaceSecretDialog(roomName, endpoint(), u"[Reason ~~]"_s);
             dialog->showProblem(u"[Problem ~~]"_s);
             show(dialog);
         }},
        {u"SecretDialog"_s,
         [this] { show(new SecretDialog({.name = roomName, .endpoint = endpoint()})); }},
        {u"SandboxDialog"_s,
         [this] {
             tests::FakeSandbox sandbox;
             sandbox.start(QByteArray("endpoint=http://127.0.0.1:1/;accesskey=marker-secret"));
             auto *dialog = new SandboxDialog(sandbox, m_display, *m_settings);
             auto *copy = dialog->findChild<QPushButton *>(u"copySandboxConnectionString"_s);
             QTRY_VERIFY(copy->isEnabled());
             copy->click();
             show(dialog);
         }},
        {u"GuideWindow"_s,
         [this] {
             action(u"guide"_s)->trigger();
             QStringList titles; // the guide is translated as a whole
             for (const GuidePage &page : guidePages())
                 titles << page.title;
             checkDialog(opened<GuideWindow>(), titles);
         }},
        {u"ShortcutsDialog"_s,
         [this] {
             action(u"shortcuts"_s)->trigger();
             checkDialog(opened<ShortcutsDialog>());
         }},
        {u"QMessageBox"_s,
         [this] {
             action(u"about"_s)->trigger();
             checkDialog(opened<QMessageBox>());
         }},
        {u"UnknownOutcomesDialog"_s, [this] { checkUnknownOutcomes(); }},
        {u"WhichRoomDialog"_s, [this] { checkWhichRoom(); }},
        {u"ConflictDialog"_s, [this] { checkConflict(); }},
        {u"AddParticipantsDialog"_s,
         [this] {
             action(u"addParticipants"_s)->trigger();
             auto *dialog = opened<AddParticipantsDialog>();
             checkDialog(dialog);
             dialog->findChild<QPlainTextEdit *>()->setPlainText(tests::person(1)
                                                                 + u"\n8:acs:bad\n4:+491234"_s);
             checkDialog(dialog);
         }},
        {u"NewUserDialog"_s,
         [this] {
             action(u"newUser"_s)->trigger();
             auto *dialog = opened<NewUserDialog>();
             checkDialog(dialog, acs::tokenScopes());
             dialog->showError(makeError(ErrorKind::Denied, u"[Denied]"_s));
             checkDialog(dialog, acs::tokenScopes());
             dialog->showCreated(
                 {.rawId = tests::person(1),
                  .token = acs::AccessToken{.token = u"marker-secret-token"_s,
                                            .expiresOn = m_clock.now().addDays(1)}});
             checkDialog(dialog, acs::tokenScopes());
             dialog->reject(); // says that the token was not copied
             checkDialog(dialog, acs::tokenScopes());
         }},
        {u"NewRoomDialog"_s,
         [this] {
             action(u"newRoom"_s)->trigger();
             auto *dialog = opened<NewRoomDialog>();
             checkDialog(dialog);
             dialog->findChild<QLineEdit *>(u"validUntil"_s)->setText(u"soon"_s);
             dialog->findChild<QPlainTextEdit *>()->setPlainText(u"8:acs:bad"_s);
             checkDialog(dialog);
             dialog->showError(makeError(ErrorKind::Invalid, u"[Invalid]"_s));
             checkDialog(dialog);
         }},
        {u"OpenByIdDialog"_s,
         [this] {
             action(u"openById"_s)->trigger();
             auto *dialog = opened<OpenByIdDialog>();
             checkDialog(dialog);
             dialog->findChild<QLineEdit *>()->setText(u"12"_s);
             checkDialog(dialog);
             dialog->showError(makeError(ErrorKind::NotFound, u"[Not found]"_s));
             checkDialog(dialog);
         }},
    };
}

void DialogFixture::checkConnectionDialog()
{
    action(u"newConnection"_s)->trigger();
    auto *dialog = opened<ConnectionDialog>();
    checkDialog(dialog);
    auto *secret = dialog->findChild<QLineEdit *>(u"connectionString"_s);
    secret->setText(u"endpoint=http://contoso.example"_s);
    checkDialog(dialog);
    secret->setText(m_sandbox->connectionString());
    dialog->findChild<QAbstractButton *>(u"moreOptions"_s)->click();
    dialog->findChild<QLineEdit *>(u"authorityFile"_s)->setText(u"/nowhere.pem"_s);
    checkDialog(dialog);
    checkColourDialog(*dialog);
    dialog->showTestResult(false, u"[It does not work. ~~]"_s);
    dialog->showSaveProblem(u"[It could not be saved. ~~]"_s);
    checkDialog(dialog);
    dialog->findChild<QAbstractButton *>(u"browseAuthorityFile"_s)->click();
    checkFileDialog(*dialog);
    auto *authentication = dialog->findChild<QComboBox *>(u"authentication"_s);
    for (int row = 0; row < authentication->count(); ++row) {
        authentication->setCurrentIndex(row);
        checkDialog(dialog);
    }
    show(new ConnectionDialog({.name = roomName, .endpoint = endpoint()},
                              ConnectionDialog::Purpose::Edit));
    show(new ConnectionDialog({.name = roomName, .endpoint = endpoint()},
                              ConnectionDialog::Purpose::EnterAgain));
}

void DialogFixture::checkColourDialog(ConnectionDialog &dialog)
{
    auto *box = dialog.findChild<ColourBox *>();
    QVERIFY(box);
    emit box->activated(box->count() - 1); // "Custom colour…"
    auto *colours = box->findChild<QColorDialog *>();
    checkDialog(colours);
    colours->close();
}

void DialogFixture::checkConnectionsDialog()
{
    action(u"manageConnections"_s)->trigger();
    checkDialog(opened<ConnectionsDialog>()); // there are none
    const QPointer empty(opened<ConnectionsDialog>());
    empty->close();
    QTRY_VERIFY(!empty);
    keep(roomName);
    keep(personName, true);
    action(u"manageConnections"_s)->trigger();
    auto *dialog = opened<ConnectionsDialog>();
    dialog->findChild<QTreeView *>()->selectAll();
    checkDialog(dialog);
    const auto press = [dialog](const QString &objectName) {
        dialog->findChild<QPushButton *>(objectName)->click();
    };
    press(u"moveToGroup"_s);
    checkDialog(dialog->findChild<QInputDialog *>());
    dialog->findChild<QInputDialog *>()->close();
    press(u"deleteConnections"_s);
    checkDialog(dialog->findChild<Confirmation *>());
    dialog->findChild<Confirmation *>()->close();
    press(u"importConnections"_s);
    checkFileDialog(*dialog);
    press(u"exportConnections"_s);
    checkFileDialog(*dialog);
}

void DialogFixture::checkUnknownOutcomes()
{
    admin::UnknownOutcomes &unknown = page().connection().unknownOutcomes();
    using Kind = admin::UnknownOutcome::Kind;
    for (const Kind kind : {Kind::Create, Kind::Update, Kind::Roster, Kind::Delete}) {
        unknown.add({.kind = kind,
                     .roomId = kind == Kind::Create ? QString() : roomId(),
                     .askedAt = m_clock.now(),
                     .error = makeError(ErrorKind::OutcomeUnknown, u"[No response]"_s),
                     .creation = creation(),
                     .update = {.pstnDialOutEnabled = true},
                     .parts = {{.removed = {tests::person(1)}}}});
        checkWindow(*m_window);
    }
    action(u"unknownOutcomes"_s)->trigger();
    checkDialog(opened<UnknownOutcomesDialog>());
}

void DialogFixture::checkConflict()
{
    const acs::Timestamp time = acs::Timestamp::fromUtc(m_clock.now());
    show(new ConflictDialog({.present = {},
                             .fields = {{admin::OwnField::ValidFrom, time, time, {}},
                                        {admin::OwnField::ValidUntil, time, time, time},
                                        {admin::OwnField::PstnDialOut, true, false, true}}},
                            roomId(), m_display));
}

void DialogFixture::checkWhichRoom()
{
    const acs::Room room = page().connection().rooms().find(roomId())->room;
    const admin::OutcomeCheck check{
        .kind = admin::OutcomeCheck::Kind::WhichRoom,
        .outcome = {.askedAt = m_clock.now(), .creation = creation()},
        .candidates = {{.room = room,
                        .roster = {{.rawId = tests::person(1), .role = {}}},
                        .readAt = m_clock.now()}}};
    show(new WhichRoomDialog(check, page().connection().rooms(), m_display));
}

void DialogFixture::openRooms()
{
    m_window->connections().openSandbox();
    waitForRooms();
}

void DialogFixture::waitForRooms()
{
    QTRY_VERIFY(m_window->findChild<RoomsPage *>());
    QTRY_COMPARE(page().connection().rooms().status().rooms, 24);
    QTRY_VERIFY(!page().connection().isRefreshing());
}

void DialogFixture::selectRoom()
{
    page().table().selectRow(0);
    QTRY_VERIFY(m_window->findChild<QTableView *>(u"participantTable"_s)->model()->rowCount() > 0);
    m_window->findChild<QTableView *>(u"participantTable"_s)->selectRow(0);
}

void DialogFixture::show(QDialog *dialog)
{
    m_dialog.reset(dialog);
    m_dialog->show();
    checkDialog(dialog);
}

acs::RoomCreation DialogFixture::creation() const
{
    const QDateTime now = m_clock.now();
    return {.validFrom = acs::Timestamp::fromUtc(now),
            .validUntil = acs::Timestamp::fromUtc(now.addDays(1)),
            .pstnDialOutEnabled = true,
            .participants = {{.rawId = tests::person(1), .role = {}}}};
}

} // namespace roomkeeper::ui
