#include "admin/rooms/roomfilter.h"

#include <QRegularExpression>

#include <algorithm>

namespace roomkeeper::admin {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView statePrefix = "state:"_L1;
constexpr QLatin1StringView tagPrefix = "tag:"_L1;

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

bool matches(const QString &word, const StoredRoom &room, RoomState state, const StateWords &words)
{
    if (word.startsWith(statePrefix))
        return words.joined(state).startsWith(QStringView(word).sliced(statePrefix.size()));
    if (word.startsWith(tagPrefix))
        return hasTag(room.searchText, QStringView(word).sliced(tagPrefix.size()));
    return room.room.id.contains(word) || room.searchText.contains(word)
           || words.shown(state).contains(word);
}

} // namespace

StateWords::StateWords(QString (*textOf)(RoomState))
{
    for (const RoomState state : allRoomStates) {
        const QString shown = textOf(state).toLower();
        m_words.at(static_cast<size_t>(state)) = {.shown = shown,
                                                  .joined = QString(shown).remove(u' ')};
    }
}

void RoomFilter::setText(const QString &text)
{
    static const QRegularExpression blanks(u"\\s+"_s);
    words = text.toLower().split(blanks, Qt::SkipEmptyParts);
}

bool RoomFilter::accepts(const StoredRoom &room, RoomState state,
                         const StateWords &stateWords) const
{
    if (chip && *chip != state)
        return false;
    return std::ranges::all_of(
        words, [&](const QString &word) { return matches(word, room, state, stateWords); });
}

} // namespace roomkeeper::admin
