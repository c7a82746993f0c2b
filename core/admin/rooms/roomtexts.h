#pragma once

#include "admin/rooms/roomstore.h"

#include <QString>
#include <QStringView>

#include <vector>

namespace roomkeeper::admin {

/// What filters search in a room.
struct RoomText
{
    QStringView id = {};
    QStringView text = {}; ///< name and tags: StoredRoom::searchText
    QStringView plain = {}; ///< without accents

    static RoomText of(const StoredRoom &room);
};

/// The texts of all rooms by their slots, one behind the other in memory: a filter reads all of
/// them at each keystroke, and would spend most of its time waiting for memory if they were
/// scattered.
class RoomTexts
{
public:
    /// The room in a slot was added or changed.
    void set(int slot, const StoredRoom &room);
    /// The room in a slot was removed.
    void remove(int slot);
    /// Whether there is a room in a slot.
    bool has(int slot) const
    {
        return static_cast<size_t>(slot) < m_places.size()
               && m_places[static_cast<size_t>(slot)].idSize > 0;
    }
    /// Valid until the next change.
    RoomText of(int slot) const;

private:
    struct Place
    {
        qsizetype begin = 0;
        int idSize = 0; ///< 0: no room
        int textSize = 0;
        int plainSize = 0; ///< 0: the same as the text

        qsizetype size() const { return qsizetype{idSize} + textSize + plainSize; }
    };

    void compact();

    QString m_buffer;
    std::vector<Place> m_places; ///< by slot
    qsizetype m_unused = 0; ///< characters of the buffer that no place has
};

} // namespace roomkeeper::admin
