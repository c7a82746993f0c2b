#include "ui/rooms/roomspage.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/emptystate.h"
#include "ui/common/messagebar.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/outcomes/unknownactions.h"
#include "ui/outcomes/unknowntext.h"
#include "ui/participants/rosteractions.h"
#include "ui/participants/rosterpane.h"
#include "ui/rooms/details/roomdetails.h"
#include "ui/rooms/roomactions.h"
#include "ui/rooms/table/roomcounttext.h"
#include "ui/rooms/table/roomtablemodel.h"
#include "ui/rooms/table/roomtableview.h"
#include "ui/rooms/table/statechips.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto splitterKey = "rooms/splitter"_L1;

} // namespace

RoomsPage::RoomsPage(std::shared_ptr<admin::Connection> connection, TimeDisplay &display,
                     MessageBar &messages, QWidget &window, QWidget *parent)
    : QWidget(parent)
    , m_connection(std::move(connection))
    , m_display(display)
    , m_actions(new RoomActions(*m_connection, display, messages, window, this))
    , m_rosterActions(new RosterActions(*m_connection, display, messages, window, this))
    , m_model(new RoomTableModel(m_connection->rooms(), m_connection->annotations(),
                                 m_connection->drafts(), m_connection->clock(), display, this))
    , m_chips(new StateChips(*m_model))
    , m_table(new RoomTableView(*m_model))
    , m_details(new RoomDetails(*m_connection, display))
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
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    if (!acs::hasPstnDialOut(m_connection->apiVersion()))
        m_table->setColumnHidden(static_cast<int>(RoomColumn::Pstn), true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTop());
    layout->addWidget(m_splitter, 1);
    if (!m_splitter->restoreState(QSettings().value(splitterKey).toByteArray()))
        m_splitter->setSizes({836, 444});

    connect(m_splitter, &QSplitter::splitterMoved, this, &RoomsPage::keepSplitter);
    connect(m_table, &RoomTableView::selectedRoomsChanged, this, &RoomsPage::showSelection);
    connect(m_table, &RoomTableView::copyRequested, this,
            [this] { m_actions->copyIds(selectedRooms()); });
    connect(m_details, &RoomDetails::applyRequested, m_actions, &RoomActions::applyDraft);
    connect(m_details, &RoomDetails::discardRequested, m_actions, &RoomActions::discardDraft);
    connect(m_details, &RoomDetails::stopRequested, m_actions, &RoomActions::stopApplying);
    connect(m_details, &RoomDetails::addParticipantsRequested, m_rosterActions,
            &RosterActions::addParticipants);
    connect(m_details, &RoomDetails::newUserRequested, m_rosterActions, &RosterActions::newUser);
    connect(m_details, &RoomDetails::copyIdRequested, this,
            [this] { m_actions->copyIds({m_details->roomId()}); });
    connect(m_details, &RoomDetails::possibilitiesChanged, this, &RoomsPage::selectionChanged);
    connect(m_actions, &RoomActions::applyingChanged, m_details, &RoomDetails::setApplying);
    connect(m_actions, &RoomActions::roomToShow, this, &RoomsPage::showRoom);
    connect(m_unknown, &QPushButton::clicked, &m_actions->unknown(), &UnknownActions::showList);
    connect(&m_connection->unknownOutcomes(), &admin::UnknownOutcomes::changed, this,
            &RoomsPage::showUnknown);
    connect(m_stop, &QPushButton::clicked, m_connection.get(), &admin::Connection::stopRefresh);
    connect(m_connection.get(), &admin::Connection::refreshFailed, this,
            [this](const Error &error) {
                m_isListStopped = error.kind == ErrorKind::Cancelled;
                showEmptyState();
            });
    connect(m_connection.get(), &admin::Connection::refreshed, m_details->roster(),
            &RosterPane::reload);
    connect(&m_connection->rooms(), &admin::RoomStore::statusChanged, this, &RoomsPage::showStatus);
    connect(&display, &TimeDisplay::changed, this, &RoomsPage::showStatus);
    connect(m_model, &RoomTableModel::rowsInserted, this, &RoomsPage::showEmptyState);
    connect(m_model, &RoomTableModel::rowsRemoved, this, &RoomsPage::showEmptyState);
    showStatus();
    showUnknown();
}

RoomsPage::~RoomsPage()
{
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
    emit selectionChanged();
}

void RoomsPage::showRoom(const QString &roomId)
{
    if (!m_model->rowOf(roomId))
        clearFilter();
    if (m_table->selectRoom(roomId))
        m_table->setFocus();
}

void RoomsPage::setFilterText(const QString &text)
{
    m_model->setFilterText(text);
    showEmptyState();
}

void RoomsPage::clearFilter()
{
    m_chips->choose({});
    m_model->setFilterText({});
    emit filterTextWanted({});
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
    emit selectionChanged(); // what can be done has changed
}

void RoomsPage::focusTable()
{
    m_isFocusWanted = true;
    showEmptyState();
}

void RoomsPage::updateControls()
{
    m_details->roster()->updateControls();
    m_details->updateControls();
    showEmptyState();
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
        m_empty->show(tr("No matching rooms"),
                      tr("No rooms match the filter (%Ln in total).", nullptr,
                         static_cast<int>(m_connection->rooms().count())),
                      tr("Clear the filter"), [this] { clearFilter(); });
    } else if (phase == Phase::Loading || phase == Phase::NotLoaded) {
        m_empty->show(tr("Loading rooms…"), {});
    } else if (phase == Phase::Failed) {
        m_empty->show(m_isListStopped ? tr("Room list not loaded")
                                      : tr("The room list could not be loaded"),
                      m_isListStopped ? tr("Loading was stopped.") : tr("See the message below."),
                      tr("Try again"), [this] { m_actions->refresh(); });
    } else if (m_connection->isReadOnly()) {
        m_empty->show(tr("No rooms"), tr("“%1” has no rooms.").arg(m_connection->name()));
    } else {
        m_empty->show(tr("No rooms yet"),
                      tr("“%1” has no rooms. Create the first one.").arg(m_connection->name()),
                      tr("New room"), [this] { m_actions->newRoom(); });
    }
}

void RoomsPage::keepSplitter() const
{
    QSettings().setValue(splitterKey, m_splitter->saveState());
}

} // namespace roomkeeper::ui
