#pragma once

#include <QString>

namespace roomkeeper {

/// Text of others on its own, as in a cell of a table: one line, in which white space becomes a
/// single blank, without characters that are invisible or change the direction of the text (U+202E
/// would show a name backwards).
QString visibleText(const QString &text);

/// Text of others (a name, a message of the service) as it may stand inside a sentence, a title or
/// a tool tip: visibleText(), and isolated (U+2068 … U+2069) if it has right-to-left letters.
/// Longer text than `maxLength` is elided in the middle.
QString quotable(const QString &text, qsizetype maxLength = 80);

/// The most characters of a message of the service in a sentence of ours.
inline constexpr qsizetype maxQuotedMessage = 400;

/// Whether a character is invisible and can be dropped from a name without changing how it reads:
/// controls, format characters and fillers, but not the joiners that scripts and emoji need.
bool isInvisible(char32_t character);

} // namespace roomkeeper
