// What the menus, the toolbar and their shortcuts do, and when they can; and what the window keeps
// between runs.

#include "ui/activity/activitypanel.h"
#include "ui/common/messagebar.h"
#include "ui/common/settings.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/common/timedisplay.h"
#include "ui/connections/manager/connectionsdialog.h"
#include "ui/connections/secrets/secretreplacement.h"
#include "ui/help/guidewindow.h"
#include "ui/help/shortcutsdialog.h"
#include "ui/outcomes/unknownactions.h"
#include "ui/participants/rosteractions.h"
#include "ui/participants/rosterpane.h"
#include "ui/rooms/details/roomdetails.h"
#include "ui/rooms/roomactions.h"
#include "ui/rooms/roomspage.h"
#include "ui/rooms/table/roomtableview.h"
#include "ui/rooms/table/statechips.h"
#include "ui/shell/actions.h"
#include "ui/shell/editactions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/toolbar.h"
#include "ui/shell/welcomepage.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using admin::RoomState;

namespace {

constexpr QSize firstSize(1280, 800);

/// The states that the actions of the View menu show, in their order; the first shows all.
constexpr std::array<std::optional<RoomState>, 5> shownStates{
    std::nullopt, RoomState::Open, RoomState::Upcoming, RoomState::EndingSoon, RoomState::Ended};

void checkChoice(const QActionGroup *group, int data)
{
    for (QAction *action : group->actions())
        action->setChecked(action->data().toInt() == data);
}

/// On or off, and off with the reason where it is the connection.
void allow(QAction *action, bool isPossible, bool isReadOnly)
{
    action->setEnabled(isPossible && !isReadOnly);
    action->setToolTip(
        isReadOnly ? MainWindow::tr("“%1” is not available because this connection is read-only")
                         .arg(action->iconText())
                   : action->iconText());
}

} // namespace

void MainWindow::connectActions()
{
    Actions &actions = *m_actions;
    ConnectionEditor &editor = m_connections->editor();
    connect(actions.newConnection, &QAction::triggered, &editor, &ConnectionEditor::make);
    connect(actions.pasteConnection, &QAction::triggered, this, &MainWindow::pasteConnection);
    connect(m_welcome, &WelcomePage::pasteRequested, this, &MainWindow::pasteConnection);
    connect(actions.keepEnvironment, &QAction::triggered, m_connections,
            &ConnectionController::keepEnvironment);
    actions.keepEnvironment->setVisible(m_connections->hasEnvironment());
    connect(actions.sandbox, &QAction::triggered, m_connections,
            &ConnectionController::openSandbox);
    connect(actions.editConnection, &QAction::triggered, m_connections,
            &ConnectionController::editCurrent);
    connect(actions.testConnection, &QAction::triggered, this, &MainWindow::testConnection);
    connect(actions.keepSecret, &QAction::triggered, m_connections,
            &ConnectionController::keepSecret);
    connect(actions.replaceSecret, &QAction::triggered, m_replacement, &SecretReplacement::ask);
    ConnectionDescription &description = m_connections->description();
    connect(actions.readOnly, &QAction::triggered, &description,
            &ConnectionDescription::setReadOnly);
    connect(&description, &ConnectionDescription::readOnlyStays, this, &MainWindow::updateActions);
    connect(actions.removeConnection, &QAction::triggered, m_connections,
            &ConnectionController::removeCurrent);
    connect(actions.closeConnection, &QAction::triggered, m_connections,
            &ConnectionController::close);
    connect(actions.newWindow, &QAction::triggered, this, &MainWindow::newWindowRequested);
    connect(actions.closeWindow, &QAction::triggered, this, &QWidget::close);
    connect(actions.quit, &QAction::triggered, this, &MainWindow::quitRequested);
    connect(actions.shortcuts, &QAction::triggered, this,
            [this] { (new ShortcutsDialog(*m_shortcuts, this))->open(); });
    connect(actions.manageConnections, &QAction::triggered, this, &MainWindow::showManager);
    connect(actions.guide, &QAction::triggered, this, &MainWindow::showGuide);
    connect(actions.about, &QAction::triggered, this, &MainWindow::showAbout);

    connect(m_welcome, &WelcomePage::connectRequested, &editor, &ConnectionEditor::make);
    connect(m_welcome, &WelcomePage::sandboxRequested, m_connections,
            &ConnectionController::openSandbox);
    connect(m_welcome, &WelcomePage::chosen, m_connections, &ConnectionController::open,
            Qt::QueuedConnection);
    connect(m_toolBar, &ToolBar::connectionChosen, m_connections, &ConnectionController::open);
    connect(m_toolBar, &ToolBar::managerRequested, this, &MainWindow::showManager);
    connect(m_welcome, &WelcomePage::allRequested, this, &MainWindow::showManager);
    connect(m_toolBar, &ToolBar::newConnectionRequested, &editor, &ConnectionEditor::make);
    new EditActions(*this, *actions.copy, *actions.selectAll, *actions.redo, this); // owned by this
    connectRoomActions();
    connectViewActions();
}

void MainWindow::pasteConnection()
{
    if (const QMimeData *copied = QGuiApplication::clipboard()->mimeData())
        m_connections->editor().makeFrom(*copied);
}

void MainWindow::testConnection()
{
    // Over a connection of its own where there can be one: an open one whose key was refused sends
    // nothing until it has another.
    const auto &current = m_connections->current();
    if (current && current->kind == ConnectionChoice::Kind::Profile) {
        store::Profile profile = current->profile;
        if (m_page != nullptr) // also where that could not be kept
            profile.readOnly = m_page->connection().isReadOnly();
        m_connections->editor().test(profile);
    } else if (const auto open = m_connections->connection()) {
        m_connections->editor().test(open);
    }
}

void MainWindow::connectRoomActions()
{
    // All of these are off while there is no page.
    Actions &actions = *m_actions;
    connect(actions.newRoom, &QAction::triggered, this, [this] { m_page->actions().newRoom(); });
    connect(actions.openById, &QAction::triggered, this, [this] { m_page->actions().openById(); });
    connect(actions.refresh, &QAction::triggered, this, [this] { m_page->actions().refresh(); });
    connect(actions.stop, &QAction::triggered, this,
            [this] { m_page->connection().stopRefresh(); });
    connect(actions.unknownOutcomes, &QAction::triggered, this,
            [this] { m_page->actions().unknown().showList(); });
    connect(actions.stopApplying, &QAction::triggered, this,
            [this] { m_page->actions().stopApplying(m_page->details().roomId()); });
    connect(actions.nameRoom, &QAction::triggered, this, [this] { m_page->details().editName(); });
    connect(actions.copyId, &QAction::triggered, this,
            [this] { m_page->actions().copyIds(m_page->selectedRooms()); });
    connect(actions.apply, &QAction::triggered, this,
            [this] { m_page->actions().applyDraft(m_page->details().roomId()); });
    connect(actions.discard, &QAction::triggered, this,
            [this] { m_page->actions().discardDraft(m_page->details().roomId()); });
    connect(actions.deleteRoom, &QAction::triggered, this,
            [this] { m_page->actions().deleteRooms(m_page->selectedRooms()); });
    connect(actions.undo, &QAction::triggered, this,
            [this] { m_page->connection().drafts().undo(m_page->details().roomId()); });
    connect(actions.redo, &QAction::triggered, this,
            [this] { m_page->connection().drafts().redo(m_page->details().roomId()); });
    connectRosterActions();
}

void MainWindow::connectRosterActions()
{
    Actions &actions = *m_actions;
    connect(actions.addParticipants, &QAction::triggered, this,
            [this] { m_page->rosterActions().addParticipants(m_page->details().roomId()); });
    connect(actions.newUser, &QAction::triggered, this,
            [this] { m_page->rosterActions().newUser(m_page->details().roomId()); });
    connect(actions.roles, &QActionGroup::triggered, this, [this](const QAction *role) {
        m_page->details().roster()->setRoleOfSelected({.name = role->data().toString()});
    });
    connect(actions.removeParticipants, &QAction::triggered, this,
            [this] { m_page->details().roster()->removeSelected(); });
    connect(actions.reloadParticipants, &QAction::triggered, this,
            [this] { m_page->details().roster()->reload(); });
    connect(actions.copyIdentifiers, &QAction::triggered, this,
            [this] { m_page->details().roster()->copyIdentifiers(); });
}

void MainWindow::connectViewActions()
{
    Actions &actions = *m_actions;
    connect(m_toolBar->filter(), &QLineEdit::textChanged, this, [this](const QString &text) {
        if (m_page != nullptr)
            m_page->setFilterText(text);
    });
    connect(actions.findRooms, &QAction::triggered, this, [this] {
        m_toolBar->filter()->setFocus(Qt::ShortcutFocusReason);
        m_toolBar->filter()->selectAll();
    });
    for (size_t each = 0; each < shownStates.size(); ++each) {
        connect(actions.chips.at(each), &QAction::triggered, this,
                [this, state = shownStates.at(each)] { m_page->chips().choose(state); });
    }
    connect(actions.activity, &QAction::toggled, m_activity, &ActivityPanel::setUnfolded);
    connect(m_activity, &ActivityPanel::unfoldedChanged, actions.activity, &QAction::setChecked);
    connect(actions.themes, &QActionGroup::triggered, this, [this](const QAction *chosen) {
        m_theme.setMode(static_cast<Theme::Mode>(chosen->data().toInt()));
        m_settings.setTheme(m_theme.mode());
    });
    // Another window may have chosen it.
    connect(&m_theme, &Theme::modeChanged, this,
            [this] { checkChoice(m_actions->themes, static_cast<int>(m_theme.mode())); });
    connect(actions.zones, &QActionGroup::triggered, this, [this](const QAction *chosen) {
        m_display.setMode(static_cast<TimeDisplay::Mode>(chosen->data().toInt()));
    });
    connect(&m_display, &TimeDisplay::changed, this, [this] {
        checkChoice(m_actions->zones, static_cast<int>(m_display.mode()));
        m_settings.setZone(m_display.mode());
    });
}

void MainWindow::updateActions()
{
    Actions &actions = *m_actions;
    const bool hasPage = m_page != nullptr;
    const bool isReadOnly = hasPage && m_page->connection().isReadOnly();
    const qsizetype selected = hasPage ? m_page->table().selectedCount() : 0;
    const bool hasRoom = hasPage && !m_page->details().roomId().isEmpty();

    m_messages->setReadOnly(isReadOnly);
    allow(actions.newRoom, hasPage, isReadOnly);
    allow(actions.deleteRoom, selected > 0, isReadOnly);
    allow(actions.apply, hasRoom && m_page->details().canApply(), isReadOnly);
    actions.discard->setEnabled(hasRoom && m_page->details().canDiscard());
    actions.openById->setEnabled(hasPage);
    actions.refresh->setEnabled(hasPage);
    actions.stop->setEnabled(hasPage && m_page->connection().isRefreshing());
    actions.unknownOutcomes->setEnabled(hasPage
                                        && m_page->connection().unknownOutcomes().count() > 0);
    actions.stopApplying->setEnabled(hasRoom && m_page->details().canStop());
    actions.nameRoom->setEnabled(hasRoom);
    actions.copyId->setEnabled(selected > 0);
    updateRosterActions();
    actions.reloadParticipants->setEnabled(hasRoom);
    actions.copyIdentifiers->setEnabled(hasRoom);
    actions.findRooms->setEnabled(hasPage);
    for (QAction *chip : actions.chips)
        chip->setEnabled(hasPage);
    actions.columnsMenu()->setEnabled(hasPage);

    const auto &current = m_connections->current();
    const bool isProfile = current && current->kind == ConnectionChoice::Kind::Profile;
    actions.editConnection->setEnabled(isProfile);
    actions.testConnection->setEnabled(hasPage || isProfile);
    actions.removeConnection->setEnabled(isProfile);
    actions.replaceSecret->setEnabled(hasPage && m_page->connection().hasKeptKey());
    actions.readOnly->setEnabled(hasPage);
    actions.readOnly->setChecked(isReadOnly);
    actions.closeConnection->setEnabled(current.has_value());
}

void MainWindow::updateRosterActions()
{
    Actions &actions = *m_actions;
    const bool hasRoom = m_page != nullptr && !m_page->details().roomId().isEmpty();
    const QString roomId = hasRoom ? m_page->details().roomId() : QString();
    const bool isReadOnly = hasRoom && m_page->connection().isReadOnly();
    const bool canEdit = hasRoom && m_page->details().roster()->canEdit();
    const bool canChange = canEdit && m_page->details().roster()->hasSelection();
    allow(actions.addParticipants, canEdit, isReadOnly);
    allow(actions.newUser, canEdit, isReadOnly);
    allow(actions.removeParticipants, canChange, isReadOnly);
    const QList<acs::Role> roles = acs::rolesOf(
        m_page != nullptr ? m_page->connection().apiVersion() : acs::defaultApiVersion);
    const QList<QAction *> roleActions = actions.roles->actions();
    for (QAction *role : roleActions) {
        role->setVisible(roles.contains(acs::Role{.name = role->data().toString()}));
        allow(role, canChange, isReadOnly);
    }

    const QString undo = hasRoom ? m_page->connection().drafts().undoText(roomId) : QString();
    const QString redo = hasRoom ? m_page->connection().drafts().redoText(roomId) : QString();
    const bool canStep = hasRoom && m_page->details().canEdit();
    //: %1 what is undone, e.g. "Add 3 participants"
    actions.undo->setText(undo.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(undo));
    actions.undo->setEnabled(canStep && !undo.isEmpty());
    actions.redo->setText(redo.isEmpty() ? tr("R&edo") : tr("R&edo: %1").arg(redo));
    actions.redo->setEnabled(canStep && !redo.isEmpty());
}

// --- kept between runs

void MainWindow::restoreSettings()
{
    if (!restoreGeometry(m_settings.windowGeometry())) {
        // The frame, whose size is not known yet, is to be on the screen as well.
        resize(firstSize.boundedTo(screen()->availableSize() - QSize(8, 40)));
    }
    m_activity->setUnfolded(m_settings.isActivityUnfolded());
    m_display.setMode(m_settings.zone());
    checkChoice(m_actions->zones, static_cast<int>(m_display.mode()));
    checkChoice(m_actions->themes, static_cast<int>(m_theme.mode()));
}

void MainWindow::keepSettings()
{
    m_settings.setWindowGeometry(saveGeometry());
    m_settings.setActivityUnfolded(m_activity->isUnfolded());
}

void MainWindow::showManager()
{
    if (!m_manager) {
        m_manager = new ConnectionsDialog(m_connections->connectionService(), m_display, this);
        m_manager->setAttribute(Qt::WA_DeleteOnClose);
        m_manager->setCloseGuard(
            [this](const QList<QUuid> &profiles, const std::function<void()> &proceed) {
                m_connections->closeThose(profiles, proceed);
            });
        connect(m_manager, &ConnectionsDialog::openRequested, m_connections,
                [this](const store::Profile &profile) {
                    m_connections->open(
                        {.kind = ConnectionChoice::Kind::Profile, .profile = profile});
                });
        connect(m_manager, &ConnectionsDialog::openInNewWindowRequested, this,
                &MainWindow::newWindowRequestedFor);
    }
    m_manager->show();
    m_manager->raise();
    m_manager->activateWindow();
}

void MainWindow::showGuide()
{
    if (!m_guide)
        m_guide = new GuideWindow(this);
    m_guide->show();
    m_guide->raise();
    m_guide->activateWindow();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setObjectName("aboutBox"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Roomkeeper"));
    box->setIconPixmap(icon(u"roomkeeper"_s).pixmap(64));
    box->setText(tr("Roomkeeper %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        tr("Desktop administration of Azure Communication Services Rooms, with an embedded "
           "sandbox. Free software under the MIT licence."));
    box->addButton(QMessageBox::Close);
    box->open();
}

} // namespace roomkeeper::ui
