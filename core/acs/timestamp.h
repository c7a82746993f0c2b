#pragma once

#include <QDateTime>
#include <QString>

#include <compare>
#include <optional>

namespace roomkeeper::acs {

/// A time as the service stores it: 100 ns ticks since 1970 in UTC. QDateTime rounds to
/// milliseconds; this keeps the exact value, in eight bytes.
struct Timestamp
{
    qint64 ticks = 0;

    static constexpr qint64 ticksPerSecond = 10'000'000;

    /// Parses `2023-07-05T21:57:36.8098317+00:00`: a date, or a date and time with 0 to 16 fraction
    /// digits (7 count), or without seconds; `Z`, an offset, or none (then UTC). `t` and `z` too.
    /// Nothing else, and only the years 1 to 9999 in UTC.
    static std::optional<Timestamp> fromWire(QStringView text);
    static Timestamp fromUtc(const QDateTime &utc);

    /// As the service writes it: up to 7 fraction digits, without trailing zeros, always `+00:00`.
    QString toWire() const;
    /// Whole milliseconds, rounded down, in UTC.
    QDateTime toUtc() const;
    qint64 secondsSinceEpoch() const;

    auto operator<=>(const Timestamp &) const = default;
};

} // namespace roomkeeper::acs
