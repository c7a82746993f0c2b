#pragma once

#include "admin/rooms/roomfield.h"
#include "admin/rooms/roomstore.h"

#include <QCollator>

#include <optional>
#include <vector>

namespace roomkeeper::admin {

/// The order of the rooms by a field, with keys that are computed once for a room and compared
/// often.
class RoomOrder
{
public:
    /// `rooms` outlives this.
    explicit RoomOrder(const RoomStore &rooms);

    RoomField field() const { return m_field; }
    Qt::SortOrder order() const { return m_order; }
    /// After this, updateField() must be called for each room.
    void setField(RoomField field, Qt::SortOrder order);

    /// Computes the keys of a room that was added or changed.
    void update(int slot, RoomState state);
    /// As update(), for a room whose name and tags have not changed.
    void updateField(int slot, RoomState state);

    bool isBefore(int left, int right) const;

private:
    using TextKeys = std::vector<std::optional<QCollatorSortKey>>;

    const TextKeys *textKeys() const;

    const RoomStore &m_rooms;
    RoomField m_field = RoomField::ValidFrom;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    QCollator m_collator;
    std::vector<qint64> m_keys; ///< of each slot, for the field
    // Of each slot, computed as rooms arrive: to collate all of them when the field is chosen takes
    // long.
    TextKeys m_nameKeys;
    TextKeys m_tagsKeys;
};

} // namespace roomkeeper::admin
