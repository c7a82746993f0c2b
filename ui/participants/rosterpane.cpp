#include "ui/participants/rosterpane.h"

#include "admin/explain.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/participants/participanttablemodel.h"
#include "ui/participants/participanttableview.h"
#include "ui/participants/rosteredits.h"
#include "ui/participants/rostertext.h"
#include "ui/participants/rosterwarning.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto settleTime = 120ms;

} // namespace

RosterPane::RosterPane(admin::Connection &connection, const TimeDisplay &display,
                       Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_model(new ParticipantTableModel(this))
    , m_heading(new QLabel(tr("Participants")))
    , m_filter(new QLineEdit)
    , m_warning(new RosterWarning(display))
    , m_table(new ParticipantTableView(*m_model, settings))
    , m_message(new QLabel)
    , m_retry(new QPushButton(tr("Try again")))
{
    m_model->setRoles(acs::rolesOf(connection.apiVersion()));
    m_model->setNames(connection.annotations().people());
    layOut();
    connectTable();

    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &RosterPane::read);
    connect(m_retry, &QPushButton::clicked, this, &RosterPane::reload);
    connect(m_warning, &RosterWarning::readAgainRequested, this, &RosterPane::reload);
    connect(&display, &TimeDisplay::changed, this, &RosterPane::showCount);
    connect(&connection.rooms(), &admin::RoomStore::roomsChanged, this,
            [this](const QList<int> &slotNumbers) {
                const auto slot = m_connection.rooms().slotOf(m_roomId);
                if (slot && slotNumbers.contains(*slot))
                    showRoster();
            });
    connect(&connection.drafts(), &admin::DraftStore::changed, this, [this](const QString &roomId) {
        if (roomId != m_roomId)
            return;
        const qsizetype before = m_model->count();
        showRoster();
        if (m_model->count() > before)
            m_table->showAdded();
    });
    connect(&connection.annotations(), &admin::Annotations::peopleChanged, this,
            [this] { m_model->setNames(m_connection.annotations().people()); });
    showRoster();
}

RosterPane::~RosterPane()
{
    m_reading.cancel();
}

// --- widgets

void RosterPane::layOut()
{
    setStyleClass(m_heading, "section");
    m_heading->setObjectName("participantsHeading"_L1);
    setAccessibleIdentity(m_filter, "participantFilter", tr("Filter participants"));
    m_filter->setPlaceholderText(tr("Filter participants"));
    m_filter->setToolTip(m_filter->placeholderText()); // complete, where the field is narrow
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(m_filter->fontMetrics().averageCharWidth() * 30);
    // Messages: without an accessible name (see accessibleidentity.h).
    m_message->setObjectName("participantsMessage"_L1);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignCenter);
    setAccessibleIdentity(m_retry, "participantsRetry", tr("Try again to load participants"));
    auto *overlay = new QVBoxLayout(m_table->viewport());
    overlay->addStretch();
    overlay->addWidget(m_message);
    overlay->addWidget(m_retry, 0, Qt::AlignHCenter);
    overlay->addStretch();

    auto *top = new QHBoxLayout;
    top->addWidget(m_heading);
    top->addStretch();
    top->addWidget(m_filter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(m_warning);
    layout->addWidget(m_table, 1);
    layout->addWidget(makeButtons());
}

QWidget *RosterPane::makeButtons()
{
    m_add = makeButton("addParticipants", tr("Add…"), tr("Add participants"));
    m_newUser = makeButton("newUser", tr("New user…"), tr("New user"));
    m_remove = makeButton("removeParticipants", tr("Remove"), tr("Remove participants"));
    m_setRole = makeButton("setRole", tr("Set role"), tr("Set role"));
    m_setRole->setIcon(icon(u"chevron-down"_s));
    m_setRole->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft
                                                                       : Qt::LeftToRight);
    connect(m_add, &QPushButton::clicked, this, &RosterPane::addRequested);
    connect(m_newUser, &QPushButton::clicked, this, &RosterPane::newUserRequested);
    connect(m_remove, &QPushButton::clicked, this, &RosterPane::removeSelected);
    // Not with setMenu(): assistive tools would report a menu instead of a button.
    connect(m_setRole, &QPushButton::clicked, this, [this] {
        auto *menu = new QMenu(m_setRole);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillRoles(*menu);
        menu->popup(m_setRole->mapToGlobal(m_setRole->rect().bottomLeft()));
    });

    auto *buttons = new QWidget;
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QPushButton *button : {m_add, m_newUser, m_remove, m_setRole})
        layout->addWidget(button);
    layout->addStretch();
    return buttons;
}

QPushButton *RosterPane::makeButton(const char *objectName, const QString &text,
                                    const QString &accessibleName)
{
    auto *button = new QPushButton(text);
    setAccessibleIdentity(button, objectName, accessibleName);
    button->setAutoDefault(false);
    return button;
}

void RosterPane::fillRoles(QMenu &menu)
{
    for (const acs::Role &role : m_model->roles()) {
        QAction *action = menu.addAction(roleText(role));
        connect(action, &QAction::triggered, this, [this, role] { setRoleOfSelected(role); });
    }
}

void RosterPane::showContextMenu(const QPoint &position)
{
    auto *menu = new QMenu(m_table);
    menu->setObjectName("participantsContextMenu"_L1);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool canChange = canEdit() && hasSelection();
    QMenu *roles = menu->addMenu(tr("Set &role"));
    fillRoles(*roles);
    roles->setEnabled(canChange);
    menu->addAction(tr("&Remove"), this, &RosterPane::removeSelected)->setEnabled(canChange);
    menu->addAction(tr("&Copy identifiers"), this, &RosterPane::copyIdentifiers)
        ->setEnabled(m_model->count() > 0);
    menu->addSeparator();
    menu->addAction(tr("&Add participants…"), this, &RosterPane::addRequested)
        ->setEnabled(canEdit());
    menu->addAction(tr("&New user…"), this, &RosterPane::newUserRequested)->setEnabled(canEdit());
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void RosterPane::connectTable()
{
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &RosterPane::showContextMenu);
    connect(m_table, &ParticipantTableView::selectedPeopleChanged, this,
            &RosterPane::updateControls);
    connect(m_table, &ParticipantTableView::removeRequested, this, &RosterPane::removeSelected);
    connect(m_table, &ParticipantTableView::copyRequested, this, &RosterPane::copyIdentifiers);
    // Later, because the cell is still being closed when this is emitted. Another room may be shown
    // by then.
    connect(m_model, &ParticipantTableModel::roleWanted, this,
            [this](const QString &rawId, const acs::Role &role) {
                const auto give = [this, roomId = m_roomId, rawId, role] {
                    if (roomId != m_roomId || canEdit())
                        giveRole(m_connection, roomId, {rawId}, role);
                };
                QMetaObject::invokeMethod(this, give, Qt::QueuedConnection);
            });
    connect(
        m_model, &ParticipantTableModel::nameWanted, this,
        [this](const QString &rawId, const QString &name) {
            m_connection.annotations().namePerson(rawId, name, m_roomId).detach();
        },
        Qt::QueuedConnection);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilterText(text);
        showCount();
    });
}

// --- display

void RosterPane::showRoom(const QString &roomId)
{
    if (roomId == m_roomId)
        return;
    stopReading();
    m_settle.stop();
    m_roomId = roomId;
    m_isLoading = !roomId.isEmpty();
    m_failure.reset();
    m_filter->clear();
    m_model->setDraft({});
    m_model->setRoster({});
    showRoster();
    if (!roomId.isEmpty())
        m_settle.start();
}

void RosterPane::reload()
{
    if (m_roomId.isEmpty())
        return;
    stopReading();
    m_isLoading = true;
    showRoster();
    read();
}

void RosterPane::setApplying(bool isApplying)
{
    if (isApplying == m_isApplying)
        return;
    m_isApplying = isApplying;
    if (isApplying && m_isLoading) {
        // It would return a list in the middle of the changes.
        stopReading();
        m_settle.stop();
    } else if (m_isLoading) {
        m_settle.start();
    }
    updateControls();
}

void RosterPane::read()
{
    m_reading = m_connection.readRoster(m_roomId);
    m_reading.then(this, [this, read = ++m_reads](const Result<QList<acs::Participant>> &roster) {
        if (read == m_reads)
            received(roster);
    });
}

void RosterPane::received(const Result<QList<acs::Participant>> &roster)
{
    m_isLoading = false;
    m_failure = roster ? std::nullopt : std::optional(roster.error());
    const admin::StoredRoom *room = m_connection.rooms().find(m_roomId);
    m_failedAfter = room != nullptr && room->roster ? room->rosterReadAt : QDateTime();
    showRoster();
}

void RosterPane::showRoster()
{
    const admin::StoredRoom *room = m_connection.rooms().find(m_roomId);
    if (room != nullptr && room->roster) {
        const admin::RosterDraft draft = m_connection.drafts().draft(m_roomId).roster;
        m_model->setRoster(*room->roster);
        m_model->setDraft(draft);
        m_table->setPending(!draft.isEmpty());
    }
    showCount();
    updateControls();
}

void RosterPane::showCount()
{
    const admin::StoredRoom *room = m_connection.rooms().find(m_roomId);
    if (room == nullptr || !room->roster) {
        m_warning->clear();
        m_heading->setText(tr("Participants"));
        if (m_failure && !m_isLoading) {
            say(tr("The participants could not be loaded. %1")
                    .arg(admin::explain(*m_failure).text()),
                true);
        } else {
            say(m_isLoading ? tr("Loading participants…") : QString());
        }
        return;
    }
    if (m_failure && room->rosterReadAt != m_failedAfter)
        m_failure.reset(); // it was loaded since for another reason
    m_warning->evaluate(*room, m_model->count(), m_failure);
    const QLocale locale;
    const qsizetype count = room->roster->size();
    QString heading = tr("Participants · %1").arg(locale.toString(count));
    if (m_model->isFiltered())
        //: %1 e.g. "Participants · 8", %2 how many of them the filter shows
        heading = tr("%1, %Ln shown", nullptr, m_model->rowCount()).arg(heading);
    m_heading->setText(heading);
    if (m_model->count() == 0)
        say(tr("This room has no participants yet."));
    else
        say(m_model->rowCount() == 0 ? tr("No participants match the filter.") : QString());
}

/// Updates what can be done, and the reasons why not.
void RosterPane::updateControls()
{
    const admin::StoredRoom *room = m_connection.rooms().find(m_roomId);
    QString reason;
    if (m_connection.isReadOnly())
        reason = tr("This connection is read-only");
    else if (m_isApplying)
        reason = tr("The changes are being applied");
    else if (room == nullptr || !room->roster)
        reason = tr("The participants have not been loaded yet");
    m_notEditableReason = reason;
    m_model->setEditable(reason.isEmpty(), reason);

    const auto allow = [&reason](QPushButton *button, bool isPossible, const QString &what) {
        button->setEnabled(reason.isEmpty() && isPossible);
        button->setToolTip(reason.isEmpty() ? what : reason);
    };
    const QString selectFirst = tr("Select participants first");
    allow(m_add, true, tr("Add participants by identifier"));
    allow(m_newUser, true, tr("Create a communication user and add it"));
    allow(m_remove, hasSelection(),
          hasSelection() ? tr("Remove the selected participants") : selectFirst);
    allow(m_setRole, hasSelection(),
          hasSelection() ? tr("Set the role of the selected participants") : selectFirst);
    emit possibilitiesChanged();
}

void RosterPane::say(const QString &text, bool isFailure)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    setStyleClass(m_message, isFailure ? "error" : "muted");
    m_retry->setVisible(isFailure);
}

// --- operations

void RosterPane::focusTable()
{
    m_table->setFocus();
}

bool RosterPane::hasSelection() const
{
    return m_table->selectedCount() > 0;
}

void RosterPane::setRoleOfSelected(const acs::Role &role)
{
    const QStringList rawIds = m_table->selectedIdentifiers();
    if (canEdit() && !rawIds.isEmpty())
        giveRole(m_connection, m_roomId, rawIds, role);
}

void RosterPane::removeSelected()
{
    const QStringList rawIds = m_table->selectedIdentifiers();
    if (canEdit() && !rawIds.isEmpty())
        removePeople(m_connection, m_roomId, rawIds);
}

QStringList RosterPane::identifiersToCopy() const
{
    QStringList identifiers = m_table->selectedIdentifiers();
    if (identifiers.isEmpty()) {
        for (int row = 0; row < m_model->rowCount(); ++row)
            identifiers.append(m_model->entryAt(row).rawId);
    }
    return identifiers;
}

void RosterPane::copyIdentifiers() const
{
    const QStringList identifiers = identifiersToCopy();
    if (!identifiers.isEmpty())
        QGuiApplication::clipboard()->setText(identifiers.join(u'\n'));
}

} // namespace roomkeeper::ui
