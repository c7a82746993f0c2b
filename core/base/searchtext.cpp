#include "base/searchtext.h"

#include "base/inputcleaner.h"
#include "base/quotable.h"

#include <QRegularExpression>

#include <algorithm>

namespace roomkeeper {

using namespace Qt::StringLiterals;

namespace {

bool isAscii(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c < QChar(0x80); });
}

/// Hyphens and apostrophes of all kinds become one.
QChar unified(QChar c)
{
    constexpr QStringView apostrophes = u"‘’ʼ′`´";
    constexpr QChar minus(0x2212);
    if (c.category() == QChar::Punctuation_Dash || c == minus)
        return u'-';
    return apostrophes.contains(c) ? u'\'' : c;
}

} // namespace

QString searchText(const QString &text)
{
    if (isAscii(text))
        return text.toLower();
    QString visible;
    visible.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char32_t c = codePointAt(text, at);
        const bool isPair = QChar::requiresSurrogates(c);
        if (c == '\n' || c == '\t' || !isInvisible(c)) {
            visible += isPair ? text.at(at) : unified(text.at(at));
            if (isPair)
                visible += text.at(at + 1);
        }
        at += isPair ? 1 : 0;
    }
    // In upper case first, which makes “ß” the same as “ss”. Folding can take a normalized text
    // apart again.
    return visible.normalized(QString::NormalizationForm_KC)
        .toUpper()
        .toCaseFolded()
        .normalized(QString::NormalizationForm_KC);
}

QString withoutAccents(const QString &searchText)
{
    if (isAscii(searchText))
        return searchText;
    QString plain = searchText.normalized(QString::NormalizationForm_KD);
    plain.removeIf([](QChar c) { return c.category() == QChar::Mark_NonSpacing; });
    return plain;
}

QStringList searchWords(const QString &text)
{
    static const QRegularExpression blanks(u"\\s+"_s);
    return searchText(text).split(blanks, Qt::SkipEmptyParts);
}

} // namespace roomkeeper
