#include "base/inputcleaner.h"

#include "base/qtversions.h"
#include "base/quotable.h"

#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <utility>

namespace roomkeeper {

using namespace Qt::StringLiterals;

namespace {

/// A stretch of a text.
struct Span
{
    qsizetype begin = 0;
    qsizetype end = 0;

    qsizetype size() const { return end - begin; }
};

/// Keeps one stretch, and overwrites what was behind it.
void keep(QString &text, Span span)
{
    if (span.size() == text.size())
        return;
    QChar *data = text.data();
    std::copy(data + span.begin, data + span.end, data);
    std::fill(data + span.size(), data + text.size(), QChar());
    text.truncate(span.size());
}

bool isLineEnd(char32_t c)
{
    return c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == 0x85
           || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

/// Characters without a compatibility mapping that look like an ASCII one.
char32_t lookAlike(char32_t c)
{
    switch (c) {
    case 0x02D7: // modifier letter minus
    case 0x2043: // hyphen bullet
    case 0x2212: // minus
        return '-';
    case 0x02F8: // modifier letter colon
    case 0x2236: // ratio
    case 0xA789: // modifier letter colon
        return ':';
    case 0x2044: // fraction slash
    case 0x2215: // division slash
    case 0x29F8: // big solidus
        return '/';
    default:
        return 0;
    }
}

/// The ASCII form of a character; the character itself if there is none, 0 if it is invisible.
char32_t plainForm(char32_t c)
{
    if (isLineEnd(c))
        return c == '\r' ? c : '\n';
    if (c < 0x80)
        return c == '\t' || c >= ' ' ? (c == 0x7F ? 0 : c) : 0;
    if (const char32_t plain = lookAlike(c))
        return plain;
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Separator_Space)
        return ' ';
    if (category == QChar::Punctuation_Dash)
        return '-';
    if (category == QChar::Number_DecimalDigit)
        return static_cast<char32_t>('0' + QChar::digitValue(c));
    constexpr char32_t zeroWidthNonJoiner = 0x200C;
    constexpr char32_t zeroWidthJoiner = 0x200D;
    constexpr char32_t graphemeJoiner = 0x034F;
    const bool isSelector = c >= 0xFE00 && c <= 0xFE0F; // a variation of the character before
    if (isInvisible(c) || isSelector || c == zeroWidthNonJoiner || c == zeroWidthJoiner
        || c == graphemeJoiner)
        return 0;
    // Some forms decompose in two steps: a full-width letter in bold.
    const QString form = QChar::decomposition(c);
    return form.size() == 1 && form.front() < QChar(0x80) ? form.front().unicode() : c;
}

constexpr QStringView openers = u"([{<";
constexpr QStringView closers = u")]}>";

/// Removes a bracket at an end if the text does not balance it, or both at the ends.
bool dropBrackets(QStringView text, Span &span)
{
    if (span.size() == 0)
        return false;
    const QStringView inside = text.sliced(span.begin, span.size());
    const auto isUnbalanced = [inside](qsizetype kind) {
        return inside.count(openers[kind]) != inside.count(closers[kind]);
    };
    const qsizetype opener = openers.indexOf(inside.front());
    if (opener >= 0 && (inside.back() == closers[opener] || isUnbalanced(opener))) {
        if (inside.size() > 1 && inside.back() == closers[opener])
            --span.end;
        ++span.begin;
        return true;
    }
    const qsizetype closer = closers.indexOf(inside.back());
    if (closer >= 0 && isUnbalanced(closer)) {
        --span.end;
        return true;
    }
    return false;
}

/// Blanks, quotes, punctuation that ends a sentence or a line, and a spreadsheet's `=` in front.
bool dropEnds(QStringView text, Span &span)
{
    constexpr QStringView leading = u",;=\\>";
    constexpr QStringView trailing = u",;.\\…、。";
    const Span before = span;
    const auto isAtBegin = [&](QChar c) {
        return c.isSpace() || isQuote(c) || leading.contains(c);
    };
    const auto isAtEnd = [&](QChar c) { return c.isSpace() || isQuote(c) || trailing.contains(c); };
    while (span.size() > 0 && isAtBegin(text[span.begin]))
        ++span.begin;
    while (span.size() > 0 && isAtEnd(text[span.end - 1]))
        --span.end;
    return span.size() != before.size();
}

/// "• ", "- ", "1. ", "2) ".
bool dropBullet(QStringView text, Span &span)
{
    static const QRegularExpression bullet(u"^(?:[-*+]\\s|[•‣◦▪▫●○■□·∙⁃►▸]|\\(?\\d{1,3}[.)]\\s)"_s);
    const auto match = matchIn(text.sliced(span.begin, span.size()), bullet);
    span.begin += match.capturedLength();
    return match.hasMatch();
}

/// `NAME=`, `export NAME=`, `$env:NAME = `, `setx NAME `, `"name": `, `Name: `.
bool dropAssignment(QStringView text, Span &span, std::initializer_list<QStringView> ownNames)
{
    static const QRegularExpression assignment(
        u"^(?:(?:(?:export|set|setx|env|ENV|declare|typeset|let|const|var|-e|--env)\\s+(?:-\\w+\\s+"
        u")*)?"
        "(?:\\$env:|\\$)?[\"'`]?([A-Za-z_][\\w.-]*)[\"'`]?\\s*(?:=|:=)"
        "|(?:setx|set\\s+-\\w+|env|ENV)\\s+([A-Za-z_]\\w*)\\s"
        "|[\"'`]?([A-Za-z_][\\w .-]*)[\"'`]\\s*:"
        "|([A-Za-z_][\\w .-]*):\\s)"_s);
    const QStringView inside = text.sliced(span.begin, span.size());
    const auto match = matchIn(inside, assignment);
    if (!match.hasMatch())
        return false;
    const QString name = match.captured(match.lastCapturedIndex()).toLower();
    if (std::find(ownNames.begin(), ownNames.end(), QStringView(name)) != ownNames.end())
        return false;
    // Not the padding of base64.
    const QStringView value = inside.sliced(match.capturedLength());
    if (std::none_of(value.begin(), value.end(), [](QChar c) { return c.isLetterOrNumber(); }))
        return false;
    // A name among others, as in `a=b;c=d`.
    const qsizetype separator = value.indexOf(u';');
    if (separator >= 0 && !value.first(separator).contains(u'=')
        && value.sliced(separator).contains(u'='))
        return false;
    span.begin += match.capturedLength();
    return true;
}

} // namespace

bool isQuote(QChar character)
{
    constexpr QStringView quotes = u"\"'`´‘’‚‛“”„‟‹›«»′″「」『』〝〞";
    return quotes.contains(character);
}

char32_t codePointAt(QStringView text, qsizetype at)
{
    const QChar first = text[at];
    const QChar second = at + 1 < text.size() ? text[at + 1] : QChar();
    return first.isHighSurrogate() && second.isLowSurrogate()
               ? QChar::surrogateToUcs4(first, second)
               : first.unicode();
}

void cleanCharacters(QString &text)
{
    const auto isPlain = [](QChar c) {
        return (c >= u' ' && c < QChar(0x7F)) || c == u'\n' || c == u'\t' || c == u'\r';
    };
    if (std::all_of(text.cbegin(), text.cend(), isPlain))
        return;
    QChar *data = text.data();
    qsizetype to = 0;
    for (qsizetype from = 0; from < text.size();) {
        const char32_t c = codePointAt(text, from);
        const qsizetype units = QChar::requiresSurrogates(c) ? 2 : 1;
        const char32_t plain = plainForm(c);
        if (plain == c) {
            for (qsizetype unit = 0; unit < units; ++unit)
                data[to++] = data[from + unit];
        } else if (plain != 0) {
            data[to++] = QChar(static_cast<char16_t>(plain));
        }
        from += units;
    }
    keep(text, {.begin = 0, .end = to});
}

void cleanValue(QString &text, std::initializer_list<QStringView> ownNames)
{
    cleanCharacters(text);
    Span span{.begin = 0, .end = text.size()};
    while (dropEnds(text, span) || dropBrackets(text, span) || dropBullet(text, span)
           || dropAssignment(text, span, ownNames)) { }
    keep(text, span);
}

QString cleanedValue(const QString &text)
{
    QString value = text;
    cleanValue(value);
    return value;
}

QString characterName(char32_t character)
{
    if (character > ' ' && character < 0x7F)
        return u"“%1”"_s.arg(QChar(static_cast<char16_t>(character)));
    const QString number =
        u"U+%1"_s.arg(static_cast<uint>(character), 4, 16, QChar(u'0')).toUpper();
    const bool isSeen = QChar::isPrint(character) && !isInvisible(character)
                        && !QChar::isSpace(character) && !QChar::isMark(character);
    return isSeen ? u"“%1” (%2)"_s.arg(QString::fromUcs4(&character, 1), number) : number;
}

} // namespace roomkeeper
