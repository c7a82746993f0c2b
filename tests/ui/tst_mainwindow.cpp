#include "store/memorysecretstore.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/connections/connectiondialog.h"
#include "ui/rooms/roomspage.h"
#include "ui/sandboxed.h"
#include "ui/shell/choicebutton.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgettest.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using admin::RoomState;

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"roomkeeper"_s);
        QCoreApplication::setApplicationName(u"tst_mainwindow"_s);
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        failOnOwnWarnings();
        QSettings().clear();
        m_display.setMode(TimeDisplay::Mode::Local);
        m_folder.emplace();
        m_profiles =
            std::make_unique<store::ProfileStore>(m_folder->filePath(u"connections.json"_s));
        QVERIFY(m_profiles->load());
        m_secrets = std::make_unique<tests::MemorySecretStore>();
        m_connector =
            std::make_unique<admin::Connector>(*m_profiles, *m_secrets, m_clock, m_random);
        m_sandbox = std::make_unique<Sandboxed>(sandbox::SandboxOptions{.rooms = 24, .seed = 5});
        openWindow();
    }

    void cleanup()
    {
        m_window.reset();
        m_connector.reset();
        m_secrets.reset();
        m_profiles.reset();
        m_sandbox.reset();
        m_folder.reset();
    }

    void beforeConnecting()
    {
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);
        QVERIFY(named<ChoiceButton>(*m_window, u"Connect to a resource"_s)->isVisible());
        QVERIFY(named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->isVisible());
        QVERIFY(!tool(u"New room"_s)->isEnabled());
        QVERIFY(!named<QLineEdit>(*m_window, u"Filter rooms"_s)->isEnabled());
    }

    void theSandboxAsksNothing()
    {
        named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->click();
        QTRY_COMPARE(m_window->windowTitle(), u"Sandbox – Roomkeeper"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        QVERIFY(tool(u"New room"_s)->isEnabled());
        QVERIFY(!tool(u"Delete room"_s)->isEnabled()); // nothing is selected
        QCOMPARE(m_secrets->reads, 0);
        QVERIFY(m_secrets->secrets.isEmpty());
        QCOMPARE(connectionBox()->currentText(), u"Sandbox"_s);
        action(u"closeConnection"_s)->trigger();
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);
        QVERIFY(named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->isVisible());
    }

    void aNewConnectionIsKeptAndOpened()
    {
        named<ChoiceButton>(*m_window, u"Connect to a resource"_s)->click();
        fillConnectionDialog(u"contoso"_s);
        QTRY_COMPARE(m_window->windowTitle(), u"contoso – Roomkeeper"_s);
        QCOMPARE(m_profiles->profiles().size(), 1);
        QTRY_COMPARE(m_secrets->secrets.size(), 1);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "connectionStatus").contains(u"keychain"));

        // The next start offers it.
        openWindow();
        named<ChoiceButton>(*m_window, u"contoso"_s)->click();
        QTRY_COMPARE(m_window->windowTitle(), u"contoso – Roomkeeper"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
    }

    void theWindowDoesNotWaitForTheKeychain()
    {
        m_secrets->waits = true;
        named<ChoiceButton>(*m_window, u"Connect to a resource"_s)->click();
        fillConnectionDialog(u"contoso"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        QVERIFY(m_secrets->secrets.isEmpty());
        m_secrets->release();
        QTRY_VERIFY(textOf<QLabel>(*m_window, "connectionStatus").contains(u"in the keychain"));
    }

    void aKeychainThatFailsIsSaidAndTheSecretKeptForThisRun()
    {
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"No such service."_s);
        named<ChoiceButton>(*m_window, u"Connect to a resource"_s)->click();
        fillConnectionDialog(u"contoso"_s);
        QTRY_VERIFY(m_window->messages().text().contains(u"No such service."));
        QVERIFY(m_window->messages().text().contains(u"for this run only"));
        QTRY_VERIFY(textOf<QLabel>(*m_window, "connectionStatus").contains(u"this run"));
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
    }

    void waitingForTheKeychainCanBeGivenUp()
    {
        keep(u"contoso"_s);
        m_secrets->waits = true;
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QVERIFY(textOf<QLabel>(*m_window, "emptyTitle").contains(u"contoso"));
        m_window->findChild<QPushButton *>(u"emptyAction"_s)->click();
        QVERIFY(named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->isVisible());
        m_secrets->release();
        QCoreApplication::processEvents();
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);
    }

    void aSecretThatIsNotThereIsAskedForAgain()
    {
        keep(u"contoso"_s);
        m_secrets->secrets.clear();
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(!m_window->messages().text().isEmpty());
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);
        clickMessageButton(u"Enter it again"_s);
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(named<QLineEdit>(*dialog, u"Name"_s)->text(), u"contoso"_s);
        QVERIFY(named<QLineEdit>(*dialog, u"Connection string"_s)->text().isEmpty());
    }

    void aNameThatIsTakenIsSaidBeforeItIsSaved()
    {
        keep(u"contoso"_s);
        openWindow();
        action(u"newConnection"_s)->trigger();
        fillConnectionDialog(u"contoso"_s);
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        QVERIFY(!named<QPushButton>(*dialog, u"Save"_s)->isEnabled());
        QVERIFY(dialog->isVisible());
        QCOMPARE(m_profiles->profiles().size(), 1);
    }

    void whatCannotBeSavedBringsTheDialogBackWithEverythingTyped()
    {
        QVERIFY(QDir().mkpath(m_folder->filePath(u"connections.json"_s))); // no file can be there
        action(u"newConnection"_s)->trigger();
        fillConnectionDialog(u"contoso"_s);
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        QTRY_VERIFY(allTexts(dialog).join(u'\n').contains(u"It was not saved."));
        QVERIFY(dialog->isVisible());
        QCOMPARE(named<QLineEdit>(*dialog, u"Connection string"_s)->text(),
                 m_sandbox->connectionString());
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);
    }

    void testingAConnectionSavesNothing()
    {
        action(u"newConnection"_s)->trigger();
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        named<QLineEdit>(*dialog, u"Connection string"_s)->setText(m_sandbox->connectionString());
        named<QPushButton>(*dialog, u"Test connection"_s)->click();
        QTRY_VERIFY(allTexts(dialog).join(u'\n').contains(u"took the key"));
        named<QLineEdit>(*dialog, u"Connection string"_s)
            ->setText(m_sandbox->connectionString().section(u';', 0, 0) + u";accesskey=c2VjcmV0"_s);
        named<QPushButton>(*dialog, u"Test connection"_s)->click();
        QTRY_VERIFY(allTexts(dialog).join(u'\n').contains(u"key was refused"));
        QVERIFY(m_profiles->profiles().isEmpty());
    }

    void anUnknownNameIsSaid()
    {
        m_window->connections().openByName(u"nowhere"_s);
        QVERIFY(m_window->messages().text().contains(u"nowhere"));
        QVERIFY(named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->isVisible());
    }

    void theEnvironmentIsOfferedForThisRun()
    {
        m_environment = m_sandbox->connectionString().toUtf8();
        openWindow();
        const QUrl address(QString::fromUtf8(m_environment).section(u';', 0, 0).section(u'=', 1));
        const QString name = u"127.0.0.1:%1 (environment)"_s.arg(address.port());
        m_environment.clear();
        named<ChoiceButton>(*m_window, name)->click();
        QTRY_COMPARE(m_window->windowTitle(), name + u" – Roomkeeper"_s);
        QVERIFY(textOf<QLabel>(*m_window, "connectionStatus").contains(u"SOME_VARIABLE"));
        QVERIFY(m_profiles->profiles().isEmpty());
        QVERIFY(m_secrets->secrets.isEmpty());
    }

    void aReadOnlyConnectionSaysSoAndForbids()
    {
        keep(u"looked at"_s, true);
        openWindow();
        m_window->connections().openByName(u"looked at"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        const auto *words = m_window->findChild<QLabel *>(u"readOnlyWords"_s);
        QVERIFY(words->isVisible() && words->text().contains(u"Read-only"));
        selectFirst();
        for (const QString &name : {u"New room"_s, u"Delete room"_s}) {
            QVERIFY(!tool(name)->isEnabled());
            QVERIFY(tool(name)->toolTip().contains(u"read-only"));
        }
        QVERIFY(tool(u"Refresh"_s)->isEnabled());
        QVERIFY(tool(u"Open by ID"_s)->isEnabled());
    }

    void leavingWithDraftsAsks()
    {
        openSandbox();
        selectFirst();
        auto &drafts = m_window->findChild<RoomsPage *>()->connection().drafts();
        drafts.edit(named<QLineEdit>(*m_window, u"Room ID"_s)->text(), {.pstnDialOutEnabled = true},
                    {});
        drafts.edit(u"none"_s, {.pstnDialOutEnabled = true}, {});

        m_window->close();
        QVERIFY(m_window->isVisible());
        QVERIFY(question()->text().contains(u"Sandbox"));
        QVERIFY(question()->informativeText().contains(u"2 rooms"));
        named<QPushButton>(*question(), u"Cancel"_s)->click();
        QTRY_VERIFY(!question());
        QVERIFY(m_window->isVisible());

        action(u"closeConnection"_s)->trigger();
        named<QPushButton>(*question(), u"Cancel"_s)->click();
        QTRY_VERIFY(!question());
        QCOMPARE(m_window->windowTitle(), u"Sandbox – Roomkeeper"_s);

        m_window->close();
        named<QPushButton>(*question(), u"Leave without applying"_s)->click();
        QTRY_VERIFY(!m_window->isVisible());
    }

    void everyActionIsInAMenuWithAShortcut()
    {
        QSet<QKeySequence> seen;
        QSet<const QAction *> inMenus;
        const auto bar = m_window->menuBar()->actions();
        for (const QAction *top : bar) {
            for (const QAction *each : top->menu()->actions())
                inMenus.insert(each);
        }
        const auto own = m_window->findChildren<QAction *>();
        int count = 0;
        for (const QAction *each : own) {
            if (each->objectName().isEmpty() || each->menu() != nullptr
                || each->shortcut().isEmpty())
                continue;
            ++count;
            QVERIFY2(inMenus.contains(each), qPrintable(each->objectName()));
            QVERIFY2(!seen.contains(each->shortcut()), qPrintable(each->objectName()));
            seen.insert(each->shortcut());
        }
        QVERIFY(count > 25);
        for (const QAction *each : inMenus) {
            if (!each->isSeparator() && each->menu() == nullptr)
                QVERIFY2(!each->shortcut().isEmpty(), qPrintable(each->objectName()));
        }
    }

    void everyWidgetThatCanBeUsedIsNamed()
    {
        openSandbox();
        selectFirst();
        const auto all = m_window->findChildren<QWidget *>();
        for (const QWidget *each : all) {
            if (!each->isVisible() || each->focusPolicy() == Qt::NoFocus)
                continue;
            QVERIFY2(!each->objectName().isEmpty(), each->metaObject()->className());
            QVERIFY2(!each->accessibleName().isEmpty(), qPrintable(each->objectName()));
        }
    }

    void tabGoesFromToolbarOverChipsAndTableToTheDetails()
    {
        openSandbox();
        selectFirst();
        QStringList order;
        connectionBox()->setFocus();
        for (int step = 0; step < 60; ++step) {
            const QWidget *focus = QApplication::focusWidget();
            if (!order.isEmpty() && focus == connectionBox())
                break;
            QVERIFY2(focus, qPrintable(order.join(u' ')));
            order << focus->objectName();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QStringList found;
        const QStringList expected{u"connectionBox"_s,    u"toolNewRoom"_s,   u"toolDeleteRoom"_s,
                                   u"filterRooms"_s,      u"zoneBox"_s,       u"chipAll"_s,
                                   u"roomTable"_s,        u"roomId"_s,        u"validFrom"_s,
                                   u"validUntil"_s,       u"presetHour"_s,    u"pstnDialOut"_s,
                                   u"participantTable"_s, u"activityToggle"_s};
        for (const QString &name : std::as_const(order)) {
            if (expected.contains(name))
                found << name;
        }
        QCOMPARE(found, expected);
    }

    void zoneAndThemeAreKept()
    {
        zoneBox()->setCurrentIndex(1);
        QCOMPARE(m_display.mode(), TimeDisplay::Mode::Utc);
        QVERIFY(action(u"zoneUtc"_s)->isChecked());
        action(u"themeDark"_s)->trigger();
        QVERIFY(m_theme->isDark());
        QCOMPARE(MainWindow::keptTheme(), Theme::Mode::Dark);
        m_display.setMode(TimeDisplay::Mode::Local);
        zoneBox()->setCurrentIndex(1);
        m_window.reset();
        m_display.setMode(TimeDisplay::Mode::Local);
        QSettings().setValue(u"window/zone"_s, 1);
        openWindow();
        QCOMPARE(m_display.mode(), TimeDisplay::Mode::Utc);
        m_theme->setMode(Theme::Mode::Light);
    }

private:
    void openWindow()
    {
        m_window.reset();
        ConnectionSources sources;
        sources.startSandbox = [this] {
            return finishedCall<QByteArray>(m_sandbox->connectionString().toUtf8());
        };
        if (!m_environment.isEmpty()) {
            sources.environmentVariable = u"SOME_VARIABLE"_s;
            sources.environmentConnectionString = m_environment;
        }
        m_window = std::make_unique<MainWindow>(*m_connector, sources, *m_theme, m_display);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void openSandbox()
    {
        m_window->connections().openSandbox();
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
    }

    /// A profile as an earlier run kept it.
    void keep(const QString &name, bool readOnly = false)
    {
        const store::Profile profile{.id = m_random.uuid(),
                                     .name = name,
                                     .endpoint = u"http://127.0.0.1"_s,
                                     .readOnly = readOnly};
        QVERIFY(m_profiles->save(profile));
        m_secrets->secrets.insert(profile.id, m_sandbox->connectionString().toUtf8());
    }

    void fillConnectionDialog(const QString &name)
    {
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        named<QLineEdit>(*dialog, u"Connection string"_s)->setText(m_sandbox->connectionString());
        named<QLineEdit>(*dialog, u"Name"_s)->setText(name);
        named<QPushButton>(*dialog, u"Save"_s)->click();
    }

    void selectFirst()
    {
        named<QTableView>(*m_window, u"Rooms"_s)->selectRow(0);
        QVERIFY(!named<QLineEdit>(*m_window, u"Room ID"_s)->text().isEmpty());
    }

    void clickMessageButton(const QString &text)
    {
        const auto buttons = m_window->messages().findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text() == text) {
                button->click();
                return;
            }
        }
        QFAIL(qPrintable(u"no button '%1'"_s.arg(text)));
    }

    QPushButton *tool(const QString &name) const { return named<QPushButton>(*m_window, name); }
    QAction *action(const QString &name) const { return m_window->findChild<QAction *>(name); }
    QComboBox *connectionBox() const
    {
        return m_window->findChild<QComboBox *>(u"connectionBox"_s);
    }
    QComboBox *zoneBox() const { return m_window->findChild<QComboBox *>(u"zoneBox"_s); }
    Confirmation *question() const { return m_window->findChild<Confirmation *>(); }

    SystemClock m_clock;
    SystemRandom m_random;
    TimeDisplay m_display;
    std::unique_ptr<Theme> m_theme;
    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<store::ProfileStore> m_profiles;
    std::unique_ptr<tests::MemorySecretStore> m_secrets;
    std::unique_ptr<admin::Connector> m_connector;
    std::unique_ptr<Sandboxed> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    QByteArray m_environment;
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
