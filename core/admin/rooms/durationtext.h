#pragma once

#include <QString>

#include <chrono>

namespace roomkeeper::admin {

/// A length of time in words, its two largest units: "181 days", "180 days and 1 hour",
/// "40 seconds". Without a sign; nothing is rounded up.
QString durationText(std::chrono::seconds duration);

} // namespace roomkeeper::admin
