#include "base/quotable.h"

#include <QChar>
#include <QList>

#include <algorithm>
#include <iterator>

namespace roomkeeper {

namespace {

constexpr char16_t firstStrongIsolate = u'\u2068';
constexpr char16_t popDirectionalIsolate = u'\u2069';
constexpr char16_t ellipsis = u'\u2026';

/// Between the parts of an emoji, and between letters of some scripts.
bool isJoiner(char32_t character)
{
    constexpr char32_t zeroWidthNonJoiner = 0x200C;
    constexpr char32_t zeroWidthJoiner = 0x200D;
    return character == zeroWidthNonJoiner || character == zeroWidthJoiner;
}

bool isRightToLeft(char32_t character)
{
    switch (QChar::direction(character)) {
    case QChar::DirR:
    case QChar::DirAL:
    case QChar::DirAN:
        return true;
    default:
        return false;
    }
}

bool hasRightToLeft(const QString &text)
{
    return std::ranges::any_of(text.toUcs4(),
                               [](uint character) { return isRightToLeft(character); });
}

/// The first and the last characters; never half of a surrogate pair.
QString elided(const QString &text, qsizetype maxLength)
{
    if (text.size() <= maxLength)
        return text;
    qsizetype head = (maxLength - 1) / 2;
    qsizetype tail = maxLength - 1 - head;
    if (text.at(head - 1).isHighSurrogate())
        --head;
    if (text.at(text.size() - tail).isLowSurrogate())
        --tail;
    return text.first(head).trimmed() + QChar(ellipsis) + text.last(tail).trimmed();
}

} // namespace

bool isInvisible(char32_t character)
{
    if (isJoiner(character))
        return false;
    // Letters and symbols that are drawn as nothing: Hangul fillers and the blank Braille pattern.
    constexpr char32_t fillers[] = {0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0};
    if (std::ranges::find(fillers, character) != std::end(fillers))
        return true;
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
        return true;
    default:
        return false;
    }
}

QString visibleText(const QString &text)
{
    QString visible;
    visible.reserve(text.size());
    const QString line = text.simplified();
    bool isBlank = true;
    for (qsizetype at = 0; at < line.size(); ++at) {
        char32_t character = line.at(at).unicode();
        const QChar next = at + 1 < line.size() ? line.at(at + 1) : QChar();
        if (QChar::isHighSurrogate(character) && next.isLowSurrogate()) {
            character = QChar::surrogateToUcs4(line.at(at), next);
            ++at;
        }
        if (isInvisible(character))
            continue;
        isBlank = isBlank && isJoiner(character);
        visible += QChar::fromUcs4(character);
    }
    return isBlank ? QString() : visible.simplified();
}

QString quotable(const QString &text, qsizetype maxLength)
{
    QString visible = elided(visibleText(text), maxLength);
    if (!hasRightToLeft(visible))
        return visible;
    return QChar(firstStrongIsolate) + visible + QChar(popDirectionalIsolate);
}

} // namespace roomkeeper
