#include "ui/rooms/table/roomindexmodel.h"

#include "ui/rooms/table/statetext.h"

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

using namespace std::chrono_literals;

namespace {

/// States are not updated more often than this.
constexpr std::chrono::milliseconds shortestWait = 1s;
/// The state timer's longest interval: the clock may be set, and the computer may sleep.
constexpr std::chrono::milliseconds maxWait = 60s;

} // namespace

RoomIndexModel::RoomIndexModel(admin::RoomStore &rooms, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_rooms(rooms)
    , m_clock(clock)
    , m_stateWords(stateText)
    , m_order(rooms)
    , m_rows(*this)
{
    connect(&m_rooms, &admin::RoomStore::roomsAdded, this, &RoomIndexModel::roomsTouched);
    connect(&m_rooms, &admin::RoomStore::roomsChanged, this, &RoomIndexModel::roomsTouched);
    connect(&m_rooms, &admin::RoomStore::roomsAboutToBeRemoved, this, &RoomIndexModel::roomsGone);

    m_stateTimer.setSingleShot(true);
    connect(&m_stateTimer, &QTimer::timeout, this, &RoomIndexModel::updateStates);

    QList<int> known;
    for (int slot = 0; slot < m_rooms.slotCount(); ++slot) {
        if (m_rooms.at(slot) != nullptr)
            known.append(slot);
    }
    roomsTouched(known);
}

// --- changes of the store

void RoomIndexModel::roomsTouched(const QList<int> &slotNumbers)
{
    const auto now = acs::Timestamp::fromUtc(m_clock.now());
    for (const int slot : slotNumbers)
        m_states.update(slot, stored(slot).room, now);
    settle(slotNumbers);
    emit countsChanged();
    aimTimer();
}

void RoomIndexModel::roomsGone(const QList<int> &slotNumbers)
{
    m_rows.drop(m_rows.rowsOf({slotNumbers.cbegin(), slotNumbers.cend()}));
    for (const int slot : slotNumbers)
        m_states.forget(slot);
    // The store still counts them while it announces their removal.
    QMetaObject::invokeMethod(this, &RoomIndexModel::countsChanged, Qt::QueuedConnection);
}

void RoomIndexModel::updateStates()
{
    const QList<int> changed = m_states.advance(m_rooms, acs::Timestamp::fromUtc(m_clock.now()));
    if (!changed.isEmpty()) {
        settle(changed);
        emit countsChanged();
    }
    aimTimer();
}

void RoomIndexModel::aimTimer()
{
    const auto next = m_states.nextChange();
    if (!next) {
        m_stateTimer.stop();
        return;
    }
    const std::chrono::milliseconds wait(m_clock.now().msecsTo(next->toUtc()) + 1);
    m_stateTimer.start(std::clamp(wait, shortestWait, maxWait));
}

// --- rows

/// Merges rooms that were added or changed into the rows. A page may name a room twice.
void RoomIndexModel::settle(QList<int> slotNumbers)
{
    std::ranges::sort(slotNumbers);
    slotNumbers.resize(std::unique(slotNumbers.begin(), slotNumbers.end()) - slotNumbers.begin());

    std::vector<int> leaving;
    std::vector<int> entering;
    std::vector<int> staying;
    for (const int slot : std::as_const(slotNumbers)) {
        m_order.update(slot, m_states.of(slot));
        const bool wasShown = m_rows.rowOf(slot) >= 0;
        const bool isShown = accepts(slot);
        if (wasShown && !isShown)
            leaving.push_back(slot);
        else if (!wasShown && isShown)
            entering.push_back(slot);
        else if (wasShown)
            staying.push_back(slot);
    }

    m_isFiltering = true;
    m_rows.drop(m_rows.rowsOf(leaving));
    m_isFiltering = false;
    const std::vector<int> rows = m_rows.rowsOf(staying);
    m_rows.notify(rows);
    m_rows.restoreOrder(rows, byOrder());
    merge(std::move(entering));
}

void RoomIndexModel::merge(std::vector<int> newcomers)
{
    std::ranges::sort(newcomers, byOrder());
    m_rows.merge(newcomers, byOrder());
}

// --- filter and order

bool RoomIndexModel::accepts(int slot) const
{
    return m_filter.isEmpty() || m_filter.accepts(stored(slot), m_states.of(slot), m_stateWords);
}

void RoomIndexModel::setFilterText(const QString &text)
{
    admin::RoomFilter filter = m_filter;
    filter.setText(text);
    if (filter == m_filter)
        return;
    m_filter = std::move(filter);
    refilter();
}

void RoomIndexModel::setChip(std::optional<admin::RoomState> chip)
{
    if (m_filter.chip == chip)
        return;
    m_filter.chip = chip;
    refilter();
}

void RoomIndexModel::refilter()
{
    // In row order: each keystroke in the filter checks all rooms.
    std::vector<bool> isShown(static_cast<size_t>(m_rooms.slotCount()));
    std::vector<int> leaving;
    for (int row = 0; row < m_rows.count(); ++row) {
        isShown[static_cast<size_t>(slotAt(row))] = true;
        if (!accepts(slotAt(row)))
            leaving.push_back(row);
    }
    std::vector<int> entering;
    for (int slot = 0; slot < m_rooms.slotCount(); ++slot) {
        if (!isShown[static_cast<size_t>(slot)] && m_rooms.at(slot) != nullptr && accepts(slot))
            entering.push_back(slot);
    }
    m_isFiltering = true;
    m_rows.drop(leaving);
    m_isFiltering = false;
    merge(std::move(entering));
}

void RoomIndexModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= roomColumnCount)
        return;
    m_sortedColumn = static_cast<RoomColumn>(column);
    m_order.setField(fieldOf(m_sortedColumn), order);
    for (int slot = 0; slot < m_rooms.slotCount(); ++slot) {
        if (m_rooms.at(slot) != nullptr)
            m_order.updateField(slot, m_states.of(slot));
    }
    std::vector<int> sorted = m_rows.slotNumbers();
    std::ranges::sort(sorted, byOrder());
    m_rows.permute(std::move(sorted));
}

// --- lookups

QString RoomIndexModel::roomIdAt(int row) const
{
    return stored(slotAt(row)).room.id;
}

std::optional<int> RoomIndexModel::rowOf(const QString &roomId) const
{
    const auto slot = m_rooms.slotOf(roomId);
    const int row = slot ? m_rows.rowOf(*slot) : -1;
    return row >= 0 ? std::optional(row) : std::nullopt;
}

int RoomIndexModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.count();
}

int RoomIndexModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : roomColumnCount;
}

void RoomIndexModel::columnsChanged(std::initializer_list<RoomColumn> columns)
{
    if (m_rows.count() == 0)
        return;
    for (const RoomColumn column : columns) {
        emit dataChanged(index(0, static_cast<int>(column)),
                         index(rowCount() - 1, static_cast<int>(column)));
    }
}

} // namespace roomkeeper::ui
