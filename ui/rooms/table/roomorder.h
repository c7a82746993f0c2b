#pragma once

#include "admin/rooms/roomstore.h"
#include "ui/rooms/table/roomcolumns.h"

#include <QCollator>

#include <optional>
#include <vector>

namespace roomkeeper::ui {

/// The order of the rooms by a column: keys that are made once for a room and compared often.
class RoomOrder
{
public:
    /// `rooms` outlives this.
    explicit RoomOrder(const admin::RoomStore &rooms);

    RoomColumn column() const { return m_column; }
    Qt::SortOrder order() const { return m_order; }
    /// The keys of the column are made by take() for each room again.
    void setColumn(RoomColumn column, Qt::SortOrder order);

    /// Makes the keys of a room that was added or changed.
    void take(int slot, admin::RoomState state);
    /// As take(), for a room whose name and tags are as they were.
    void takeColumn(int slot, admin::RoomState state);

    bool isBefore(int left, int right) const;

private:
    using TextKeys = std::vector<std::optional<QCollatorSortKey>>;

    const TextKeys *textKeys() const;

    const admin::RoomStore &m_rooms;
    RoomColumn m_column = RoomColumn::Opens;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    QCollator m_collator;
    std::vector<qint64> m_keys; ///< of each slot, for the column
    // Of each slot, kept as rooms come: to collate all of them when the column is chosen takes
    // long.
    TextKeys m_nameKeys;
    TextKeys m_tagsKeys;
};

} // namespace roomkeeper::ui
