#include "admin/rooms/roomtexts.h"

namespace roomkeeper::admin {

RoomText RoomText::of(const StoredRoom &room)
{
    return {.id = room.room.id, .text = room.searchText, .plain = room.plainSearchText};
}

void RoomTexts::set(int slot, const StoredRoom &room)
{
    const RoomText wanted = RoomText::of(room);
    if (has(slot)) {
        const RoomText present = of(slot);
        if (present.id == wanted.id && present.text == wanted.text && present.plain == wanted.plain)
            return;
        remove(slot);
    }
    if (static_cast<size_t>(slot) >= m_places.size())
        m_places.resize(static_cast<size_t>(slot) + 1);
    const bool isSame = wanted.plain == wanted.text;
    m_places[static_cast<size_t>(slot)] = {.begin = m_buffer.size(),
                                           .idSize = static_cast<int>(wanted.id.size()),
                                           .textSize = static_cast<int>(wanted.text.size()),
                                           .plainSize =
                                               isSame ? 0 : static_cast<int>(wanted.plain.size())};
    m_buffer += wanted.id;
    m_buffer += wanted.text;
    if (!isSame)
        m_buffer += wanted.plain;
    if (m_unused > m_buffer.size() / 2)
        compact();
}

void RoomTexts::remove(int slot)
{
    if (!has(slot))
        return;
    m_unused += m_places[static_cast<size_t>(slot)].size();
    m_places[static_cast<size_t>(slot)] = {};
}

RoomText RoomTexts::of(int slot) const
{
    const Place &place = m_places[static_cast<size_t>(slot)];
    const QStringView all = QStringView(m_buffer).sliced(place.begin, place.size());
    const QStringView text = all.sliced(place.idSize, place.textSize);
    return {.id = all.first(place.idSize),
            .text = text,
            .plain = place.plainSize > 0 ? all.last(place.plainSize) : text};
}

void RoomTexts::compact()
{
    QString buffer;
    buffer.reserve(m_buffer.size() - m_unused);
    for (Place &place : m_places) {
        const qsizetype begin = buffer.size();
        buffer += QStringView(m_buffer).sliced(place.begin, place.size());
        place.begin = begin;
    }
    m_buffer = std::move(buffer);
    m_unused = 0;
}

} // namespace roomkeeper::admin
