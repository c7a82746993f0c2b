#pragma once

#include <QByteArray>
#include <QRandomGenerator>
#include <QUuid>

namespace roomkeeper {

/// The source of random numbers; injected, so that tests and `--seed` can repeat them.
class RandomSource
{
public:
    RandomSource() = default;
    virtual ~RandomSource() = default;
    Q_DISABLE_COPY_MOVE(RandomSource)

    virtual quint64 next() = 0;

    /// A whole number in [0, bound); bound > 0.
    quint64 below(quint64 bound);
    QByteArray bytes(qsizetype count);
    /// A version 4 UUID.
    QUuid uuid();
};

/// The system's cryptographic random source. Usable from any thread.
class SystemRandom final : public RandomSource
{
public:
    quint64 next() override;
};

/// The same sequence for the same seed. Not for secrets.
class SeededRandom final : public RandomSource
{
public:
    explicit SeededRandom(quint32 seed);
    quint64 next() override;

private:
    QRandomGenerator m_generator;
};

} // namespace roomkeeper
