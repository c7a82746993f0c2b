#include "base/inputcleaner.h"
#include "fuzz.h"

using namespace roomkeeper;
using namespace roomkeeper::fuzz;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(Input(data, size).rest());

    QString characters = text;
    cleanCharacters(characters);
    require(characters.size() <= text.size(), "a text does not grow");
    QString again = characters;
    cleanCharacters(again);
    require(again == characters, "clean characters stay");

    const QString value = cleanedValue(text);
    require(value.size() <= characters.size(), "a value is a part of the text");
    require(characters.contains(value), "a value stands in the text");
    require(cleanedValue(value) == value, "a clean value stays");
    require(value.trimmed() == value, "no blank surrounds a value");
    require(value.isEmpty() || (!isQuote(value.front()) && !isQuote(value.back())),
            "no quote surrounds a value");

    QString string = text;
    cleanValue(string, {u"endpoint", u"accesskey"});
    QString sameString = string;
    cleanValue(sameString, {u"endpoint", u"accesskey"});
    require(sameString == string, "a clean value with names of its own stays");

    for (qsizetype at = 0; at < text.size(); ++at) {
        const char32_t character = codePointAt(text, at);
        const bool isSeen = character > ' ' && character < 0x7F;
        require(isSeen || characterName(character).contains(QLatin1StringView("U+")),
                "what may not be seen is named by its code point");
    }
    return 0;
}
