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

RoomIndexModel::RoomIndexModel(admin::RoomStore &rooms, const admin::DraftStore &drafts,
                               const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_rooms(rooms)
    , m_drafts(drafts)
    , m_clock(clock)
    , m_stateWords(stateText, tr("edited"))
    , m_matcher(m_filter, m_stateWords)
    , m_order(rooms)
    , m_rows(*this)
{
    connect(&m_rooms, &admin::RoomStore::roomsAdded, this, &RoomIndexModel::roomsTouched);
    connect(&m_rooms, &admin::RoomStore::roomsChanged, this, &RoomIndexModel::roomsTouched);
    connect(&m_rooms, &admin::RoomStore::roomsAboutToBeRemoved, this, &RoomIndexModel::roomsGone);

    connect(&m_drafts, &admin::DraftStore::changed, this, &RoomIndexModel::draftChanged);

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

void RoomIndexModel::draftChanged(const QString &roomId)
{
    if (const auto slot = m_rooms.slotOf(roomId)) {
        settle({*slot});
        emit countsChanged();
    }
}

void RoomIndexModel::roomsGone(const QList<int> &slotNumbers)
{
    m_rows.drop(m_rows.rowsOf({slotNumbers.cbegin(), slotNumbers.cend()}));
    for (const int slot : slotNumbers) {
        m_states.forget(slot);
        m_texts.remove(slot);
    }
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

    m_isEdited.resize(static_cast<size_t>(m_rooms.slotCount()));
    std::vector<int> leaving;
    std::vector<int> entering;
    std::vector<int> staying;
    for (const int slot : std::as_const(slotNumbers)) {
        m_isEdited[static_cast<size_t>(slot)] =
            m_drafts.count() > 0 && m_drafts.has(stored(slot).room.id);
        m_texts.set(slot, stored(slot));
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
    if (!leaving.empty() && m_rows.count() == 0)
        setFilter(m_wantedFilter);
    else
        settleAccents(slotNumbers);
}

/// Accents are ignored only while nothing matches otherwise, which rooms that were added or changed
/// may alter.
void RoomIndexModel::settleAccents(const QList<int> &slotNumbers)
{
    const auto filter = m_filter.ignoresAccents ? std::optional(m_wantedFilter)
                        : m_rows.count() == 0   ? m_wantedFilter.withoutAccents()
                                                : std::nullopt;
    if (!filter)
        return;
    const admin::RoomMatcher matcher(*filter, m_stateWords);
    if (std::ranges::any_of(slotNumbers, [&](int slot) { return accepts(matcher, slot); }))
        setFilter(m_wantedFilter);
}

void RoomIndexModel::merge(std::vector<int> newcomers)
{
    std::ranges::sort(newcomers, byOrder());
    m_rows.merge(newcomers, byOrder());
}

// --- filter and order

bool RoomIndexModel::accepts(int slot) const
{
    return m_filter.isEmpty() || accepts(m_matcher, slot);
}

bool RoomIndexModel::accepts(const admin::RoomMatcher &matcher, int slot) const
{
    const bool isEdited = m_isEdited[static_cast<size_t>(slot)];
    return matcher.needsParticipants()
               ? matcher.accepts(stored(slot), m_states.of(slot), isEdited)
               : matcher.accepts(m_texts.of(slot), m_states.of(slot), isEdited);
}

void RoomIndexModel::setFilterText(const QString &text)
{
    admin::RoomFilter filter = m_wantedFilter;
    filter.setText(text);
    if (filter != m_wantedFilter)
        setFilter(std::move(filter));
}

void RoomIndexModel::setChip(std::optional<admin::RoomState> chip, bool onlyEdited)
{
    admin::RoomFilter filter = m_wantedFilter;
    filter.chip = chip;
    filter.onlyEdited = onlyEdited;
    if (filter != m_wantedFilter)
        setFilter(std::move(filter));
}

/// If nothing matches, accents are ignored.
void RoomIndexModel::setFilter(admin::RoomFilter filter)
{
    m_wantedFilter = std::move(filter);
    show(m_wantedFilter);
    if (rowCount() > 0)
        return;
    if (const auto plain = m_wantedFilter.withoutAccents()) {
        show(*plain);
        if (rowCount() == 0) { // nothing matches either way
            m_filter = m_wantedFilter;
            m_matcher = admin::RoomMatcher(m_filter, m_stateWords);
        }
    }
}

void RoomIndexModel::show(const admin::RoomFilter &filter)
{
    m_filter = filter;
    m_matcher = admin::RoomMatcher(filter, m_stateWords);
    refilter();
}

void RoomIndexModel::refilter()
{
    // In the order of the slots, as the texts are in memory.
    std::vector<bool> isAccepted(static_cast<size_t>(m_rooms.slotCount()));
    for (int slot = 0; slot < m_rooms.slotCount(); ++slot)
        isAccepted[static_cast<size_t>(slot)] = m_texts.has(slot) && accepts(slot);
    std::vector<int> leaving;
    for (int row = 0; row < m_rows.count(); ++row) {
        if (!isAccepted[static_cast<size_t>(slotAt(row))])
            leaving.push_back(row);
        isAccepted[static_cast<size_t>(slotAt(row))] = false;
    }
    std::vector<int> entering; // accepted, and not shown yet
    for (int slot = 0; slot < m_rooms.slotCount(); ++slot) {
        if (isAccepted[static_cast<size_t>(slot)])
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

qsizetype RoomIndexModel::editedCount() const
{
    const QStringList edited = m_drafts.roomIds();
    return std::ranges::count_if(
        edited, [this](const QString &roomId) { return m_rooms.slotOf(roomId).has_value(); });
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
