#include "base/random.h"

#include <QtEndian>

namespace roomkeeper {

quint64 RandomSource::below(quint64 bound)
{
    Q_ASSERT(bound > 0);
    // Values beyond the last whole multiple of bound are drawn again, so that all results are
    // equally likely.
    const quint64 excess = (0 - bound) % bound;
    quint64 value = next();
    while (value < excess)
        value = next();
    return value % bound;
}

QByteArray RandomSource::bytes(qsizetype count)
{
    QByteArray result(count, Qt::Uninitialized);
    for (qsizetype at = 0; at < count; at += 8) {
        const quint64 value = qToLittleEndian(next());
        memcpy(result.data() + at, &value, static_cast<size_t>(std::min<qsizetype>(8, count - at)));
    }
    return result;
}

QUuid RandomSource::uuid()
{
    QByteArray raw = bytes(16);
    raw[6] = static_cast<char>((raw[6] & 0x0f) | 0x40); // version 4
    raw[8] = static_cast<char>((raw[8] & 0x3f) | 0x80); // RFC 4122 variant
    return QUuid::fromRfc4122(raw);
}

quint64 SystemRandom::next()
{
    return QRandomGenerator::system()->generate64();
}

SeededRandom::SeededRandom(quint32 seed)
    : m_generator(seed)
{
}

quint64 SeededRandom::next()
{
    return m_generator.generate64();
}

} // namespace roomkeeper
