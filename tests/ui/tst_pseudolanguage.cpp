#include "store/secrets/keychainproblem.h"
#include "support/fakesandbox.h"
#include "support/mainwindowfixture.h"
#include "support/rosters.h"
#include "support/testmain.h"
#include "ui/common/datetimepopup.h"
#include "ui/common/notice.h"
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
#include "ui/participants/rosterpane.h"
#include "ui/rooms/details/roomdetails.h"
#include "ui/rooms/dialogs/newroomdialog.h"
#include "ui/rooms/dialogs/openbyiddialog.h"
#include "ui/rooms/table/roomtableview.h"
#include "windowcheck.h"

#include <QApplication>
#include <QColorDialog>
#include <QDirIterator>
#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTemporaryFile>
#include <QTreeView>

#include <algorithm>
#include <functional>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using tests::clippedWidgets;
using tests::untranslatedTexts;

namespace {

constexpr QSize screenSize(1280, 800);

/// An application in the pseudo-language, on a screen of a usual size.
class PseudoLanguageApplication : public QApplication
{
public:
    PseudoLanguageApplication(int &argc, char **argv)
        : QApplication(prepared(argc), argv)
    {
    }

private:
    static int &prepared(int &argc)
    {
        qputenv("ROOMKEEPER_LANGUAGE", "xx-pseudo");
        static QTemporaryFile screens;
        if (!screens.open())
            qFatal("no temporary file");
        screens.write(QByteArray("{'screens':[{'name':'one','x':0,'y':0,'width':1280,'height':800,"
                                 "'logicalDpi':96,'logicalBaseDpi':96,'dpr':1}]}")
                          .replace('\'', '"'));
        screens.flush();
        qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + screens.fileName().toLocal8Bit());
        return argc;
    }
};

// What people and the service wrote.
const QString roomName = QStringLiteral("Ward round");
const QString personName = QStringLiteral("Ada Lovelace");

} // namespace

/// In the pseudo-language, every text that the program shows is in brackets and longer than in
/// English: a text without brackets can't be translated, and one that does not fit will not fit in
/// other languages.
class TestPseudoLanguage : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_pseudolanguage"_s); }
    void cleanupTestCase() { m_theme.reset(); }
    void init()
    {
        makeWindow();
        m_display.setMode(TimeDisplay::Mode::Utc);
        m_window->resize(1240, 740);
    }
    void cleanup()
    {
        m_dialog.reset();
        dropWindow();
    }

    void screenIsOfUsualSize() { QCOMPARE(m_window->screen()->size(), screenSize); }

    void untranslatedPartsAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("in brackets") << u"[Name ~~]"_s << QString();
        QTest::newRow("two sentences") << u"[One. ~~] [Two. ~~]"_s << QString();
        QTest::newRow("one in another") << u"[Room [Ward ~~] was ~~~]"_s << QString();
        QTest::newRow("none") << u"Name"_s << u"Name"_s;
        QTest::newRow("half of it") << u"[One. ~~] Two."_s << u"Two."_s;
        QTest::newRow("left open") << u"[One"_s << u"[One"_s;
        QTest::newRow("date") << u"2026-11-22 14:30 – 28 Nov 2026"_s << QString();
        QTest::newRow("raw ID") << tests::person(1) << QString();
        QTest::newRow("keys") << u"Ctrl+Shift+Z, F5"_s << QString();
        QTest::newRow("request") << u"12:00:01 GET /rooms 200 [7 ms ~~]"_s << QString();
        QTest::newRow("written") << u"Ward round"_s << QString();
    }

    void untranslatedPartsAreFound()
    {
        QFETCH(QString, text);
        QTEST(tests::untranslatedPart(text, {roomName}), "part");
    }

    void firstPage()
    {
        checkWindow(*m_window);
        keep(u"clinic"_s);
        keep(u"ward"_s, true);
        m_environment = m_sandbox->connectionString().toUtf8();
        openWindow();
        m_window->resize(1240, 740);
        checkWindow(*m_window);
    }

    void roomsAndMenus()
    {
        openRooms();
        checkWindow(*m_window); // nothing is selected
        selectRoom();
        action(u"showActivity"_s)->trigger();
        checkWindow(*m_window);

        page().connection().rooms().annotate(roomId(), {.name = roomName});
        page().connection().drafts().edit(roomId(), {.pstnDialOutEnabled = true},
                                          {.text = QStringLiteral("[Edit]")});
        page().details().roster()->setRoleOfSelected(acs::Role::presenter());
        checkWindow(*m_window); // something is pending
        page().setFilterText(u"nothing like this"_s);
        checkWindow(*m_window); // the filter matches nothing
    }

    void contextMenuOfParticipants()
    {
        openRooms();
        selectRoom();
        auto *table = m_window->findChild<QTableView *>(u"participantTable"_s);
        QVERIFY(table);
        const auto before = m_window->findChildren<QMenu *>().size();
        emit table->customContextMenuRequested(QPoint(10, 10));
        QVERIFY(m_window->findChildren<QMenu *>().size() > before);
        checkWindow(*m_window);
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
    }

    void readOnlyConnection()
    {
        keep(u"clinic"_s, true);
        openWindow();
        m_window->resize(1240, 740);
        m_window->connections().openByName(u"clinic"_s);
        waitForRooms();
        selectRoom();
        checkWindow(*m_window);
    }

    void everyKindOfError()
    {
        openRooms();
        for (int kind = 0; kind <= static_cast<int>(ErrorKind::File); ++kind) {
            Error error = makeError(static_cast<ErrorKind>(kind), u"[What the service said]"_s);
            error.host = u"[host]"_s;
            error.httpStatus = 500;
            m_window->messages().showNotice(errorNotice({}, error));
            checkMessage();
        }
        using store::KeychainProblem;
        for (int problem = 0; problem <= static_cast<int>(KeychainProblem::Failed); ++problem) {
            const auto error =
                store::keychainError(static_cast<KeychainProblem>(problem), u"[Its words]"_s);
            m_window->messages().showNotice(errorNotice({}, error));
            checkMessage();
        }
    }

    void requestThatIsRetried()
    {
        m_sandbox = std::make_unique<Sandboxed>(sandbox::SandboxOptions{
            .rooms = 24,
            .seed = 5,
            .faults = *sandbox::parseFaultRules("status=503/retry-after=50@GET /rooms")});
        m_window->connections().openSandbox();
        QTRY_VERIFY(m_window->findChild<QWidget *>(u"retryBanner"_s)->isVisible());
        checkWindow(*m_window);
    }

    void everyDialog_data()
    {
        QTest::addColumn<QString>("dialog");
        const auto dialogs = this->dialogs();
        for (auto each = dialogs.cbegin(); each != dialogs.cend(); ++each)
            QTest::newRow(qPrintable(each.key())) << each.key();
    }

    void everyDialog()
    {
        QFETCH(QString, dialog);
        openRooms();
        selectRoom();
        dialogs().value(dialog)();
    }

    /// A new dialog has to be added to dialogs().
    void noDialogIsLeftOut()
    {
        static const QRegularExpression subclass(
            u"class (\\w+)(?: final)? : public (?:QDialog|QMessageBox)\\b"_s);
        const auto dialogs = this->dialogs();
        QStringList missing;
        int found = 0;
        QDirIterator each(QStringLiteral(ROOMKEEPER_SOURCES "/ui"), {u"*.h"_s, u"*.cpp"_s},
                          QDir::Files, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            QFile file(each.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto matches = subclass.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext()) {
                const QString name = matches.next().captured(1);
                ++found;
                if (!dialogs.contains(name))
                    missing << name;
            }
        }
        QVERIFY(found > 10);
        QCOMPARE(missing, QStringList());
    }

private:
    /// How each dialog is opened and checked, by its class.
    QMap<QString, std::function<void()>> dialogs()
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
                 auto *dialog = new SandboxDialog(sandbox, m_display);
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

    void checkConnectionDialog()
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

    void checkColourDialog(ConnectionDialog &dialog)
    {
        auto *box = dialog.findChild<ColourBox *>();
        QVERIFY(box);
        emit box->activated(box->count() - 1); // "Custom colour…"
        auto *colours = box->findChild<QColorDialog *>();
        checkDialog(colours);
        colours->close();
    }

    void checkConnectionsDialog()
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

    void checkUnknownOutcomes()
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

    void checkConflict()
    {
        const acs::Timestamp time = acs::Timestamp::fromUtc(m_clock.now());
        show(new ConflictDialog({.present = {},
                                 .fields = {{admin::OwnField::ValidFrom, time, time, {}},
                                            {admin::OwnField::ValidUntil, time, time, time},
                                            {admin::OwnField::PstnDialOut, true, false, true}}},
                                roomId(), m_display));
    }

    void checkWhichRoom()
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

    acs::RoomCreation creation() const
    {
        const QDateTime now = m_clock.now();
        return {.validFrom = acs::Timestamp::fromUtc(now),
                .validUntil = acs::Timestamp::fromUtc(now.addDays(1)),
                .pstnDialOutEnabled = true,
                .participants = {{.rawId = tests::person(1), .role = {}}}};
    }

    RoomsPage &page() const { return *m_window->findChild<RoomsPage *>(); }
    QString roomId() const { return page().details().roomId(); }

    void openRooms()
    {
        m_window->connections().openSandbox();
        waitForRooms();
    }

    void waitForRooms()
    {
        QTRY_VERIFY(m_window->findChild<RoomsPage *>());
        QTRY_COMPARE(page().connection().rooms().status().rooms, 24);
        QTRY_VERIFY(!page().connection().isRefreshing());
    }

    /// The first one, with a selected participant.
    void selectRoom()
    {
        page().table().selectRow(0);
        QTRY_VERIFY(m_window->findChild<QTableView *>(u"participantTable"_s)->model()->rowCount()
                    > 0);
        m_window->findChild<QTableView *>(u"participantTable"_s)->selectRow(0);
    }

    template <class Dialog>
    Dialog *opened() const
    {
        const auto all = m_window->findChildren<Dialog *>();
        for (Dialog *each : all) {
            if (each->isVisible())
                return each;
        }
        qFatal("no %s opened", Dialog::staticMetaObject.className());
    }

    /// Shows a dialog of its own and checks it; it is deleted with the next one.
    void show(QDialog *dialog)
    {
        m_dialog.reset(dialog);
        m_dialog->show();
        checkDialog(dialog);
    }

    static QStringList written()
    {
        return {roomName, personName, u"clinic"_s, u"ward"_s, u"SOME_VARIABLE"_s};
    }

    /// `others`: texts that are the same in every language.
    void checkWindow(QWidget &window, const QStringList &others = {})
    {
        QTRY_VERIFY(window.isVisible());
        QCoreApplication::processEvents(); // layouts
        const QStringList untranslated = untranslatedTexts(window, written() + others);
        QVERIFY2(untranslated.isEmpty(), qPrintable(u"\n"_s + untranslated.join(u'\n')));
        const QStringList clipped = clippedWidgets(window);
        QVERIFY2(clipped.isEmpty(), qPrintable(u"\n"_s + clipped.join(u'\n')));
    }

    void checkDialog(QWidget *dialog, const QStringList &others = {})
    {
        QVERIFY(dialog);
        checkWindow(*dialog, others);
        QVERIFY2(dialog->width() <= screenSize.width() && dialog->height() <= screenSize.height(),
                 qPrintable(u"%1x%2"_s.arg(dialog->width()).arg(dialog->height())));
    }

    /// Qt's own: its columns are as wide as it likes, and it lists files.
    void checkFileDialog(const QWidget &parent)
    {
        auto *dialog = parent.findChild<QFileDialog *>();
        QVERIFY(dialog);
        QVERIFY(tests::untranslatedPart(dialog->windowTitle()).isEmpty());
        const QString filters = dialog->nameFilters().join(u";;");
        QVERIFY2(tests::untranslatedPart(filters).isEmpty(), qPrintable(filters));
        dialog->close();
    }

    void checkMessage()
    {
        checkWindow(*m_window);
        if (auto *details = m_window->messages().findChild<QAbstractButton *>(u"messageDetails"_s);
            details != nullptr && details->isVisible()) {
            details->click();
            checkWindow(*m_window);
        }
        m_window->messages().clear();
    }

    std::unique_ptr<QDialog> m_dialog;
};

ROOMKEEPER_TEST(PseudoLanguageApplication, TestPseudoLanguage);
#include "tst_pseudolanguage.moc"
