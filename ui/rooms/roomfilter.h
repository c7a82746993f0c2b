#pragma once

#include "admin/roomstate.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace roomkeeper::ui {

/// Which rooms the table shows: those that have the state of the pressed chip and meet every word
/// typed. A word is met by an id that contains it or by a state whose name contains it; a word
/// like `state:open` by a state whose name begins so. A value.
struct RoomFilter
{
    QStringList words = {}; ///< lower case, never empty strings
    std::optional<admin::RoomState> chip = {};

    /// Reads what was typed; the chip is not touched.
    void setText(const QString &text);

    bool isEmpty() const { return words.isEmpty() && !chip; }
    bool accepts(const QString &roomId, admin::RoomState state) const;

    bool operator==(const RoomFilter &) const = default;
};

} // namespace roomkeeper::ui
