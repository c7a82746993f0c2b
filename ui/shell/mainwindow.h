#pragma once

#include "ui/common/style/theme.h"
#include "ui/connections/connectioncontroller.h"

#include <QMainWindow>
#include <QPointer>

#include <memory>

namespace roomkeeper::ui {

class Actions;
class ActivityPanel;
class ConnectionActions;
class ConnectionColourBar;
class EmptyState;
class LeaveQuestion;
class MainMenu;
class MessageBar;
class Page;
class PageArea;
class RetryBanner;
class RoomsPage;
class RoomsPageActions;
class SecretStatusLabel;
class SecretReplacement;
class Settings;
class Shortcuts;
class TimeDisplay;
class ToolBar;
class WelcomePage;
class WindowState;

/// The main window: menus, toolbar, colour bar, the current page, message bar and activity. It
/// exists before a connection is open; each connection has its own pages, which are deleted with
/// it. Menus and toolbar contain the actions of the window and of the current page.
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
    /// Shows that the file with the names is in a network folder.
    void tellNetworkCatalogue(const QString &path);
    /// Shows that the computer's time zone can't be read at this place; empty: it can be again.
    void showZoneProblem(const QString &place);
    MessageBar &messages() { return *m_messages; }
    /// The pages of the open connection. Adding one gives it a tab, its menus and its toolbar.
    PageArea &pages() { return *m_pages; }

signals:
    void newWindowRequested();
    /// The user wants to open this connection in another window.
    void newWindowRequestedFor(const roomkeeper::store::Profile &profile);
    /// The user wants to quit the program.
    void quitRequested();
    /// Closing was declined by the user.
    void stays();
    /// Nothing prevents closing any more; the window still has the focus.
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void layOut();
    void connectParts();
    void connectActions();
    void showWelcome();
    void showOpening(const QString &name);
    void showConnection(const std::shared_ptr<admin::Connection> &connection);
    void showDescription();
    void showPage(Page *page);
    void showPageState();
    void dropPages();
    void focusMoved(QWidget *from, const QWidget *to);
    void showChoices();
    void showSecretPlace();

    TimeDisplay &m_display;
    Settings &m_settings;
    Actions *m_actions;
    RoomsPageActions *m_roomsActions;
    Shortcuts *m_shortcuts;
    MainMenu *m_menu;
    MessageBar *m_messages;
    RetryBanner *m_retries;
    ToolBar *m_toolBar;
    ConnectionColourBar *m_band;
    PageArea *m_pages;
    WelcomePage *m_welcome;
    EmptyState *m_opening;
    RoomsPage *m_roomsPage = nullptr;
    /// The widget that had the focus before the user clicked into a bar.
    QPointer<QWidget> m_beforeBar;
    ActivityPanel *m_activity;
    SecretStatusLabel *m_secretStatusLabel;
    ConnectionController *m_connections;
    SecretReplacement *m_replacement;
    ConnectionActions *m_connectionActions;
    LeaveQuestion *m_leaveQuestion;
    WindowState *m_state = nullptr;
    bool m_mayClose = false; ///< while it is being closed after the user agreed
};

} // namespace roomkeeper::ui
