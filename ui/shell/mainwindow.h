#pragma once

#include "ui/common/style/theme.h"
#include "ui/connections/connectioncontroller.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <memory>

class QStackedWidget;

namespace roomkeeper::ui {

class Actions;
class ActivityPanel;
class ConnectionColourBar;
class ConnectionsDialog;
class EmptyState;
class GuideWindow;
class MessageBar;
class RetryBanner;
class RoomsPage;
class Settings;
class Shortcuts;
class SecretStatusLabel;
class SecretReplacement;
class TimeDisplay;
class ToolBar;
class WelcomePage;

/// The main window: menus, toolbar, colour bar, the current page, message bar and activity. It
/// exists before anything is connected; each connection has its own RoomsPage, which is deleted
/// with it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// All outlive this.
    MainWindow(admin::ConnectionService &connectionService, ConnectionSources sources, Theme &theme,
               TimeDisplay &display, Settings &settings);
    ~MainWindow() override;
    Q_DISABLE_COPY_MOVE(MainWindow)

    ConnectionController &connections() { return *m_connections; }
    /// Shows that the file with the names was damaged and renamed to `asidePath`.
    void tellDamagedCatalogue(const QString &asidePath);
    MessageBar &messages() { return *m_messages; }

signals:
    void newWindowRequested();
    /// The user wants to open this connection in another window.
    void newWindowRequestedFor(const roomkeeper::store::Profile &profile);
    /// The user wants to quit the program.
    void quitRequested();
    /// Closing was declined by the user.
    void stays();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void layOut();
    void connectActions();
    void pasteConnection();
    void testConnection();
    void connectRoomActions();
    void connectRosterActions();
    void connectViewActions();
    void showWelcome();
    void showOpening(const QString &name);
    void showConnection(const std::shared_ptr<admin::Connection> &connection);
    void showDescription();
    void dropPage();
    void focusMoved(QWidget *from, const QWidget *to);
    void showChoices();
    void showSecretPlace();
    void updateActions();
    void updateRosterActions();
    qsizetype drafts() const;
    QString unfinishedText() const;
    QString lostByClosing() const;
    void askBeforeLeaving(const QString &lost, const std::function<void()> &proceed,
                          const std::function<void()> &stay = {});
    void restoreSettings();
    void keepSettings();
    void showManager();
    void showGuide();
    void showAbout();

    Theme &m_theme;
    TimeDisplay &m_display;
    Settings &m_settings;
    Actions *m_actions;
    Shortcuts *m_shortcuts;
    MessageBar *m_messages;
    RetryBanner *m_retries;
    ToolBar *m_toolBar;
    ConnectionColourBar *m_band;
    QStackedWidget *m_pages;
    WelcomePage *m_welcome;
    EmptyState *m_opening;
    RoomsPage *m_page = nullptr;
    /// The widget that had the focus before the user clicked into a bar.
    QPointer<QWidget> m_beforeBar;
    ActivityPanel *m_activity;
    SecretStatusLabel *m_secretStatusLabel;
    ConnectionController *m_connections;
    SecretReplacement *m_replacement;
    QPointer<GuideWindow> m_guide; ///< while it is open
    QPointer<ConnectionsDialog> m_manager; ///< while it is open
    bool m_mayClose = false;
};

} // namespace roomkeeper::ui
