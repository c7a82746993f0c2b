#pragma once

#include <QString>

#include <chrono>

namespace roomkeeper::admin {

/// A duration as text in its two largest units: "181 days", "180 days and 1 hour", "40 seconds".
/// Without a sign; rounded down.
QString durationText(std::chrono::seconds duration);

} // namespace roomkeeper::admin
