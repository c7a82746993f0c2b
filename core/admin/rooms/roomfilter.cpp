#include "admin/rooms/roomfilter.h"

#include "admin/drafts/identifierinput.h"
#include "admin/rooms/roomid.h"
#include "base/searchtext.h"

#include <algorithm>

namespace roomkeeper::admin {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView statePrefix = "state:"_L1;
constexpr QLatin1StringView tagPrefix = "tag:"_L1;
constexpr QLatin1StringView isPrefix = "is:"_L1;
constexpr QLatin1StringView edited = "edited"_L1;

bool hasTag(QStringView searchText, QStringView beginning)
{
    // Each tag follows a newline; the last newline ends the text.
    for (qsizetype at = searchText.indexOf(u'\n'); at >= 0 && at + 1 < searchText.size();
         at = searchText.indexOf(u'\n', at + 1)) {
        if (searchText.sliced(at + 1).startsWith(beginning))
            return true;
    }
    return false;
}

bool hasAny(const StoredRoom &room, const QStringList &people)
{
    return room.roster
           && std::ranges::any_of(*room.roster, [&people](const acs::Participant &each) {
                  return people.contains(each.rawId);
              });
}

} // namespace

StateWords::StateWords(QString (*textOf)(RoomState), const QString &edited)
    : m_edited(searchText(edited))
{
    for (const RoomState state : allRoomStates) {
        const QString shown = searchText(textOf(state));
        m_words.at(static_cast<size_t>(state)) = {.shown = shown, .plain = withoutAccents(shown)};
    }
}

void RoomFilter::setText(const QString &text)
{
    ignoresAccents = false;
    roomIds = roomIdsIn(text);
    people = rawIdsIn(text);
    words = roomIds.isEmpty() && people.isEmpty() ? searchWords(text) : QStringList();
}

std::optional<RoomFilter> RoomFilter::withoutAccents() const
{
    if (words.isEmpty() || ignoresAccents)
        return {};
    RoomFilter filter = *this;
    filter.ignoresAccents = true;
    for (QString &word : filter.words)
        word = roomkeeper::withoutAccents(word);
    return filter;
}

RoomMatcher::RoomMatcher(const RoomFilter &filter, const StateWords &stateWords)
    : m_filter(filter)
{
    m_terms.reserve(static_cast<size_t>(filter.words.size()));
    for (const QString &word : filter.words)
        m_terms.push_back(termOf(word, stateWords, filter.ignoresAccents));
}

RoomMatcher::Term RoomMatcher::termOf(const QString &word, const StateWords &stateWords,
                                      bool ignoresAccents)
{
    Term term{.text = word};
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    term.mayBeInId = std::all_of(word.cbegin(), word.cend(), isDigit);
    term.meansEdited = word == edited || word == stateWords.edited();
    bool isOfState = false;
    if (word.startsWith(tagPrefix)) {
        term.kind = Term::Kind::Tag;
        term.text = word.sliced(tagPrefix.size());
        return term;
    }
    if (word.startsWith(isPrefix)) {
        term.kind = Term::Kind::Nowhere;
        const QString beginning = word.sliced(isPrefix.size());
        term.meansEdited =
            QString(edited).startsWith(beginning) || stateWords.edited().startsWith(beginning);
        return term;
    }
    if (word.startsWith(statePrefix)) {
        term.kind = Term::Kind::Nowhere;
        term.text = word.sliced(statePrefix.size());
        isOfState = true;
    }
    for (const RoomState state : allRoomStates) {
        const StateWords::Words &words = stateWords.of(state);
        const QString &shown = ignoresAccents ? words.plain : words.shown;
        term.states.at(static_cast<size_t>(state)) =
            isOfState ? QString(shown).remove(u' ').startsWith(term.text)
                      : shown.contains(term.text);
    }
    return term;
}

bool RoomMatcher::matches(const Term &term, const RoomText &room, RoomState state,
                          bool isEdited) const
{
    if (term.states.at(static_cast<size_t>(state)) || (isEdited && term.meansEdited))
        return true;
    const QStringView text = m_filter.ignoresAccents ? room.plain : room.text;
    switch (term.kind) {
    case Term::Kind::Nowhere:
        return false;
    case Term::Kind::Tag:
        return hasTag(text, term.text);
    case Term::Kind::Anywhere:
        break;
    }
    return (term.mayBeInId && room.id.contains(term.text)) || text.contains(term.text);
}

bool RoomMatcher::accepts(const StoredRoom &room, RoomState state, bool isEdited) const
{
    if (accepts(RoomText::of(room), state, isEdited))
        return true;
    return needsParticipants() && isOfChip(state, isEdited) && hasAny(room, m_filter.people);
}

bool RoomMatcher::accepts(const RoomText &room, RoomState state, bool isEdited) const
{
    if (!isOfChip(state, isEdited))
        return false;
    const QStringList &ids = m_filter.roomIds;
    if (ids.isEmpty() && m_filter.people.isEmpty()) {
        return std::ranges::all_of(
            m_terms, [&](const Term &term) { return matches(term, room, state, isEdited); });
    }
    // While a long ID is typed, its beginning may have the length of a whole one.
    return std::ranges::any_of(
        ids, [&room](const QString &id) { return room.id.contains(id) || room.text.contains(id); });
}

bool RoomMatcher::isOfChip(RoomState state, bool isEdited) const
{
    return (!m_filter.chip || *m_filter.chip == state) && (!m_filter.onlyEdited || isEdited);
}

} // namespace roomkeeper::admin
