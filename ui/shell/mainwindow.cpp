#include "ui/shell/mainwindow.h"

#include "ui/activity/activitypanel.h"
#include "ui/common/confirmation.h"
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
#include "ui/rooms/roomactions.h"
#include "ui/rooms/roomspage.h"
#include "ui/rooms/table/roomtableview.h"
#include "ui/shell/actions.h"
#include "ui/shell/retrybanner.h"
#include "ui/shell/toolbar.h"
#include "ui/shell/welcomepage.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize smallest(940, 560);
constexpr qsizetype maxInMenu = 15;

/// The widgets inside `widget` that come one after the other in the order of Tab; without those
/// that take no focus, beside which nothing can be placed.
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

/// Puts the widgets inside `widget` behind those inside `before`.
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
    : m_theme(theme)
    , m_display(display)
    , m_settings(settings)
    , m_actions(new Actions(*this))
    , m_shortcuts(new Shortcuts(settings, this))
    , m_messages(new MessageBar)
    , m_retries(new RetryBanner)
    , m_toolBar(new ToolBar(*m_actions, display))
    , m_band(new ConnectionColourBar)
    , m_pages(new QStackedWidget)
    , m_welcome(new WelcomePage)
    , m_opening(new EmptyState)
    , m_activity(new ActivityPanel)
    , m_secretStatusLabel(new SecretStatusLabel)
    , m_connections(
          new ConnectionController(connectionService, std::move(sources), *m_messages, *this, this))
    , m_replacement(new SecretReplacement(connectionService, m_connections->editor(), *m_messages,
                                          *this, this))
{
    setObjectName("mainWindow"_L1);
    setWindowTitle(tr("Roomkeeper"));
    setWindowIcon(icon(u"roomkeeper"_s));
    setAcceptDrops(true);
    layOut();
    connectActions();
    m_connections->setLeaveGuard([this](const std::function<void()> &proceed) {
        askBeforeLeaving(unfinishedText(), proceed);
    });
    connect(m_connections, &ConnectionController::choicesChanged, this, &MainWindow::showChoices);
    connect(m_connections, &ConnectionController::opening, this, &MainWindow::showOpening);
    connect(m_connections, &ConnectionController::opened, this, &MainWindow::showConnection);
    connect(&m_connections->description(), &ConnectionDescription::changed, this,
            &MainWindow::showDescription);
    connect(m_connections, &ConnectionController::closed, this, &MainWindow::showWelcome);
    connect(m_connections, &ConnectionController::secretMoved, this, &MainWindow::showSecretPlace);
    connect(qApp, &QApplication::focusChanged, this, &MainWindow::focusMoved);
    restoreSettings();
    showWelcome();
}

MainWindow::~MainWindow()
{
    qApp->disconnect(this); // the keyboard moves as its widgets go
    dropPage();
}

void MainWindow::layOut()
{
    m_actions->fill(*menuBar());
    m_shortcuts->add(m_actions->all());
    setMinimumSize(smallest);
    m_activity->addStatusWidget(m_secretStatusLabel);
    connect(m_secretStatusLabel, &SecretStatusLabel::keepRequested, m_connections,
            &ConnectionController::keepSecret);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_opening);

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

/// What is pressed in a bar often goes with it. Qt would then move the keyboard to what comes next
/// in the order of Tab, at the other end of the window.
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
    // Back to what was being typed in; from Tab, to what messages are about.
    if (m_beforeBar && m_beforeBar->isVisible() && m_beforeBar->isEnabled())
        m_beforeBar->setFocus();
    else if (m_page != nullptr)
        m_page->focusTable();
    else
        m_welcome->setFocus();
}

// --- pages

void MainWindow::dropPage()
{
    if (m_page == nullptr)
        return;
    m_messages->clear(); // their buttons act on the page
    m_retries->setConnection(nullptr);
    m_replacement->setConnection(nullptr);
    m_activity->setLog(nullptr, m_display);
    m_actions->columnsMenu()->clear();
    delete std::exchange(m_page, nullptr);
}

void MainWindow::showWelcome()
{
    dropPage();
    m_pages->setCurrentWidget(m_welcome);
    m_welcome->setFocus();
    m_band->show({}, false);
    setWindowTitle(tr("Roomkeeper"));
    m_toolBar->setHasRooms(false);
    showChoices();
    updateActions();
}

void MainWindow::showOpening(const QString &name)
{
    m_opening->show(tr("Opening “%1”…").arg(name),
                    tr("If the keychain is locked, you may be asked for its password."),
                    tr("Cancel"), [this] { m_connections->close(); });
    m_pages->setCurrentWidget(m_opening);
    showChoices();
    updateActions();
}

void MainWindow::showConnection(const std::shared_ptr<admin::Connection> &connection)
{
    dropPage();
    m_page = new RoomsPage(connection, m_display, m_settings, *m_messages, *this);
    m_pages->addWidget(m_page);
    m_pages->setCurrentWidget(m_page);
    // The page came last; what stands below it is few and simple, and moves behind it. (To move the
    // page would break the chain: Qt 6.4 loses widgets whose parents hand on their focus.)
    placeBehind(*m_page, *m_retries);
    placeBehind(*m_retries, *m_messages);
    placeBehind(*m_messages, *m_activity);
    m_retries->setConnection(connection.get());
    m_replacement->setConnection(connection);
    m_activity->setLog(&connection->activity(), m_display);
    showDescription();
    m_toolBar->setHasRooms(true);

    RoomTableView &table = m_page->table();
    table.addActions({m_actions->nameRoom, m_actions->copyId, m_actions->deleteRoom});
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
    m_actions->columnsMenu()->addActions(table.columnActions());
    connect(m_page, &RoomsPage::selectionChanged, this, &MainWindow::updateActions);
    connect(&m_page->actions(), &RoomActions::testRequested, this, &MainWindow::testConnection);
    connect(&m_page->actions(), &RoomActions::anotherKeyWanted, m_replacement,
            &SecretReplacement::ask);
    connect(m_page, &RoomsPage::filterTextWanted, m_toolBar->filter(), &QLineEdit::setText);
    connect(&connection->rooms(), &admin::RoomStore::statusChanged, m_page,
            [this] { updateActions(); });
    showChoices();
    updateActions();
    m_page->focusTable();
    m_page->actions().refresh();
}

/// What is said of the open connection.
void MainWindow::showDescription()
{
    if (m_page == nullptr)
        return;
    const admin::Connection &connection = m_page->connection();
    m_page->updateControls();
    updateActions();
    m_band->show(QColor(connection.profile().colour), connection.isReadOnly());
    setWindowTitle(tr("%1 – Roomkeeper").arg(connection.name()));
}

void MainWindow::showChoices()
{
    const QList<ConnectionChoice> choices = m_connections->choices();
    const auto &current = m_connections->current();
    m_toolBar->setChoices(choices, current);
    m_welcome->setChoices(choices);
    QMenu *menu = m_actions->openMenu();
    menu->clear();
    const QList<ConnectionChoice> inMenu = usedLast(choices, maxInMenu);
    for (const ConnectionChoice &choice : inMenu) {
        QAction *action = menu->addAction(QString(choice.profile.name).replace(u'&', "&&"_L1));
        connect(action, &QAction::triggered, this, [this, choice] { m_connections->open(choice); });
    }
    menu->setEnabled(!menu->isEmpty());
    showSecretPlace();
}

void MainWindow::showSecretPlace()
{
    const QString keepText = m_page != nullptr ? m_connections->keepText() : QString();
    m_actions->keepSecret->setEnabled(!keepText.isEmpty());
    const QString name = m_page != nullptr ? m_page->connection().name() : QString();
    const QString place = m_connections->secretText(); // of what is open, or being opened
    m_secretStatusLabel->show(name.isEmpty() ? QString() : tr("%1 · %2").arg(name, place),
                              keepText);
}

void MainWindow::tellDamagedCatalogue(const QString &asidePath)
{
    m_messages->showMessage(
        MessageBar::Severity::Warning,
        tr("The file with the names and tags of rooms and people was damaged. It was renamed, and "
           "a new, empty one was created. You will have to enter the names again."),
        tr("The damaged file: %1").arg(asidePath));
}

// --- a connection string, or a file with one, dragged here

namespace {

/// Never a move, for which an editor would delete the text there.
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
    m_connections->editor().makeFrom(*event->mimeData());
}

// --- leaving

qsizetype MainWindow::drafts() const
{
    return m_page != nullptr ? m_page->connection().drafts().count()
                             : m_connections->waitingDrafts();
}

/// What would be lost by leaving, in words; empty where nothing would.
QString MainWindow::unfinishedText() const
{
    const qsizetype drafts = this->drafts();
    const qsizetype unknown = m_page != nullptr ? m_page->connection().unknownOutcomes().count()
                                                : m_connections->waitingOutcomes();
    QStringList sentences;
    if (drafts > 0)
        sentences << tr("%Ln room(s) have unapplied changes.", nullptr, static_cast<int>(drafts));
    if (unknown > 0) {
        sentences << tr("The outcome of %Ln change(s) is unknown, and can't be checked after you "
                        "leave.",
                        nullptr, static_cast<int>(unknown));
    }
    if (m_page != nullptr && m_page->connection().pendingChanges() > 0)
        sentences << tr("Changes are still being sent. Their outcome will not be known.");
    return sentences.join(u' ');
}

/// As unfinishedText(), and what goes with the last window.
QString MainWindow::lostByClosing() const
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    const bool isLast = std::ranges::none_of(windows, [this](const QWidget *window) {
        return window != this && window->isVisible() && qobject_cast<const MainWindow *>(window);
    });
    return tr("%1 %2")
        .arg(unfinishedText(), isLast ? m_connections->unkeptText() : QString())
        .trimmed();
}

/// `lost` is what would be lost, in words; where nothing would, nobody is asked.
void MainWindow::askBeforeLeaving(const QString &lost, const std::function<void()> &proceed,
                                  const std::function<void()> &stay)
{
    if (lost.isEmpty()) {
        proceed();
        return;
    }
    QString what = tr("Leave and lose the pending changes of this connection?");
    QString verb = drafts() > 0 ? tr("Leave without applying") : tr("Leave");
    if (unfinishedText().isEmpty()) {
        what = tr("Close Roomkeeper?");
        verb = tr("Close");
    } else if (m_page != nullptr) {
        what = tr("Leave “%1”?").arg(m_page->connection().name());
    }
    auto *question = new Confirmation(what, lost, verb, this);
    // Once the question is gone: what comes may open a dialog of its own or end the program.
    connect(question, &Confirmation::confirmed, this, proceed, Qt::QueuedConnection);
    if (stay)
        connect(question, &Confirmation::declined, this, stay);
    question->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    keepSettings();
    if (m_manager != nullptr && m_manager->isDeleting()) {
        m_manager->reject(); // says why not
        m_manager->activateWindow();
        event->ignore();
        emit stays();
        return;
    }
    const QString lost = lostByClosing();
    if (m_mayClose || lost.isEmpty()) {
        event->accept();
        return;
    }
    event->ignore();
    askBeforeLeaving(
        lost,
        [this] {
            m_mayClose = true;
            close();
        },
        [this] { emit stays(); });
}

} // namespace roomkeeper::ui
