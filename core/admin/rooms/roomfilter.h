#pragma once

#include "admin/rooms/roomstate.h"
#include "admin/rooms/roomstore.h"
#include "admin/rooms/roomtexts.h"

#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace roomkeeper::admin {

/// The texts of the states in the language of the window, prepared for filtering.
class StateWords
{
public:
    /// `textOf` gives the text that is shown for a state: "Ending soon"; `edited` is the word for
    /// rooms with pending changes.
    explicit StateWords(QString (*textOf)(RoomState), const QString &edited = {});

    struct Words
    {
        QString shown; ///< as searchText(): "ending soon"
        QString plain; ///< without accents
    };
    const Words &of(RoomState state) const { return m_words.at(static_cast<size_t>(state)); }
    /// In the language of the window; "edited" works in every language.
    const QString &edited() const { return m_edited; }

private:
    std::array<Words, allRoomStates.size()> m_words;
    QString m_edited;
};

/// Which rooms are shown: those of the selected chip that match every word of a text. A word
/// matches a room whose ID, name, tags or state contain it; `state:open` matches the beginning of
/// the state, `tag:vip` the beginning of a tag, `is:edited` and `edited` the rooms with pending
/// changes. If the text has whole room IDs or identifiers, it matches these rooms, and those known
/// to have one of these participants, whatever else it says. A value.
struct RoomFilter
{
    QStringList words = {}; ///< as searchText(), no empty strings
    QStringList roomIds = {};
    QStringList people = {}; ///< raw IDs
    std::optional<RoomState> chip = {};
    bool onlyEdited = false; ///< the chip *Edited*
    /// For texts that match nothing otherwise.
    bool ignoresAccents = false;

    /// Splits the text into words; the chip is unchanged, accents count.
    void setText(const QString &text);

    bool hasText() const { return !words.isEmpty() || !roomIds.isEmpty() || !people.isEmpty(); }
    bool isEmpty() const { return !hasText() && !chip && !onlyEdited; }
    /// The same filter, with which accents are ignored; absent if that can't match more.
    std::optional<RoomFilter> withoutAccents() const;

    bool operator==(const RoomFilter &) const = default;
};

/// A filter prepared for many rooms.
class RoomMatcher
{
public:
    RoomMatcher(const RoomFilter &filter, const StateWords &stateWords);

    bool accepts(const StoredRoom &room, RoomState state, bool isEdited = false) const;
    /// The same, if the participants don't matter.
    bool accepts(const RoomText &text, RoomState state, bool isEdited) const;
    bool needsParticipants() const { return !m_filter.people.isEmpty(); }

private:
    /// A word, with everything that does not depend on the room.
    struct Term
    {
        enum class Kind { Anywhere, Tag, Nowhere };
        Kind kind = Kind::Anywhere; ///< where it is searched, unless the state already matches
        QString text = {};
        bool mayBeInId = false; ///< digits only
        bool meansEdited = false;
        std::array<bool, allRoomStates.size()> states = {}; ///< whether it matches each state
    };

    static Term termOf(const QString &word, const StateWords &stateWords, bool ignoresAccents);
    bool matches(const Term &term, const RoomText &room, RoomState state, bool isEdited) const;

    bool isOfChip(RoomState state, bool isEdited) const;

    RoomFilter m_filter;
    std::vector<Term> m_terms;
};

} // namespace roomkeeper::admin
