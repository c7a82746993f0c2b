#pragma once

#include <QAbstractItemModel>

#include <algorithm>
#include <functional>
#include <vector>

namespace roomkeeper::ui {

/// The rows of a model, or the rows below one parent, as an index vector: which slot of the model's
/// data each row shows. A slot is a number from 0; a row shows one slot, and no two rows show the
/// same one.
///
/// Each change is announced in the name of the model, and the model's persistent indexes follow
/// their slots, so selection, current row and scroll position survive; the model is never reset. A
/// change of a few runs of rows is announced run by run. A scattered change is announced as one run
/// and one rearrangement, so that its cost does not grow with the number of runs.
///
/// The model's rowCount() returns count(). Main thread.
class RowIndex
{
public:
    /// The index that the rows are below, asked for at each change.
    using ParentIndex = std::function<QModelIndex()>;

    /// `model` outlives this. Without `parent`, these are the rows at the top.
    explicit RowIndex(QAbstractItemModel &model, ParentIndex parent = {});
    ~RowIndex() = default;
    Q_DISABLE_COPY_MOVE(RowIndex)

    int count() const { return static_cast<int>(m_slots.size()); }
    int slotAt(int row) const { return m_slots[static_cast<size_t>(row)]; }
    /// The slots, in the order of their rows.
    const std::vector<int> &slotNumbers() const { return m_slots; }
    /// -1 if no row shows the slot.
    int rowOf(int slot) const;
    /// The rows that show any of these slots, sorted.
    std::vector<int> rowsOf(const std::vector<int> &slotNumbers) const;

    /// Inserts rows for these slots before `row`; at the end if `row` is count().
    void insert(int row, const std::vector<int> &slotNumbers);
    /// Inserts each of the new slots where it belongs. Both the new slots and the rows are sorted
    /// by `isBefore`, a strict weak order of slots.
    template <class IsBefore>
    void merge(const std::vector<int> &newcomers, const IsBefore &isBefore);
    /// Removes rows; `rows` is sorted.
    void drop(const std::vector<int> &rows);
    /// Rearranges the rows; `slotNumbers` contains the same slots as before.
    void permute(std::vector<int> slotNumbers);
    /// Moves those of `rows` that no longer are where they belong by `isBefore`; `rows` is sorted,
    /// and so are all other rows, by `isBefore`.
    template <class IsBefore>
    void restoreOrder(const std::vector<int> &rows, const IsBefore &isBefore);
    /// Removes, inserts and rearranges, so that the rows are exactly these.
    void arrange(std::vector<int> slotNumbers);
    /// Moves rows below the parent of `target`, a RowIndex of the same model, after the rows that
    /// are there; `rows` is sorted.
    void moveTo(RowIndex &target, const std::vector<int> &rows);

    /// Emits dataChanged for all columns of these rows; `rows` is sorted.
    void notify(const std::vector<int> &rows);

private:
    /// Consecutive rows, or consecutive entries of a list that go before one row.
    struct Run
    {
        int row = 0;
        int first = 0; ///< the first entry of the list
        int count = 0;
    };

    static std::vector<Run> runsOf(const std::vector<int> &sortedRows);
    static bool areFew(const std::vector<Run> &runs);
    /// Adds the next newcomer to the runs to be inserted.
    static void addNewcomer(std::vector<Run> &runs, int row);
    void insertRuns(const std::vector<Run> &runs, const std::vector<int> &newcomers);
    std::vector<Run> gatherIfScattered(const std::vector<int> &rows);
    void dropAllBut(const std::vector<int> &slotNumbers);
    template <class IsBefore>
    bool isInOrder(int row, const IsBefore &isBefore) const;
    QModelIndex parentIndex() const { return m_parent ? m_parent() : QModelIndex(); }
    void forgetRows() { m_rowsAreKnown = false; }

    QAbstractItemModel &m_model;
    ParentIndex m_parent;
    std::vector<int> m_slots; ///< of each row
    int m_slotBound = 0; ///< above every slot shown so far
    // The row of each slot, or -1. Computed when it is needed after rows have moved.
    mutable std::vector<int> m_rowOfSlot;
    mutable bool m_rowsAreKnown = false;
};

template <class IsBefore>
void RowIndex::merge(const std::vector<int> &newcomers, const IsBefore &isBefore)
{
    std::vector<Run> runs;
    auto from = m_slots.cbegin();
    for (const int slot : newcomers) {
        from = std::upper_bound(from, m_slots.cend(), slot, isBefore);
        addNewcomer(runs, static_cast<int>(from - m_slots.cbegin()));
    }
    if (areFew(runs)) {
        insertRuns(runs, newcomers);
        return;
    }
    std::vector<int> merged(m_slots.size() + newcomers.size());
    std::merge(m_slots.cbegin(), m_slots.cend(), newcomers.cbegin(), newcomers.cend(),
               merged.begin(), isBefore);
    insert(count(), newcomers);
    permute(std::move(merged));
}

template <class IsBefore>
void RowIndex::restoreOrder(const std::vector<int> &rows, const IsBefore &isBefore)
{
    if (std::ranges::all_of(rows, [&](int row) { return isInOrder(row, isBefore); }))
        return;
    std::vector<int> moved;
    std::vector<int> others;
    moved.reserve(rows.size());
    others.reserve(m_slots.size() - rows.size());
    auto next = rows.cbegin();
    for (int row = 0; row < count(); ++row) {
        const bool isMoved = next != rows.cend() && *next == row;
        (isMoved ? moved : others).push_back(slotAt(row));
        if (isMoved)
            ++next;
    }
    std::ranges::sort(moved, isBefore);
    std::vector<int> merged(m_slots.size());
    std::merge(others.cbegin(), others.cend(), moved.cbegin(), moved.cend(), merged.begin(),
               isBefore);
    permute(std::move(merged));
}

template <class IsBefore>
bool RowIndex::isInOrder(int row, const IsBefore &isBefore) const
{
    return (row == 0 || isBefore(slotAt(row - 1), slotAt(row)))
           && (row + 1 == count() || isBefore(slotAt(row), slotAt(row + 1)));
}

} // namespace roomkeeper::ui
