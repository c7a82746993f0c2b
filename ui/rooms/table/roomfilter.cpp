#include "ui/rooms/table/roomfilter.h"

#include "ui/rooms/table/statetext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView statePrefix = "state:"_L1;
constexpr QLatin1StringView tagPrefix = "tag:"_L1;

/// The names of a state that a word is held against: as shown and without blanks, so that both
/// "ending" and "state:endingsoon" are met.
struct StateWords
{
    QString shown;
    QString joined;
};

StateWords wordsOf(admin::RoomState state)
{
    const QString shown = stateText(state).toLower();
    return {.shown = shown, .joined = QString(shown).remove(u' ')};
}

/// Written once a run: a filter goes over every room at each keystroke.
const StateWords &cachedWordsOf(admin::RoomState state)
{
    static const std::array<StateWords, allStates.size()> words = [] {
        std::array<StateWords, allStates.size()> all;
        for (const admin::RoomState each : allStates)
            all.at(static_cast<size_t>(each)) = wordsOf(each);
        return all;
    }();
    return words.at(static_cast<size_t>(state));
}

bool hasTag(const QString &searchText, QStringView beginning)
{
    // Each tag follows a newline; the last newline ends the text.
    for (qsizetype at = searchText.indexOf(u'\n'); at >= 0 && at + 1 < searchText.size();
         at = searchText.indexOf(u'\n', at + 1)) {
        if (QStringView(searchText).sliced(at + 1).startsWith(beginning))
            return true;
    }
    return false;
}

bool meets(const QString &word, const admin::StoredRoom &room, const StateWords &state)
{
    if (word.startsWith(statePrefix))
        return state.joined.startsWith(QStringView(word).sliced(statePrefix.size()));
    if (word.startsWith(tagPrefix))
        return hasTag(room.searchText, QStringView(word).sliced(tagPrefix.size()));
    return room.room.id.contains(word) || room.searchText.contains(word)
           || state.shown.contains(word);
}

} // namespace

void RoomFilter::setText(const QString &text)
{
    static const QRegularExpression blanks(u"\\s+"_s);
    words = text.toLower().split(blanks, Qt::SkipEmptyParts);
}

bool RoomFilter::accepts(const admin::StoredRoom &room, admin::RoomState state) const
{
    if (chip && *chip != state)
        return false;
    const StateWords &stateWords = cachedWordsOf(state);
    return std::ranges::all_of(words,
                               [&](const QString &word) { return meets(word, room, stateWords); });
}

} // namespace roomkeeper::ui
