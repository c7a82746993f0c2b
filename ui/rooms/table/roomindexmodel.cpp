#include "ui/rooms/table/roomindexmodel.h"

#include "ui/rooms/table/rowruns.h"

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

using namespace std::chrono_literals;

namespace {

/// Up to so many runs of rows are inserted, removed or told of one by one; what is more scattered
/// goes in one rearrangement, whose cost does not grow with the number of runs.
constexpr size_t fewRuns = 16;

/// States are brought up to date no more often than this.
constexpr std::chrono::milliseconds shortestWait = 1s;
/// The longest wait of the state timer: the computer's clock may be set, or the computer sleep.
constexpr std::chrono::milliseconds maxWait = 60s;

} // namespace

RoomIndexModel::RoomIndexModel(admin::RoomStore &rooms, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_rooms(rooms)
    , m_clock(clock)
    , m_order(rooms)
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

// --- what the store says

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
    dropRows(rowsOf(slotNumbers));
    for (const int slot : slotNumbers)
        m_states.forget(slot);
    // The store still counts them while it announces that they go.
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

    QList<int> leaving;
    QList<int> entering;
    QList<int> staying;
    for (const int slot : std::as_const(slotNumbers)) {
        m_order.take(slot, m_states.of(slot));
        const bool wasShown = rowOfSlot(slot) >= 0;
        const bool isShown = accepts(slot);
        if (wasShown && !isShown)
            leaving.append(slot);
        else if (!wasShown && isShown)
            entering.append(slot);
        else if (wasShown)
            staying.append(slot);
    }

    m_isFiltering = true;
    dropRows(rowsOf(leaving));
    m_isFiltering = false;
    refreshRows(rowsOf(staying));
    insertSlots(entering);
}

/// Tells of rows whose rooms changed, and moves them to where they belong now.
void RoomIndexModel::refreshRows(const std::vector<int> &rows)
{
    if (rows.empty())
        return;
    const std::vector<RowRun> runs = runsOf(rows);
    if (runs.size() <= fewRuns) {
        for (const RowRun &run : runs)
            emit dataChanged(index(run.first, 0), index(run.last, roomColumnCount - 1));
    } else {
        emit dataChanged(index(runs.front().first, 0),
                         index(runs.back().last, roomColumnCount - 1));
    }

    if (std::ranges::all_of(rows, [this](int row) { return isInOrder(row); }))
        return;
    std::vector<int> moved;
    std::vector<int> others;
    moved.reserve(rows.size());
    others.reserve(m_shown.size());
    auto next = rows.cbegin();
    for (int row = 0; row < shownCount(); ++row) {
        const bool isMoved = next != rows.cend() && *next == row;
        (isMoved ? moved : others).push_back(m_shown[static_cast<size_t>(row)]);
        if (isMoved)
            ++next;
    }
    sortSlots(moved);
    std::vector<int> merged(m_shown.size());
    std::ranges::merge(others, moved, merged.begin(),
                       [this](int left, int right) { return isBefore(left, right); });
    permute(std::move(merged));
}

bool RoomIndexModel::isInOrder(int row) const
{
    const auto at = static_cast<size_t>(row);
    return (at == 0 || isBefore(m_shown[at - 1], m_shown[at]))
           && (at + 1 == m_shown.size() || isBefore(m_shown[at], m_shown[at + 1]));
}

void RoomIndexModel::dropRows(std::vector<int> rows)
{
    if (rows.empty())
        return;
    if (runsOf(rows).size() > fewRuns) {
        // First all to the end, in the order they have, then one run goes.
        std::vector<bool> isLeaving(m_shown.size());
        for (const int row : rows)
            isLeaving[static_cast<size_t>(row)] = true;
        std::vector<int> arranged;
        arranged.reserve(m_shown.size());
        for (const bool leaving : {false, true}) {
            for (size_t row = 0; row < m_shown.size(); ++row) {
                if (isLeaving[row] == leaving)
                    arranged.push_back(m_shown[row]);
            }
        }
        permute(std::move(arranged));
        const int kept = shownCount() - static_cast<int>(rows.size());
        for (size_t each = 0; each < rows.size(); ++each)
            rows[each] = kept + static_cast<int>(each);
    }
    const std::vector<RowRun> runs = runsOf(rows);
    // From the end, so that the rows of those still to go stay right.
    std::for_each(runs.rbegin(), runs.rend(), [this](const RowRun &run) {
        beginRemoveRows({}, run.first, run.last);
        m_shown.erase(m_shown.begin() + run.first, m_shown.begin() + run.last + 1);
        forgetRows();
        endRemoveRows();
    });
}

void RoomIndexModel::insertSlots(const QList<int> &slotNumbers)
{
    if (slotNumbers.isEmpty())
        return;
    std::vector<int> entering(slotNumbers.cbegin(), slotNumbers.cend());
    sortSlots(entering);

    // Where each run of them goes, in rows as they are now.
    struct Place
    {
        std::ptrdiff_t row = 0;
        size_t first = 0;
        size_t count = 0;
    };
    std::vector<Place> places;
    auto from = m_shown.cbegin();
    for (size_t each = 0; each < entering.size(); ++each) {
        from = std::upper_bound(from, m_shown.cend(), entering[each],
                                [this](int left, int right) { return isBefore(left, right); });
        const std::ptrdiff_t row = from - m_shown.cbegin();
        if (!places.empty() && places.back().row == row)
            ++places.back().count;
        else
            places.push_back({.row = row, .first = each, .count = 1});
    }

    if (places.size() > fewRuns) {
        // One run at the end, then all in order.
        std::vector<int> merged(m_shown.size() + entering.size());
        std::ranges::merge(m_shown, entering, merged.begin(),
                           [this](int left, int right) { return isBefore(left, right); });
        beginInsertRows({}, shownCount(), shownCount() + static_cast<int>(entering.size()) - 1);
        m_shown.insert(m_shown.end(), entering.cbegin(), entering.cend());
        forgetRows();
        endInsertRows();
        permute(std::move(merged));
        return;
    }
    std::ptrdiff_t shift = 0;
    for (const Place &place : places) {
        const auto row = place.row + shift;
        const auto first = entering.cbegin() + static_cast<std::ptrdiff_t>(place.first);
        const auto count = static_cast<std::ptrdiff_t>(place.count);
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(row + count) - 1);
        m_shown.insert(m_shown.begin() + row, first, first + count);
        forgetRows();
        endInsertRows();
        shift += count;
    }
}

/// The same rows in another order.
void RoomIndexModel::permute(std::vector<int> rows)
{
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QList<int> slotsBefore;
    slotsBefore.reserve(before.size());
    for (const QModelIndex &each : before)
        slotsBefore.append(m_shown[static_cast<size_t>(each.row())]);

    m_shown = std::move(rows);
    forgetRows();

    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype each = 0; each < before.size(); ++each)
        after.append(index(rowOfSlot(slotsBefore.at(each)), before.at(each).column()));
    changePersistentIndexList(before, after);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

int RoomIndexModel::rowOfSlot(int slot) const
{
    if (!m_rowsAreKnown) {
        m_rowOfSlot.assign(static_cast<size_t>(m_rooms.slotCount()), -1);
        for (size_t row = 0; row < m_shown.size(); ++row)
            m_rowOfSlot[static_cast<size_t>(m_shown[row])] = static_cast<int>(row);
        m_rowsAreKnown = true;
    }
    const auto at = static_cast<size_t>(slot);
    return at < m_rowOfSlot.size() ? m_rowOfSlot[at] : -1;
}

std::vector<int> RoomIndexModel::rowsOf(const QList<int> &slotNumbers) const
{
    std::vector<int> rows;
    for (const int slot : slotNumbers) {
        if (const int row = rowOfSlot(slot); row >= 0)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    return rows;
}

// --- filter and order

bool RoomIndexModel::accepts(int slot) const
{
    return m_filter.isEmpty() || m_filter.accepts(stored(slot), m_states.of(slot));
}

void RoomIndexModel::setFilterText(const QString &text)
{
    RoomFilter filter = m_filter;
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
    // By rows, which come in order: at each keystroke this goes over all rooms.
    std::vector<bool> isShown(static_cast<size_t>(m_rooms.slotCount()));
    std::vector<int> leaving;
    for (int row = 0; row < shownCount(); ++row) {
        isShown[static_cast<size_t>(slotAt(row))] = true;
        if (!accepts(slotAt(row)))
            leaving.push_back(row);
    }
    QList<int> entering;
    for (int slot = 0; slot < m_rooms.slotCount(); ++slot) {
        if (!isShown[static_cast<size_t>(slot)] && m_rooms.at(slot) != nullptr && accepts(slot))
            entering.append(slot);
    }
    m_isFiltering = true;
    dropRows(std::move(leaving));
    m_isFiltering = false;
    insertSlots(entering);
}

void RoomIndexModel::sortSlots(std::vector<int> &slotNumbers) const
{
    std::ranges::sort(slotNumbers, [this](int left, int right) { return isBefore(left, right); });
}

void RoomIndexModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= roomColumnCount)
        return;
    m_order.setColumn(static_cast<RoomColumn>(column), order);
    for (int slot = 0; slot < m_rooms.slotCount(); ++slot) {
        if (m_rooms.at(slot) != nullptr)
            m_order.takeColumn(slot, m_states.of(slot));
    }
    std::vector<int> sorted = m_shown;
    sortSlots(sorted);
    permute(std::move(sorted));
}

// --- lookups

QString RoomIndexModel::roomIdAt(int row) const
{
    return stored(m_shown[static_cast<size_t>(row)]).room.id;
}

std::optional<int> RoomIndexModel::rowOf(const QString &roomId) const
{
    const auto slot = m_rooms.slotOf(roomId);
    const int row = slot ? rowOfSlot(*slot) : -1;
    return row >= 0 ? std::optional(row) : std::nullopt;
}

int RoomIndexModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : shownCount();
}

int RoomIndexModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : roomColumnCount;
}

void RoomIndexModel::columnsChanged(std::initializer_list<RoomColumn> columns)
{
    if (m_shown.empty())
        return;
    for (const RoomColumn column : columns) {
        emit dataChanged(index(0, static_cast<int>(column)),
                         index(rowCount() - 1, static_cast<int>(column)));
    }
}

} // namespace roomkeeper::ui
