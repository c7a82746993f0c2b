#pragma once

#include "admin/rooms/roomstate.h"
#include "admin/rooms/roomstore.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace roomkeeper::ui {

/// Which rooms the table shows: those that have the state of the pressed chip and meet every word
/// typed. A word is met by an id, a name, a tag or the name of a state that contains it; a word
/// like `state:open` by a state whose name begins so, one like `tag:vip` by a tag. A value.
struct RoomFilter
{
    QStringList words = {}; ///< lower case, never empty strings
    std::optional<admin::RoomState> chip = {};

    /// Reads what was typed; the chip is not touched.
    void setText(const QString &text);

    bool isEmpty() const { return words.isEmpty() && !chip; }
    bool accepts(const admin::StoredRoom &room, admin::RoomState state) const;

    bool operator==(const RoomFilter &) const = default;
};

} // namespace roomkeeper::ui
