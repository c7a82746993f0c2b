#pragma once

#include <QDateTime>

#include <chrono>

namespace roomkeeper {

/// Where the time comes from; injected, so that tests set it.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    /// The present moment, in UTC.
    virtual QDateTime now() const = 0;
};

/// The computer's clock. Usable from any thread.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
};

/// A clock that stands still until it is moved.
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
