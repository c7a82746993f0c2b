#pragma once

#include "admin/rooms/roomstate.h"
#include "admin/rooms/roomstore.h"

#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace roomkeeper::admin {

/// The texts of the states in the language of the window, prepared for filtering.
class StateWords
{
public:
    /// `textOf` gives the text that is shown for a state: "Ending soon".
    explicit StateWords(QString (*textOf)(RoomState));

    /// In lower case: "ending soon".
    const QString &shown(RoomState state) const { return at(state).shown; }
    /// Without spaces, for `state:endingsoon`.
    const QString &joined(RoomState state) const { return at(state).joined; }

private:
    struct Words
    {
        QString shown;
        QString joined;
    };

    const Words &at(RoomState state) const { return m_words.at(static_cast<size_t>(state)); }

    std::array<Words, allRoomStates.size()> m_words;
};

/// Which rooms are shown: those that have the selected state and match every word. A word matches a
/// room whose ID, name, tags or state contain it; `state:open` matches the beginning of the state,
/// `tag:vip` the beginning of a tag. A value.
struct RoomFilter
{
    QStringList words = {}; ///< lower case, no empty strings
    std::optional<RoomState> chip = {};

    /// Splits the text into words; the chip is unchanged.
    void setText(const QString &text);

    bool isEmpty() const { return words.isEmpty() && !chip; }
    bool accepts(const StoredRoom &room, RoomState state, const StateWords &stateWords) const;

    bool operator==(const RoomFilter &) const = default;
};

} // namespace roomkeeper::admin
