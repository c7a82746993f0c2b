#include "ui/rooms/rosterpane.h"

#include "base/explain.h"
#include "ui/common/identifierdelegate.h"
#include "ui/common/names.h"
#include "ui/common/theme.h"
#include "ui/participants/participanttablemodel.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto settleTime = 120ms;

void setUp(QTableView *table, QAbstractItemModel *rows)
{
    name(table, "participantTable", RosterPane::tr("Participants"));
    table->setModel(rows);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setCornerButtonEnabled(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 12);
    table->setItemDelegateForColumn(ParticipantTableModel::Identifier,
                                    new IdentifierDelegate(Qt::ElideLeft, table));
    QHeaderView *headings = table->horizontalHeader();
    headings->setObjectName("participantTableHeadings"_L1);
    headings->setHighlightSections(false);
    headings->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    headings->setSectionResizeMode(ParticipantTableModel::Identifier, QHeaderView::Stretch);
    const int digit = table->fontMetrics().averageCharWidth();
    table->setColumnWidth(ParticipantTableModel::Name, 9 * digit);
    table->setColumnWidth(ParticipantTableModel::Role, 16 * digit);
    table->setColumnHidden(ParticipantTableModel::Change, true);
    headings->setSortIndicator(-1, Qt::AscendingOrder); // as the service answered, at first
    table->setSortingEnabled(true);
}

} // namespace

RosterPane::RosterPane(admin::Connection &connection, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_model(new ParticipantTableModel(this))
    , m_heading(new QLabel(tr("Participants")))
    , m_table(new QTableView)
    , m_message(new QLabel)
    , m_retry(new QPushButton(tr("Try again")))
{
    setRole(m_heading, "section");
    m_heading->setObjectName("participantsHeading"_L1);
    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSortRole(ParticipantTableModel::SortRole);
    sorted->setSourceModel(m_model);
    setUp(m_table, sorted);

    m_message->setObjectName("participantsMessage"_L1);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignCenter);
    setRole(m_message, "muted");
    name(m_retry, "participantsRetry", tr("Try again to read participants"));
    auto *overlay = new QVBoxLayout(m_table->viewport());
    overlay->addStretch();
    overlay->addWidget(m_message);
    overlay->addWidget(m_retry, 0, Qt::AlignHCenter);
    overlay->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_heading);
    layout->addWidget(m_table, 1);

    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &RosterPane::read);
    connect(m_retry, &QPushButton::clicked, this, &RosterPane::reload);
    connect(&m_connection.rooms(), &admin::RoomStore::roomsChanged, this,
            [this](const QList<int> &slotNumbers) {
                const auto slot = m_connection.rooms().slotOf(m_roomId);
                if (slot && slotNumbers.contains(*slot))
                    showRoster();
            });
    say({});
}

RosterPane::~RosterPane()
{
    m_reading.cancel();
}

void RosterPane::showRoom(const QString &roomId)
{
    if (roomId == m_roomId)
        return;
    m_reading.cancel();
    m_settle.stop();
    m_roomId = roomId;
    m_isLoading = !roomId.isEmpty();
    m_model->setParticipants({});
    showRoster();
    if (!roomId.isEmpty())
        m_settle.start();
}

void RosterPane::reload()
{
    if (m_roomId.isEmpty())
        return;
    m_reading.cancel();
    m_isLoading = true;
    showRoster();
    read();
}

void RosterPane::read()
{
    m_reading = m_connection.readRoster(m_roomId);
    m_reading.then(this, [this, roomId = m_roomId](const Result<QList<acs::Participant>> &roster) {
        received(roomId, roster);
    });
}

void RosterPane::received(const QString &roomId, const Result<QList<acs::Participant>> &roster)
{
    // Also true for the answer to a read that a newer one of the same room took the place of.
    if (roomId != m_roomId || (!roster && roster.error().kind == ErrorKind::Cancelled))
        return;
    m_isLoading = false;
    if (roster) {
        showRoster();
        return;
    }
    const Explanation words = explain(roster.error());
    m_heading->setText(tr("Participants"));
    say(tr("Participants could not be read. %1 %2").arg(words.headline, words.advice).trimmed(),
        true);
}

void RosterPane::showRoster()
{
    const admin::StoredRoom *room = m_connection.rooms().find(m_roomId);
    const bool isKnown = room != nullptr && room->roster.has_value();
    if (isKnown)
        m_model->setParticipants(*room->roster);
    if (!isKnown) {
        m_heading->setText(tr("Participants"));
        say(m_isLoading ? tr("Reading participants…") : QString());
        return;
    }
    const qsizetype count = room->roster->size();
    m_heading->setText(tr("Participants · %1").arg(QLocale().toString(count)));
    say(count == 0 ? tr("Nobody is on this room's list yet.") : QString());
}

void RosterPane::say(const QString &text, bool isFailure)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    setRole(m_message, isFailure ? "error" : "muted");
    m_retry->setVisible(isFailure);
    if (isFailure)
        m_model->setParticipants({});
}

QStringList RosterPane::identifiersToCopy() const
{
    QStringList identifiers;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        identifiers.append(row.data(ParticipantTableModel::RawIdRole).toString());
    if (identifiers.isEmpty()) {
        for (const acs::Participant &participant : m_model->participants())
            identifiers.append(participant.rawId);
    }
    return identifiers;
}

} // namespace roomkeeper::ui
