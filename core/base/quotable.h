#pragma once

#include <QString>

namespace roomkeeper {

/// Text of others (a name, a message of the service) as it may stand inside a sentence, a title or
/// a tool tip. One line: white space becomes a single blank. Without characters that are invisible
/// or change the direction of the text around them (U+202E would show a room ID backwards); text
/// with right-to-left letters is isolated (U+2068 … U+2069). Longer text than `maxLength` is elided
/// in the middle.
QString quotable(const QString &text, qsizetype maxLength = 80);

/// The most characters of a message of the service in a sentence of ours.
inline constexpr qsizetype maxQuotedMessage = 400;

/// Whether a character is invisible and can be dropped from a name without changing how it reads:
/// controls, format characters and fillers, but not the joiners that scripts and emoji need.
bool isInvisible(char32_t character);

} // namespace roomkeeper
