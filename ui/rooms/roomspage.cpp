#include "ui/rooms/roomspage.h"

#include "admin/explain.h"
#include "admin/rooms/roomid.h"
#include "base/quotable.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/emptystate.h"
#include "ui/common/messagebar.h"
#include "ui/common/settings.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/common/tablecolumns.h"
#include "ui/outcomes/unknownactions.h"
#include "ui/outcomes/unknowntext.h"
#include "ui/participants/rosteractions.h"
#include "ui/participants/rosterpane.h"
#include "ui/rooms/details/roomdetails.h"
#include "ui/rooms/roomactions.h"
#include "ui/rooms/roomspageactions.h"
#include "ui/rooms/table/roomcounttext.h"
#include "ui/rooms/table/roomtablemodel.h"
#include "ui/rooms/table/roomtableview.h"
#include "ui/rooms/table/statechips.h"

#include <QAction>
#include <QActionGroup>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <optional>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using admin::RoomState;

namespace {

/// The states that the actions of the View menu show, in their order; the first shows all.
constexpr std::array<std::optional<RoomState>, 5> shownStates{
    std::nullopt, RoomState::Open, RoomState::Upcoming, RoomState::EndingSoon, RoomState::Ended};

} // namespace

RoomsPage::RoomsPage(std::shared_ptr<admin::Connection> connection, RoomsPageActions &pageActions,
                     TimeDisplay &display, Settings &settings, MessageBar &messages,
                     QWidget &window, QWidget *parent)
    : Page(pageActions, parent)
    , m_connection(std::move(connection))
    , m_pageActions(pageActions)
    , m_display(display)
    , m_settings(settings)
    , m_actions(new RoomActions(*m_connection, display, messages, window, this))
    , m_rosterActions(new RosterActions(*m_connection, display, messages, window, this))
    , m_model(new RoomTableModel(m_connection->rooms(), m_connection->annotations(),
                                 m_connection->drafts(), m_connection->clock(), display, this))
    , m_chips(new StateChips(*m_model))
    , m_table(new RoomTableView(*m_model, settings))
    , m_details(new RoomDetails(*m_connection, display, settings))
    , m_status(new QLabel)
    , m_unknown(new QPushButton)
    , m_stop(new QPushButton(tr("Stop")))
    , m_tableArea(new QStackedWidget)
    , m_empty(new EmptyState)
    , m_splitter(new QSplitter(Qt::Horizontal))
{
    setObjectName("roomsPage"_L1);
    m_tableArea->addWidget(m_table);
    m_tableArea->addWidget(m_empty);
    m_splitter->setObjectName("roomsSplitter"_L1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_tableArea);
    m_splitter->addWidget(m_details);
    // On a wide screen, identifiers and names in the details need space as well.
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    if (!acs::hasPstnDialOut(m_connection->apiVersion()))
        m_table->columns().setAvailable(static_cast<int>(RoomColumn::Pstn), false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTop());
    layout->addWidget(m_splitter, 1);
    if (!m_splitter->restoreState(m_settings.roomsSplitter()))
        m_splitter->setSizes({836, 444});

    m_table->addActions({pageActions.nameRoom, pageActions.copyId, pageActions.deleteRoom});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    pageActions.columnsMenu()->addActions(m_table->columns().actions());
    pageActions.columnsMenu()->setEnabled(true);
    m_chips->restore(m_settings.chip());
    connectParts();
    connectRoomActions();
    connectRosterActions();
    showStatus();
    showUnknown();
}

void RoomsPage::connectParts()
{
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_settings.setRoomsSplitter(m_splitter->saveState()); });
    connect(m_chips, &StateChips::chosen, &m_settings, &Settings::setChip);
    connect(m_table, &RoomTableView::selectedRoomsChanged, this, &RoomsPage::showSelection);
    connect(m_table, &RoomTableView::copyRequested, this,
            [this] { m_actions->copyTable(selectedRooms()); });
    connect(m_details, &RoomDetails::applyRequested, m_actions, &RoomActions::applyDraft);
    connect(m_details, &RoomDetails::discardRequested, m_actions, &RoomActions::discardDraft);
    connect(m_details, &RoomDetails::stopRequested, m_actions, &RoomActions::stopApplying);
    connect(m_details, &RoomDetails::addParticipantsRequested, m_rosterActions,
            &RosterActions::addParticipants);
    connect(m_details, &RoomDetails::newUserRequested, m_rosterActions, &RosterActions::newUser);
    connect(m_details, &RoomDetails::copyIdRequested, this,
            [this] { m_actions->copyIds({m_details->roomId()}); });
    connect(m_details, &RoomDetails::possibilitiesChanged, this, &RoomsPage::updateActions);
    connect(m_actions, &RoomActions::applyingChanged, m_details, &RoomDetails::setApplying);
    connect(m_actions, &RoomActions::roomToShow, this, &RoomsPage::showRoom);
    connect(m_actions, &RoomActions::roomsToShow, this, &RoomsPage::showRooms);
    connect(m_actions, &RoomActions::testRequested, this, &RoomsPage::connectionTestRequested);
    connect(m_actions, &RoomActions::keyReplacementRequested, this,
            &RoomsPage::secretReplacementRequested);
    connect(m_unknown, &QPushButton::clicked, &m_actions->unknown(), &UnknownActions::showList);
    connect(&m_connection->unknownOutcomes(), &admin::UnknownOutcomes::changed, this,
            &RoomsPage::showUnknown);
    connect(m_stop, &QPushButton::clicked, m_connection.get(), &admin::Connection::stopRefresh);
    connect(m_connection.get(), &admin::Connection::refreshFailed, this,
            [this](const Error &error) {
                m_isListStopped = error.kind == ErrorKind::Cancelled;
                m_loadProblem = admin::explain(error).headline;
                showEmptyState();
            });
    connect(m_connection.get(), &admin::Connection::refreshed, m_details->roster(),
            &RosterPane::reload);
    connect(&m_connection->rooms(), &admin::RoomStore::statusChanged, this, [this] {
        showStatus();
        updateActions();
    });
    connect(&m_display, &TimeDisplay::changed, this, &RoomsPage::showStatus);
    connect(m_model, &RoomTableModel::rowsInserted, this, &RoomsPage::showEmptyState);
    connect(m_model, &RoomTableModel::rowsRemoved, this, &RoomsPage::showEmptyState);
}

void RoomsPage::connectRoomActions()
{
    const RoomsPageActions &actions = m_pageActions;
    connect(actions.newRoom, &QAction::triggered, m_actions, &RoomActions::newRoom);
    connect(actions.openById, &QAction::triggered, m_actions, &RoomActions::openById);
    connect(actions.refresh, &QAction::triggered, m_actions, &RoomActions::refresh);
    connect(actions.refresh, &QAction::triggered, &m_display, &TimeDisplay::readSystemZone);
    connect(actions.stop, &QAction::triggered, m_connection.get(), &admin::Connection::stopRefresh);
    connect(actions.unknownOutcomes, &QAction::triggered, &m_actions->unknown(),
            &UnknownActions::showList);
    connect(actions.nameRoom, &QAction::triggered, m_details, &RoomDetails::editName);
    connect(actions.copyId, &QAction::triggered, this,
            [this] { m_actions->copyIds(selectedRooms()); });
    connect(actions.apply, &QAction::triggered, this,
            [this] { m_actions->applyDraft(m_details->roomId()); });
    connect(actions.stopApplying, &QAction::triggered, this,
            [this] { m_actions->stopApplying(m_details->roomId()); });
    connect(actions.discard, &QAction::triggered, this,
            [this] { m_actions->discardDraft(m_details->roomId()); });
    connect(actions.deleteRoom, &QAction::triggered, this,
            [this] { m_actions->deleteRooms(selectedRooms()); });
    for (size_t each = 0; each < shownStates.size(); ++each) {
        connect(actions.chips.at(each), &QAction::triggered, this,
                [this, state = shownStates.at(each)] { m_chips->choose(state); });
    }
}

void RoomsPage::connectRosterActions()
{
    const RoomsPageActions &actions = m_pageActions;
    RosterPane *roster = m_details->roster();
    connect(actions.addParticipants, &QAction::triggered, this,
            [this] { m_rosterActions->addParticipants(m_details->roomId()); });
    connect(actions.newUser, &QAction::triggered, this,
            [this] { m_rosterActions->newUser(m_details->roomId()); });
    connect(actions.roles, &QActionGroup::triggered, roster, [roster](const QAction *role) {
        roster->setRoleOfSelected({.name = role->data().toString()});
    });
    connect(actions.removeParticipants, &QAction::triggered, roster, &RosterPane::removeSelected);
    connect(actions.reloadParticipants, &QAction::triggered, roster, &RosterPane::reload);
    connect(actions.copyIdentifiers, &QAction::triggered, roster, &RosterPane::copyIdentifiers);
}

RoomsPage::~RoomsPage()
{
    // Shows nothing more while its parts are destroyed.
    m_table->disconnect(this);
    m_details->disconnect(this);
    m_model->disconnect(this);
    m_pageActions.columnsMenu()->clear();
    m_pageActions.columnsMenu()->setEnabled(false);
    // Widgets of this page use the connection, so they are destroyed before it.
    delete m_splitter;
}

QWidget *RoomsPage::makeTop()
{
    m_status->setObjectName("loadStatus"_L1);
    setStyleClass(m_status, "muted");
    setAccessibleIdentity(m_unknown, "unknownOutcomes", tr("Unknown outcomes"));
    m_unknown->setIcon(icon(u"warning"_s, QPalette::LinkVisited));
    m_unknown->setToolTip(tr("Show and check the changes that the service did not confirm"));
    setStyleClass(m_unknown, "link");
    setAccessibleIdentity(m_stop, "stopLoading", tr("Stop loading"));
    setStyleClass(m_stop, "link");

    auto *top = new QWidget;
    auto *layout = new QHBoxLayout(top);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_chips);
    layout->addStretch();
    layout->addWidget(m_unknown);
    layout->addWidget(m_status);
    layout->addWidget(m_stop);
    return top;
}

QStringList RoomsPage::selectedRooms() const
{
    return m_table->selectedRooms();
}

void RoomsPage::showSelection()
{
    m_details->showSelection(m_table->onlySelectedRoom(), m_table->selectedCount());
    updateActions();
}

void RoomsPage::showRoom(const QString &roomId)
{
    showRooms({roomId});
}

void RoomsPage::showRooms(const QStringList &roomIds)
{
    const auto isShown = [this](const QString &roomId) {
        return m_model->rowOf(roomId).has_value();
    };
    if (!std::ranges::all_of(roomIds, isShown))
        clearFilter();
    if (m_table->selectRooms(roomIds))
        m_table->setFocus();
}

void RoomsPage::setFilterText(const QString &text)
{
    m_filterText = text;
    m_model->setFilterText(text);
    showEmptyState();
    showState();
}

void RoomsPage::undo()
{
    const QString roomId = m_details->roomId();
    const bool isLocal = m_connection->drafts().undoesAnnotation(roomId);
    const bool wasPending = m_connection->drafts().has(roomId);
    m_connection->undo(roomId);
    // An edit that is undone leaves nothing pending that was not so before.
    if (!isLocal && !wasPending && m_connection->drafts().has(roomId))
        m_actions->tellReverted();
}

void RoomsPage::redo()
{
    m_connection->drafts().redo(m_details->roomId());
}

void RoomsPage::clearFilter()
{
    m_chips->choose({});
    setFilterText({});
}

void RoomsPage::showStatus()
{
    const admin::LoadStatus &status = m_connection->rooms().status();
    const qsizetype known = m_connection->rooms().count();
    const bool isPartly = status.phase == admin::LoadStatus::Phase::Failed && known > status.rooms;
    m_status->setText(
        isPartly ? tr("%Ln room(s) shown, list incomplete", nullptr, static_cast<int>(known))
                 : loadStatusText(status, m_display));
    m_status->setToolTip(
        isPartly ? tr("Some of the %Ln room(s) shown were loaded earlier and may be out of date.",
                      nullptr, static_cast<int>(known))
                 : QString());
    m_stop->setVisible(status.phase == admin::LoadStatus::Phase::Loading);
    showEmptyState();
}

void RoomsPage::showUnknown()
{
    const qsizetype count = m_connection->unknownOutcomes().count();
    if (count == 0 && m_unknown->hasFocus())
        m_table->setFocus();
    m_unknown->setText(unknownCountText(count));
    m_unknown->setAccessibleDescription(unknownCountText(count));
    m_unknown->setVisible(count > 0);
    updateActions();
}

void RoomsPage::takeFocus()
{
    m_isFocusWanted = true;
    showEmptyState();
}

void RoomsPage::updateControls()
{
    m_details->roster()->updateControls();
    m_details->updateControls();
    showEmptyState();
    updateActions();
}

void RoomsPage::updateActions()
{
    const RoomsPageActions &actions = m_pageActions;
    const bool isReadOnly = m_connection->isReadOnly();
    const qsizetype selected = m_table->selectedCount();
    const bool hasRoom = !m_details->roomId().isEmpty();
    allow(actions.newRoom, true, isReadOnly);
    allow(actions.deleteRoom, selected > 0, isReadOnly);
    allow(actions.apply, hasRoom && m_details->canApply(), isReadOnly);
    actions.discard->setEnabled(hasRoom && m_details->canDiscard());
    actions.openById->setEnabled(true);
    actions.refresh->setEnabled(true);
    actions.stop->setEnabled(m_connection->isRefreshing());
    actions.unknownOutcomes->setEnabled(m_connection->unknownOutcomes().count() > 0);
    actions.stopApplying->setEnabled(hasRoom && m_details->canStop());
    actions.nameRoom->setEnabled(hasRoom);
    actions.copyId->setEnabled(selected > 0);
    for (QAction *chip : actions.chips)
        chip->setEnabled(true);
    updateRosterActions();
    showState();
}

void RoomsPage::updateRosterActions()
{
    const RoomsPageActions &actions = m_pageActions;
    const bool isReadOnly = m_connection->isReadOnly();
    const bool hasRoom = !m_details->roomId().isEmpty();
    const bool canEdit = hasRoom && m_details->roster()->canEdit();
    const bool canChange = canEdit && m_details->roster()->hasSelection();
    allow(actions.addParticipants, canEdit, hasRoom && isReadOnly);
    allow(actions.newUser, canEdit, hasRoom && isReadOnly);
    allow(actions.removeParticipants, canChange, hasRoom && isReadOnly);
    const QList<acs::Role> roles = acs::rolesOf(m_connection->apiVersion());
    const QList<QAction *> roleActions = actions.roles->actions();
    for (QAction *role : roleActions) {
        role->setVisible(roles.contains(acs::Role{.name = role->data().toString()}));
        allow(role, canChange, hasRoom && isReadOnly);
    }
    actions.reloadParticipants->setEnabled(hasRoom);
    actions.copyIdentifiers->setEnabled(hasRoom);
}

void RoomsPage::showState()
{
    const QString roomId = m_details->roomId();
    State state{.title = tr("Rooms"), .canFilter = true, .filterText = m_filterText};
    if (!roomId.isEmpty()) {
        state.undoText = m_connection->drafts().undoText(roomId);
        state.redoText = m_connection->drafts().redoText(roomId);
        state.canUndo = m_details->canEdit() ? !state.undoText.isEmpty()
                                             : m_connection->drafts().undoesAnnotation(roomId);
        state.canRedo = m_details->canEdit() ? !state.redoText.isEmpty()
                                             : m_connection->drafts().redoesAnnotation(roomId);
    }
    setState(state);
}

void RoomsPage::showNoMatch()
{
    const QStringList ids = m_model->filter().roomIds;
    const auto isKnown = [this](const QString &id) {
        return m_connection->rooms().find(id) != nullptr;
    };
    if (!ids.isEmpty() && std::ranges::none_of(ids, isKnown)) {
        m_empty->show(tr("No matching rooms"),
                      ids.size() == 1 ? tr("Room %1 is not listed.").arg(ids.first())
                                      : tr("None of these %Ln room(s) is listed.", nullptr,
                                           static_cast<int>(ids.size())),
                      tr("Open by ID"), [this, ids] { m_actions->openRooms(ids); });
        return;
    }
    const QString rounded = admin::roundedNumberText(m_filterText);
    m_empty->show(tr("No matching rooms"),
                  rounded.isEmpty() ? tr("No rooms match the filter (%Ln in total).", nullptr,
                                         static_cast<int>(m_connection->rooms().count()))
                                    : rounded,
                  tr("Clear the filter"), [this] { clearFilter(); });
}

void RoomsPage::showEmptyState()
{
    using Phase = admin::LoadStatus::Phase;
    const bool isEmpty = m_model->rowCount() == 0;
    m_tableArea->setCurrentIndex(isEmpty ? 1 : 0);
    if (!isEmpty) {
        // Not while the user is typing.
        if (m_isFocusWanted && qobject_cast<QLineEdit *>(window()->focusWidget()) == nullptr)
            m_table->setFocus();
        m_isFocusWanted = false;
        return;
    }

    const Phase phase = m_connection->rooms().status().phase;
    if (m_connection->rooms().count() > 0) {
        showNoMatch();
    } else if (phase == Phase::Loading || phase == Phase::NotLoaded) {
        m_empty->show(tr("Loading rooms…"), {});
    } else if (phase == Phase::Failed) {
        m_empty->show(m_isListStopped ? tr("Room list not loaded")
                                      : tr("The room list could not be loaded"),
                      m_isListStopped ? tr("Loading was stopped.") : m_loadProblem, tr("Try again"),
                      [this] { m_actions->refresh(); });
    } else if (m_connection->isReadOnly()) {
        m_empty->show(tr("No rooms"), tr("“%1” has no rooms.").arg(quotable(m_connection->name())));
    } else {
        m_empty->show(
            tr("No rooms yet"),
            tr("“%1” has no rooms. Create the first one.").arg(quotable(m_connection->name())),
            tr("New room"), [this] { m_actions->newRoom(); });
    }
}

} // namespace roomkeeper::ui
