#include "support/mainwindowfixture.h"

namespace roomkeeper::ui {

MainWindowFixture::MainWindowFixture() = default;
MainWindowFixture::~MainWindowFixture() = default;

void MainWindowFixture::begin(const QString &applicationName)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"roomkeeper"_s);
    QCoreApplication::setApplicationName(applicationName);
    m_theme = std::make_unique<Theme>(*qApp);
    m_theme->setMode(Theme::Mode::Light);
}

void MainWindowFixture::makeWindow()
{
    WidgetFixture::init();
    QSettings().clear();
    m_display.setMode(TimeDisplay::Mode::Local);
    m_folder.emplace();
    m_settings = std::make_unique<Settings>(settingsPath());
    m_profiles = std::make_unique<store::ProfileStore>(m_folder->filePath(u"connections.json"_s));
    QVERIFY(m_profiles->load());
    m_secrets = std::make_unique<tests::MemorySecretStore>();
    m_connectionService =
        std::make_unique<admin::ConnectionService>(*m_profiles, *m_secrets, m_clock, m_random);
    m_sandbox = std::make_unique<Sandboxed>(sandbox::SandboxOptions{.rooms = 24, .seed = 5});
    openWindow();
}

void MainWindowFixture::dropWindow()
{
    m_window.reset();
    m_connectionService.reset();
    m_secrets.reset();
    m_profiles.reset();
    m_sandbox.reset();
    m_settings.reset();
    m_folder.reset();
}

void MainWindowFixture::openWindow()
{
    m_window.reset();
    m_window = std::make_unique<MainWindow>(*m_connectionService, sources(), *m_theme, m_display,
                                            *m_settings);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

QString MainWindowFixture::settingsPath() const
{
    return m_folder->filePath(u"settings.conf"_s);
}

ConnectionSources MainWindowFixture::sources() const
{
    ConnectionSources sources;
    sources.startSandbox = [this] {
        return finishedCall<QByteArray>(m_sandbox->connectionString().toUtf8());
    };
    if (!m_environment.isEmpty()) {
        sources.environmentVariable = u"SOME_VARIABLE"_s;
        sources.environmentConnectionString = m_environment;
    }
    return sources;
}

void MainWindowFixture::openSandbox()
{
    m_window->connections().openSandbox();
    QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
}

void MainWindowFixture::keep(const QString &name, bool readOnly)
{
    const store::Profile profile{
        .id = m_random.uuid(), .name = name, .endpoint = endpoint(), .readOnly = readOnly};
    QVERIFY(m_profiles->save(profile));
    m_secrets->secrets.insert(profile.id, m_sandbox->connectionString().toUtf8());
}

QString MainWindowFixture::endpoint() const
{
    return acs::parseConnectionString(m_sandbox->connectionString())->endpoint.url.toString();
}

void MainWindowFixture::fillConnectionDialog(const QString &name)
{
    auto *dialog = m_window->findChild<ConnectionDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    named<QLineEdit>(*dialog, u"Connection string"_s)->setText(m_sandbox->connectionString());
    named<QLineEdit>(*dialog, u"Name"_s)->setText(name);
    named<QPushButton>(*dialog, u"Save"_s)->click();
}

void MainWindowFixture::selectFirst()
{
    named<QTableView>(*m_window, u"Rooms"_s)->selectRow(0);
    QVERIFY(!named<QLineEdit>(*m_window, u"Room ID"_s)->text().isEmpty());
}

void MainWindowFixture::clickMessageButton(const QString &text)
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

QPushButton *MainWindowFixture::tool(const QString &name) const
{
    return named<QPushButton>(*m_window, name);
}

QAction *MainWindowFixture::action(const QString &name) const
{
    return m_window->findChild<QAction *>(name);
}

QComboBox *MainWindowFixture::connectionBox() const
{
    return m_window->findChild<QComboBox *>(u"connectionBox"_s);
}

QComboBox *MainWindowFixture::zoneBox() const
{
    return m_window->findChild<QComboBox *>(u"zoneBox"_s);
}

Confirmation *MainWindowFixture::question() const
{
    return m_window->findChild<Confirmation *>();
}

} // namespace roomkeeper::ui
