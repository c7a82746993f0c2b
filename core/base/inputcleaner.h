#pragma once

#include <QString>
#include <QStringView>

#include <initializer_list>

namespace roomkeeper {

// What is copied along with a value, and look-alikes of what belongs in it. For values that are
// ASCII by nature: IDs, identifiers, connection strings, dates, numbers. Everything that reads such
// a value cleans it first. The text becomes at most shorter; cleaning a clean text changes nothing.
// Works in place, and what is cut off is overwritten: the text may be a secret.

/// Replaces look-alikes: digits, letters and punctuation of any width or style by their ASCII form
/// (NFKC, as far as that is a single ASCII character), other blanks, line ends, hyphens, colons and
/// slashes. Removes invisible characters. For texts in which values are searched.
void cleanCharacters(QString &text);

/// Does the same, then removes what surrounds a single value: white space, quotes, brackets, list
/// bullets, trailing punctuation, and the name in `NAME=value` as shells, settings files and
/// spreadsheets write it. `ownNames`: names, in lower case, that are part of the value.
void cleanValue(QString &text, std::initializer_list<QStringView> ownNames = {});
/// A cleaned copy. Not for secrets.
QString cleanedValue(const QString &text);

/// Whether a character is a quote of any language, as they surround values.
bool isQuote(QChar character);

/// The code point at a position: of a surrogate pair, if one begins there.
char32_t codePointAt(QStringView text, qsizetype at);

/// A character that does not belong in a value, for a message: “x”, “é” (U+00E9), or U+200B
/// alone if it can't be seen.
QString characterName(char32_t character);

} // namespace roomkeeper
