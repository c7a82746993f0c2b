#include "admin/rooms/roomorder.h"

namespace roomkeeper::admin {

RoomOrder::RoomOrder(const RoomStore &rooms)
    : m_rooms(rooms)
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true); // "Loop 7" before "Loop 14"
}

void RoomOrder::setField(RoomField field, Qt::SortOrder order)
{
    m_field = field;
    m_order = order;
}

void RoomOrder::update(int slot, RoomState state)
{
    const auto at = static_cast<size_t>(slot);
    if (const auto slotCount = static_cast<size_t>(m_rooms.slotCount());
        slotCount > m_keys.size()) {
        m_keys.resize(slotCount);
        m_nameKeys.resize(slotCount);
        m_tagsKeys.resize(slotCount);
    }
    const auto keyOf = [this, slot](RoomField field) -> std::optional<QCollatorSortKey> {
        const QString text = annotationText(field, m_rooms.at(slot)->annotation);
        return text.isEmpty() ? std::nullopt : std::optional(m_collator.sortKey(text));
    };
    m_nameKeys[at] = keyOf(RoomField::Name);
    m_tagsKeys[at] = keyOf(RoomField::Tags);
    updateField(slot, state);
}

void RoomOrder::updateField(int slot, RoomState state)
{
    m_keys[static_cast<size_t>(slot)] = sortKey(m_field, *m_rooms.at(slot), state);
}

bool RoomOrder::isBefore(int left, int right) const
{
    const bool isAscending = m_order == Qt::AscendingOrder;
    const qint64 leftKey = m_keys[static_cast<size_t>(left)];
    const qint64 rightKey = m_keys[static_cast<size_t>(right)];
    if (const TextKeys *texts = textKeys()) {
        // What has no name or no tag comes last either way.
        if (leftKey != rightKey)
            return leftKey < rightKey;
        const auto &leftText = (*texts)[static_cast<size_t>(left)];
        const auto &rightText = (*texts)[static_cast<size_t>(right)];
        const int order = leftText && rightText ? leftText->compare(*rightText) : 0;
        if (order != 0)
            return (order < 0) == isAscending;
    } else if (leftKey != rightKey) {
        return (leftKey < rightKey) == isAscending;
    }
    // Equal ones keep the same order whichever way the field is sorted.
    return left != right && m_rooms.at(left)->room.id < m_rooms.at(right)->room.id;
}

const RoomOrder::TextKeys *RoomOrder::textKeys() const
{
    if (m_field == RoomField::Name)
        return &m_nameKeys;
    return m_field == RoomField::Tags ? &m_tagsKeys : nullptr;
}

} // namespace roomkeeper::admin
