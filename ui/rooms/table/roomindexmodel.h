#pragma once

#include "admin/drafts/draftstore.h"
#include "admin/rooms/roomfilter.h"
#include "admin/rooms/roomorder.h"
#include "admin/rooms/roomstates.h"
#include "admin/rooms/roomstore.h"
#include "base/clock.h"
#include "ui/common/rowindex.h"
#include "ui/rooms/table/roomcolumns.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <optional>
#include <vector>

namespace roomkeeper::ui {

/// Which rooms of a connection are shown, and in which order: a RowIndex of the slots of its
/// RoomStore, never reset, so selection and scroll position survive each change. A timer keeps the
/// states up to date as time passes: it waits for the next room whose state changes, and fires once
/// a second at most. RoomTableModel adds the texts of the cells.
class RoomIndexModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// All outlive this.
    RoomIndexModel(admin::RoomStore &rooms, const admin::DraftStore &drafts, const Clock &clock,
                   QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomIndexModel)

    void setFilterText(const QString &text);
    /// No value: rooms in every state. `onlyEdited`: rooms with pending changes.
    void setChip(std::optional<admin::RoomState> chip, bool onlyEdited = false);
    /// As it was entered.
    const admin::RoomFilter &filter() const { return m_wantedFilter; }
    /// Whether rows are being removed because the filter no longer matches them (otherwise: because
    /// their rooms were removed).
    bool isFiltering() const { return m_isFiltering; }

    QString roomIdAt(int row) const;
    /// No value if the room is not known or not shown.
    std::optional<int> rowOf(const QString &roomId) const;
    /// The number of rooms in a state, shown or not.
    qsizetype count(admin::RoomState state) const { return m_states.count(state); }
    qsizetype roomCount() const { return m_rooms.count(); }
    /// The number of rooms with pending changes, shown or not.
    qsizetype editedCount() const;

    RoomColumn sortedColumn() const { return m_sortedColumn; }
    Qt::SortOrder sortOrder() const { return m_order.order(); }
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;

public slots:
    /// Updates the states; called by the timer.
    void updateStates();

signals:
    /// The number of rooms, in a state or in total, may have changed.
    void countsChanged();

protected:
    int slotAt(int row) const { return m_rows.slotAt(row); }
    const admin::StoredRoom &stored(int slot) const { return *m_rooms.at(slot); }
    admin::RoomState stateOf(int slot) const { return m_states.of(slot); }
    const Clock &clock() const { return m_clock; }
    const admin::DraftStore &drafts() const { return m_drafts; }
    void columnsChanged(std::initializer_list<RoomColumn> columns);

private:
    void roomsTouched(const QList<int> &slotNumbers);
    void roomsGone(const QList<int> &slotNumbers);
    void draftChanged(const QString &roomId);
    void settle(QList<int> slotNumbers);
    void settleAccents(const QList<int> &slotNumbers);
    void setFilter(admin::RoomFilter filter);
    void show(const admin::RoomFilter &filter);
    void refilter();
    void merge(std::vector<int> newcomers);
    void aimTimer();

    bool accepts(int slot) const;
    bool accepts(const admin::RoomMatcher &matcher, int slot) const;
    auto byOrder() const
    {
        return [this](int left, int right) { return m_order.isBefore(left, right); };
    }

    admin::RoomStore &m_rooms;
    const admin::DraftStore &m_drafts;
    const Clock &m_clock;
    admin::RoomStates m_states;
    // By slot, because each keystroke in the filter checks all rooms.
    admin::RoomTexts m_texts;
    std::vector<bool> m_isEdited;
    admin::RoomFilter m_filter; ///< what is shown; may ignore accents
    admin::RoomFilter m_wantedFilter; ///< as it was entered
    admin::StateWords m_stateWords;
    admin::RoomMatcher m_matcher; ///< of m_filter
    admin::RoomOrder m_order;
    RoomColumn m_sortedColumn = RoomColumn::ValidFrom;
    bool m_isFiltering = false;
    RowIndex m_rows;
    QTimer m_stateTimer;
};

} // namespace roomkeeper::ui
