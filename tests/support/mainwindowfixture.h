#pragma once

#include "acs/auth/connectionstring.h"
#include "support/fixture.h"
#include "support/memorysecretstore.h"
#include "support/sandboxed.h"
#include "support/widgettest.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/common/settings.h"
#include "ui/connections/editor/connectiondialog.h"
#include "ui/rooms/roomspage.h"
#include "ui/shell/choicebutton.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

/// The whole window with temporary profiles and secrets and a sandbox of 24 rooms.
class MainWindowFixture : public tests::WidgetFixture
{
    Q_OBJECT

protected:
    MainWindowFixture();
    ~MainWindowFixture() override;

    void begin(const QString &applicationName);
    void makeWindow();
    void dropWindow();
    void openWindow();
    QString settingsPath() const;
    ConnectionSources sources() const;
    void openSandbox();
    /// A profile that was saved earlier.
    void keep(const QString &name, bool readOnly = false);
    QString endpoint() const;
    void fillConnectionDialog(const QString &name);
    void selectFirst();
    void clickMessageButton(const QString &text);
    QPushButton *tool(const QString &name) const;
    QAction *action(const QString &name) const;
    QComboBox *connectionBox() const;
    QComboBox *zoneBox() const;
    Confirmation *question() const;

    ManualClock m_clock{QDateTime::currentDateTimeUtc()}; ///< near the sandbox's, which runs
    SeededRandom m_random{2};
    TimeDisplay m_display;
    std::unique_ptr<Theme> m_theme;
    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<store::ProfileStore> m_profiles;
    std::unique_ptr<tests::MemorySecretStore> m_secrets;
    std::unique_ptr<admin::ConnectionService> m_connectionService;
    std::unique_ptr<Sandboxed> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    QByteArray m_environment;
};

} // namespace roomkeeper::ui
