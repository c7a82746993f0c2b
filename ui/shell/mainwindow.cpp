#include "ui/shell/mainwindow.h"

#include "base/quotable.h"
#include "ui/activity/activitypanel.h"
#include "ui/common/emptystate.h"
#include "ui/common/messagebar.h"
#include "ui/common/shortcuts.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/connections/connectioncolourbar.h"
#include "ui/connections/editor/connectionimport.h"
#include "ui/connections/manager/connectionsdialog.h"
#include "ui/connections/secrets/secretreplacement.h"
#include "ui/connections/secrets/secretstatuslabel.h"
#include "ui/help/helpactions.h"
#include "ui/rooms/roomactions.h"
#include "ui/rooms/roomspage.h"
#include "ui/rooms/roomspageactions.h"
#include "ui/shell/actions.h"
#include "ui/shell/connectionactions.h"
#include "ui/shell/editactions.h"
#include "ui/shell/leavequestion.h"
#include "ui/shell/mainmenu.h"
#include "ui/shell/pagearea.h"
#include "ui/shell/retrybanner.h"
#include "ui/shell/toolbar.h"
#include "ui/shell/welcomepage.h"
#include "ui/shell/windowstate.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QVBoxLayout>

#include <functional>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// With its frame, a window of this size fits on a screen of 800 × 480.
constexpr QSize smallest(780, 430);

/// The widgets inside `widget` in tab order, without those that take no focus, which setTabOrder()
/// ignores.
QWidgetList focusChainOf(const QWidget &widget)
{
    QWidgetList chain;
    const QWidget *window = widget.window();
    for (QWidget *each = window->nextInFocusChain(); each != window;
         each = each->nextInFocusChain()) {
        if (widget.isAncestorOf(each) && each->focusPolicy() != Qt::NoFocus)
            chain.append(each);
    }
    return chain;
}

/// Moves the widgets inside `widget` after those inside `before` in the tab order.
void placeBehind(const QWidget &before, const QWidget &widget)
{
    QWidget *previous = focusChainOf(before).constLast();
    const QWidgetList chain = focusChainOf(widget);
    for (QWidget *each : chain) {
        QWidget::setTabOrder(previous, each);
        previous = each;
    }
}

} // namespace

MainWindow::MainWindow(admin::ConnectionService &connectionService, ConnectionSources sources,
                       Theme &theme, TimeDisplay &display, Settings &settings)
    : m_display(display)
    , m_settings(settings)
    , m_actions(new Actions(this))
    , m_roomsActions(new RoomsPageActions(*this))
    , m_shortcuts(new Shortcuts(settings, this))
    , m_menu(new MainMenu(*menuBar(), *m_actions))
    , m_messages(new MessageBar)
    , m_retries(new RetryBanner)
    , m_toolBar(new ToolBar(display))
    , m_band(new ConnectionColourBar)
    , m_pages(new PageArea)
    , m_welcome(new WelcomePage)
    , m_opening(new EmptyState)
    , m_activity(new ActivityPanel(display, settings))
    , m_secretStatusLabel(new SecretStatusLabel)
    , m_connections(
          new ConnectionController(connectionService, std::move(sources), *m_messages, *this, this))
    , m_replacement(new SecretReplacement(connectionService, m_connections->editor(), *m_messages,
                                          *this, this))
    , m_connectionActions(new ConnectionActions(*m_actions, *m_connections, *m_replacement, display,
                                                settings, *this))
    , m_leaveQuestion(new LeaveQuestion(*m_connections, *this))
{
    setObjectName("mainWindow"_L1);
    setWindowTitle(tr("Roomkeeper"));
    setWindowIcon(icon(u"roomkeeper"_s));
    setAcceptDrops(true);
    layOut();
    connectParts();
    connectActions();
    m_state = new WindowState(*this, *m_actions, *m_activity, theme, display, settings);
    showWelcome();
}

MainWindow::~MainWindow()
{
    qApp->disconnect(this); // destroying its widgets moves the focus
    dropPages();
}

void MainWindow::layOut()
{
    m_menu->setPageActions(*m_roomsActions);
    m_toolBar->setPageActions(*m_roomsActions);
    m_shortcuts->add(m_actions->all());
    m_shortcuts->add(m_roomsActions->all(), m_roomsActions);
    setMinimumSize(smallest);
    m_activity->addStatusWidget(m_secretStatusLabel);
    m_pages->showInstead(m_opening);
    m_pages->showInstead(m_welcome);

    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_band);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_retries);
    layout->addWidget(m_messages);
    layout->addWidget(m_activity);
    setCentralWidget(central);
}

void MainWindow::connectParts()
{
    m_connections->setLeaveGuard([this](const std::function<void()> &proceed) {
        m_leaveQuestion->askBeforeDisconnecting(proceed);
    });
    connect(m_connections, &ConnectionController::choicesChanged, this, &MainWindow::showChoices);
    connect(m_connections, &ConnectionController::opening, this, &MainWindow::showOpening);
    connect(m_connections, &ConnectionController::opened, this, &MainWindow::showConnection);
    connect(&m_connections->description(), &ConnectionDescription::changed, this,
            &MainWindow::showDescription);
    connect(m_connections, &ConnectionController::closed, this, &MainWindow::showWelcome);
    connect(m_connections, &ConnectionController::secretMoved, this, &MainWindow::showSecretPlace);
    connect(m_secretStatusLabel, &SecretStatusLabel::keepRequested, m_connections,
            &ConnectionController::keepSecret);
    connect(m_connectionActions, &ConnectionActions::newWindowRequestedFor, this,
            &MainWindow::newWindowRequestedFor);
    connect(m_pages, &PageArea::currentChanged, this, &MainWindow::showPage);

    ConnectionEditor &editor = m_connections->editor();
    connect(m_welcome, &WelcomePage::connectRequested, &editor, &ConnectionEditor::create);
    connect(m_welcome, &WelcomePage::pasteRequested, m_connectionActions,
            &ConnectionActions::paste);
    connect(m_welcome, &WelcomePage::sandboxRequested, m_connections,
            &ConnectionController::openSandbox);
    connect(m_welcome, &WelcomePage::chosen, m_connections, &ConnectionController::open,
            Qt::QueuedConnection);
    connect(m_welcome, &WelcomePage::allRequested, m_connectionActions,
            &ConnectionActions::showManager);
    connect(m_menu, &MainMenu::connectionChosen, m_connections, &ConnectionController::open);
    connect(m_toolBar, &ToolBar::connectionChosen, m_connections, &ConnectionController::open);
    connect(m_toolBar, &ToolBar::managerRequested, m_connectionActions,
            &ConnectionActions::showManager);
    connect(m_toolBar, &ToolBar::newConnectionRequested, &editor, &ConnectionEditor::create);
    connect(m_toolBar->filter(), &QLineEdit::textChanged, this, [this](const QString &text) {
        if (Page *page = m_pages->current())
            page->setFilterText(text);
    });
    connect(qApp, &QApplication::focusChanged, this, &MainWindow::focusMoved);
}

void MainWindow::connectActions()
{
    const Actions &actions = *m_actions;
    connect(actions.newWindow, &QAction::triggered, this, &MainWindow::newWindowRequested);
    connect(actions.closeWindow, &QAction::triggered, this, &QWidget::close);
    connect(actions.quit, &QAction::triggered, this, &MainWindow::quitRequested);
    // Disabled while there is no page.
    connect(actions.undo, &QAction::triggered, this, [this] { m_pages->current()->undo(); });
    connect(actions.redo, &QAction::triggered, this, [this] { m_pages->current()->redo(); });
    connect(actions.findRooms, &QAction::triggered, this, [this] {
        m_toolBar->filter()->setFocus(Qt::ShortcutFocusReason);
        m_toolBar->filter()->selectAll();
    });
    // Owned by the actions, which are destroyed before the widgets: that moves the focus.
    new EditActions(*this, *actions.copy, *actions.selectAll, *actions.redo, m_actions);
    auto *help = new HelpActions(*m_shortcuts, *this);
    connect(actions.guide, &QAction::triggered, help, &HelpActions::showGuide);
    connect(actions.shortcuts, &QAction::triggered, help, &HelpActions::showShortcuts);
    connect(actions.about, &QAction::triggered, help, &HelpActions::showAbout);
}

/// A button pressed in a bar often disappears with it. Qt would then move the focus to the next
/// widget in tab order, at the other end of the window.
void MainWindow::focusMoved(QWidget *from, const QWidget *to)
{
    const auto isInBar = [this](const QWidget *widget) {
        return m_messages->isAncestorOf(widget) || m_retries->isAncestorOf(widget);
    };
    if (isInBar(to)) {
        if (!isInBar(from))
            m_beforeBar = QApplication::mouseButtons() != Qt::NoButton ? from : nullptr;
        return;
    }
    if (to == nullptr || !isInBar(from) || from->isVisible())
        return;
    // Back to the field that was being edited; with Tab, to the page that messages are about.
    if (m_beforeBar && m_beforeBar->isVisible() && m_beforeBar->isEnabled())
        m_beforeBar->setFocus();
    else if (Page *page = m_pages->current())
        page->takeFocus();
    else
        m_welcome->setFocus();
}

// --- pages

void MainWindow::dropPages()
{
    if (m_pages->current() == nullptr)
        return;
    m_messages->clear(); // their buttons act on the page
    m_messages->setReadOnly(false);
    m_retries->setConnection(nullptr);
    m_replacement->setConnection(nullptr);
    m_activity->setLog(nullptr);
    m_roomsPage = nullptr;
    m_pages->clear();
    m_menu->setPageActions(*m_roomsActions);
    m_toolBar->setPageActions(*m_roomsActions);
    showPageState();
}

void MainWindow::showWelcome()
{
    dropPages();
    m_pages->showInstead(m_welcome);
    m_welcome->setFocus();
    m_band->show({}, false);
    setWindowTitle(tr("Roomkeeper"));
    showPageState();
    showChoices();
    m_connectionActions->update();
}

void MainWindow::showOpening(const QString &name)
{
    m_opening->show(tr("Opening “%1”…").arg(quotable(name)),
                    tr("If the keychain is locked, you may be asked for its password."),
                    tr("Cancel"), [this] { m_connections->close(); });
    m_pages->showInstead(m_opening);
    showChoices();
    m_connectionActions->update();
}

void MainWindow::showConnection(const std::shared_ptr<admin::Connection> &connection)
{
    dropPages();
    m_roomsPage =
        new RoomsPage(connection, *m_roomsActions, m_display, m_settings, *m_messages, *this);
    connect(m_roomsPage, &RoomsPage::connectionTestRequested, m_connectionActions,
            &ConnectionActions::test);
    connect(m_roomsPage, &RoomsPage::secretReplacementRequested, m_replacement,
            &SecretReplacement::ask);
    m_pages->add(m_roomsPage);
    // The page was added last; the few widgets below it move after it. (Moving the page would break
    // the tab order: Qt 6.4 drops widgets whose parents have a focus proxy.)
    placeBehind(*m_roomsPage, *m_retries);
    placeBehind(*m_retries, *m_messages);
    placeBehind(*m_messages, *m_activity);
    m_retries->setConnection(connection.get());
    m_replacement->setConnection(connection);
    m_activity->setLog(&connection->activity());
    showDescription();
    showChoices();
    m_roomsPage->takeFocus();
    m_roomsPage->actions().refresh();
}

/// Shows the description of the open connection.
void MainWindow::showDescription()
{
    const auto connection = m_connections->connection();
    if (m_roomsPage == nullptr || !connection)
        return;
    m_roomsPage->updateControls();
    m_messages->setReadOnly(connection->isReadOnly());
    m_connectionActions->update();
    m_band->show(QColor(connection->profile().colour), connection->isReadOnly());
    setWindowTitle(tr("%1 – Roomkeeper").arg(quotable(connection->name())));
}

void MainWindow::showPage(Page *page)
{
    const PageActions &actions = page->pageActions();
    m_shortcuts->add(actions.all(), &actions);
    m_menu->setPageActions(actions);
    m_toolBar->setPageActions(actions);
    connect(page, &Page::stateChanged, this, &MainWindow::showPageState, Qt::UniqueConnection);
    showPageState();
}

void MainWindow::showPageState()
{
    const Page *page = m_pages->current();
    const Page::State state = page != nullptr ? page->state() : Page::State();
    m_toolBar->showState(state);
    m_actions->findRooms->setEnabled(state.canFilter);
    //: %1 what is undone, e.g. "Add 3 participants"
    m_actions->undo->setText(state.undoText.isEmpty() ? tr("&Undo")
                                                      : tr("&Undo: %1").arg(state.undoText));
    m_actions->undo->setEnabled(state.canUndo);
    m_actions->redo->setText(state.redoText.isEmpty() ? tr("R&edo")
                                                      : tr("R&edo: %1").arg(state.redoText));
    m_actions->redo->setEnabled(state.canRedo);
}

void MainWindow::showChoices()
{
    const QList<ConnectionChoice> choices = m_connections->choices();
    const auto &current = m_connections->current();
    m_toolBar->setChoices(choices, current);
    m_welcome->setChoices(choices);
    m_menu->setChoices(choices);
    showSecretPlace();
}

void MainWindow::showSecretPlace()
{
    const auto connection = m_connections->connection();
    const QString keepText = connection ? m_connections->keepText() : QString();
    m_actions->keepSecret->setEnabled(!keepText.isEmpty());
    const QString name = connection ? quotable(connection->name()) : QString();
    // of the open connection, or the one being opened
    const QString place = m_connections->secretText();
    m_secretStatusLabel->show(name.isEmpty() ? QString() : tr("%1 · %2").arg(name, place),
                              keepText);
}

void MainWindow::tellDamagedCatalogue(const QString &asidePath)
{
    m_messages->showNotice(
        {.origin = {.topic = u"catalogue"_s},
         .severity = Severity::Warning,
         .text = tr("The file with the names and tags of rooms and people was damaged. It was "
                    "renamed, and a new, empty one was created. You will have to enter the names "
                    "again."),
         .details = tr("The damaged file: %1").arg(asidePath)});
}

void MainWindow::tellNetworkCatalogue(const QString &path)
{
    m_messages->showNotice(
        {.origin = {.topic = u"network folder"_s},
         .severity = Severity::Info,
         .text = tr("The file with the names and tags of rooms and people is in a network folder. "
                    "Storing names takes longer there."),
         .details = tr("The file: %1").arg(path)});
}

void MainWindow::showZoneProblem(const QString &place)
{
    const NoticeOrigin origin{.topic = u"time zone"_s};
    if (place.isEmpty()) {
        m_messages->withdraw(origin);
        return;
    }
    m_messages->showNotice(
        {.origin = origin,
         .severity = Severity::Warning,
         .text = tr("The time zone of this computer can't be read. Times are shown in %1.")
                     .arg(placeName(m_display.localZone())),
         .details = tr("It should be here: %1").arg(place)});
}

// --- dropping a connection string, or a file with one

namespace {

/// Never a move, because editors delete text that was moved out.
void acceptCopy(QDropEvent &event)
{
    event.setDropAction(Qt::CopyAction);
    event.accept();
}

} // namespace

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (mayHoldConnectionString(*event->mimeData()))
        acceptCopy(*event);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    acceptCopy(*event);
    m_connections->editor().createFrom(*event->mimeData());
}

// --- closing

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_state->keep();
    ConnectionsDialog *manager = m_connectionActions->manager();
    if (manager != nullptr && manager->isDeleting()) {
        manager->reject(); // shows why not
        manager->activateWindow();
        event->ignore();
        emit stays();
        return;
    }
    if (m_mayClose || !m_leaveQuestion->isDue()) {
        event->accept();
        emit closing();
        return;
    }
    event->ignore();
    m_leaveQuestion->askBeforeClosing(
        [this] {
            m_mayClose = true;
            close();
            m_mayClose = false; // the close may have been ignored
        },
        [this] { emit stays(); });
}

} // namespace roomkeeper::ui
