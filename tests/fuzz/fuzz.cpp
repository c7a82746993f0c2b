#include "fuzz.h"

#include <QStringDecoder>

#include <cstdio>
#include <cstdlib>

namespace roomkeeper::fuzz {

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "fuzz: this does not hold: %s\n", what);
    std::abort();
}

uint8_t Input::byte()
{
    if (m_rest.isEmpty())
        return 0;
    const auto first = static_cast<uint8_t>(m_rest.front());
    m_rest = m_rest.sliced(1);
    return first;
}

QByteArray Input::until(QByteArrayView mark)
{
    const qsizetype at = m_rest.indexOf(mark);
    if (at < 0)
        return rest();
    const QByteArray text = m_rest.first(at).toByteArray();
    m_rest = m_rest.sliced(at + mark.size());
    return text;
}

QByteArray Input::rest()
{
    const QByteArray text = m_rest.toByteArray();
    m_rest = {};
    return text;
}

bool isUtf8(QByteArrayView text)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder(text);
    return !decoder.hasError();
}

QByteArray marker()
{
    return "bWFya2VyLXNlY3JldCBvZiBhIGtleQ==";
}

QByteArray withMarker(QByteArray text)
{
    return text.replace("$KEY$", marker());
}

} // namespace roomkeeper::fuzz
