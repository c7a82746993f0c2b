#pragma once

#include <QDateTime>

#include <chrono>

namespace roomkeeper {

/// The source of the time; injected, so that tests can set it.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    /// The present time in UTC.
    virtual QDateTime now() const = 0;
};

/// The computer's clock. Usable from any thread.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
};

/// A clock that stays at one time until it is set.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(const QDateTime &now);

    QDateTime now() const override { return m_now; }
    void set(const QDateTime &now);
    void advance(std::chrono::milliseconds by);

private:
    QDateTime m_now;
};

} // namespace roomkeeper
