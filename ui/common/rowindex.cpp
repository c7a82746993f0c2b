#include "ui/common/rowindex.h"

#include <QList>

#include <utility>

namespace roomkeeper::ui {

namespace {

/// Up to this many runs of rows are announced one by one.
constexpr size_t fewRuns = 16;

/// The protected functions with which a model announces its changes. Pointers to them can be named
/// in a derived class only, and called for every model.
struct ModelAccess : QAbstractItemModel
{
    static constexpr auto beginInsert = &ModelAccess::beginInsertRows;
    static constexpr auto endInsert = &ModelAccess::endInsertRows;
    static constexpr auto beginRemove = &ModelAccess::beginRemoveRows;
    static constexpr auto endRemove = &ModelAccess::endRemoveRows;
    static constexpr auto beginMove = &ModelAccess::beginMoveRows;
    static constexpr auto endMove = &ModelAccess::endMoveRows;
    static constexpr auto persistent = &ModelAccess::persistentIndexList;
    static constexpr auto changePersistent = &ModelAccess::changePersistentIndexList;
};

} // namespace

RowIndex::RowIndex(QAbstractItemModel &model, ParentIndex parent)
    : m_model(model)
    , m_parent(std::move(parent))
{
}

// --- lookups

int RowIndex::rowOf(int slot) const
{
    if (!m_rowsAreKnown) {
        m_rowOfSlot.assign(static_cast<size_t>(m_slotBound), -1);
        for (size_t row = 0; row < m_slots.size(); ++row)
            m_rowOfSlot[static_cast<size_t>(m_slots[row])] = static_cast<int>(row);
        m_rowsAreKnown = true;
    }
    return slot < m_slotBound ? m_rowOfSlot[static_cast<size_t>(slot)] : -1;
}

std::vector<int> RowIndex::rowsOf(const std::vector<int> &slotNumbers) const
{
    std::vector<int> rows;
    for (const int slot : slotNumbers) {
        if (const int row = rowOf(slot); row >= 0)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

// --- runs

std::vector<RowIndex::Run> RowIndex::runsOf(const std::vector<int> &sortedRows)
{
    std::vector<Run> runs;
    int entry = 0;
    for (const int row : sortedRows) {
        if (!runs.empty() && runs.back().row + runs.back().count == row)
            ++runs.back().count;
        else
            runs.push_back({.row = row, .first = entry, .count = 1});
        ++entry;
    }
    return runs;
}

bool RowIndex::areFew(const std::vector<Run> &runs)
{
    return runs.size() <= fewRuns;
}

void RowIndex::addNewcomer(std::vector<Run> &runs, int row)
{
    if (!runs.empty() && runs.back().row == row) {
        ++runs.back().count;
        return;
    }
    const int entry = runs.empty() ? 0 : runs.back().first + runs.back().count;
    runs.push_back({.row = row, .first = entry, .count = 1});
}

void RowIndex::insertRuns(const std::vector<Run> &runs, const std::vector<int> &newcomers)
{
    int shift = 0;
    for (const Run &run : runs) {
        const auto first = newcomers.cbegin() + run.first;
        insert(run.row + shift, std::vector<int>(first, first + run.count));
        shift += run.count;
    }
}

/// The runs of the rows. If there are many, they are moved to the end first, in the order they
/// have, where they are one run.
std::vector<RowIndex::Run> RowIndex::gatherIfScattered(const std::vector<int> &rows)
{
    std::vector<Run> runs = runsOf(rows);
    if (areFew(runs))
        return runs;
    std::vector<int> arranged;
    std::vector<int> gathered;
    arranged.reserve(m_slots.size());
    gathered.reserve(rows.size());
    auto next = rows.cbegin();
    for (int row = 0; row < count(); ++row) {
        const bool isOne = next != rows.cend() && *next == row;
        (isOne ? gathered : arranged).push_back(slotAt(row));
        if (isOne)
            ++next;
    }
    const Run run{.row = static_cast<int>(arranged.size()),
                  .first = 0,
                  .count = static_cast<int>(gathered.size())};
    arranged.insert(arranged.end(), gathered.cbegin(), gathered.cend());
    permute(std::move(arranged));
    return {run};
}

// --- changes

void RowIndex::insert(int row, const std::vector<int> &slotNumbers)
{
    if (slotNumbers.empty())
        return;
    (m_model.*ModelAccess::beginInsert)(parentIndex(), row,
                                        row + static_cast<int>(slotNumbers.size()) - 1);
    m_slots.insert(m_slots.begin() + row, slotNumbers.cbegin(), slotNumbers.cend());
    m_slotBound = std::max(m_slotBound, *std::ranges::max_element(slotNumbers) + 1);
    forgetRows();
    (m_model.*ModelAccess::endInsert)();
}

void RowIndex::drop(const std::vector<int> &rows)
{
    const std::vector<Run> runs = gatherIfScattered(rows);
    // From the end, so that the numbers of the rows still to be removed stay valid.
    std::for_each(runs.rbegin(), runs.rend(), [this](const Run &run) {
        (m_model.*ModelAccess::beginRemove)(parentIndex(), run.row, run.row + run.count - 1);
        const auto first = m_slots.begin() + run.row;
        m_slots.erase(first, first + run.count);
        forgetRows();
        (m_model.*ModelAccess::endRemove)();
    });
}

void RowIndex::permute(std::vector<int> slotNumbers)
{
    if (slotNumbers == m_slots)
        return;
    const QModelIndex parent = parentIndex();
    QList<QPersistentModelIndex> parents;
    if (parent.isValid())
        parents << parent;
    emit m_model.layoutAboutToBeChanged(parents, QAbstractItemModel::VerticalSortHint);

    QModelIndexList before = (m_model.*ModelAccess::persistent)();
    before.removeIf([&parent](const QModelIndex &each) { return each.parent() != parent; });
    std::vector<int> slotsBefore;
    slotsBefore.reserve(static_cast<size_t>(before.size()));
    for (const QModelIndex &each : std::as_const(before))
        slotsBefore.push_back(slotAt(each.row()));

    m_slots = std::move(slotNumbers);
    forgetRows();

    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype each = 0; each < before.size(); ++each) {
        after.append(m_model.index(rowOf(slotsBefore[static_cast<size_t>(each)]),
                                   before.at(each).column(), parent));
    }
    (m_model.*ModelAccess::changePersistent)(before, after);
    emit m_model.layoutChanged(parents, QAbstractItemModel::VerticalSortHint);
}

void RowIndex::arrange(std::vector<int> slotNumbers)
{
    dropAllBut(slotNumbers);
    std::vector<Run> runs;
    std::vector<int> newcomers;
    bool staysInOrder = true;
    int row = 0;
    for (const int slot : slotNumbers) {
        if (rowOf(slot) < 0) {
            newcomers.push_back(slot);
            addNewcomer(runs, row);
        } else {
            staysInOrder = staysInOrder && slotAt(row) == slot;
            ++row;
        }
    }
    if (staysInOrder && areFew(runs)) {
        insertRuns(runs, newcomers);
        return;
    }
    insert(count(), newcomers);
    permute(std::move(slotNumbers));
}

void RowIndex::dropAllBut(const std::vector<int> &slotNumbers)
{
    std::vector<bool> stays(static_cast<size_t>(m_slotBound));
    for (const int slot : slotNumbers) {
        if (slot < m_slotBound)
            stays[static_cast<size_t>(slot)] = true;
    }
    std::vector<int> leaving;
    for (int row = 0; row < count(); ++row) {
        if (!stays[static_cast<size_t>(slotAt(row))])
            leaving.push_back(row);
    }
    drop(leaving);
}

void RowIndex::moveTo(RowIndex &target, const std::vector<int> &rows)
{
    const std::vector<Run> runs = gatherIfScattered(rows);
    // Each run before the one that was moved before it, so that their order stays.
    const int end = target.count();
    std::for_each(runs.rbegin(), runs.rend(), [&](const Run &run) {
        [[maybe_unused]] const bool isPossible = (m_model.*ModelAccess::beginMove)(
            parentIndex(), run.row, run.row + run.count - 1, target.parentIndex(), end);
        Q_ASSERT(isPossible);
        const auto first = m_slots.begin() + run.row;
        const auto last = first + run.count;
        target.m_slots.insert(target.m_slots.begin() + end, first, last);
        target.m_slotBound = std::max(target.m_slotBound, m_slotBound);
        m_slots.erase(first, last);
        forgetRows();
        target.forgetRows();
        (m_model.*ModelAccess::endMove)();
    });
}

void RowIndex::notify(const std::vector<int> &rows)
{
    if (rows.empty())
        return;
    const QModelIndex parent = parentIndex();
    const int lastColumn = m_model.columnCount(parent) - 1;
    const auto changed = [&](int first, int last) {
        emit m_model.dataChanged(m_model.index(first, 0, parent),
                                 m_model.index(last, lastColumn, parent));
    };
    const std::vector<Run> runs = runsOf(rows);
    if (!areFew(runs)) {
        changed(rows.front(), rows.back());
        return;
    }
    for (const Run &run : runs)
        changed(run.row, run.row + run.count - 1);
}

} // namespace roomkeeper::ui
