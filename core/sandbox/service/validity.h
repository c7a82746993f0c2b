#pragma once

#include "acs/timestamp.h"
#include "sandbox/service/apiversion.h"
#include "sandbox/service/problem.h"

namespace roomkeeper::sandbox {

struct Validity
{
    acs::Timestamp from;
    acs::Timestamp until;

    bool operator==(const Validity &) const = default;
};

inline constexpr qint64 ticksPerDay = 86'400 * acs::Timestamp::ticksPerSecond;
/// The longest validity, and the latest *Valid from*, counted from now.
inline constexpr qint64 maxValidityTicks = 180 * ticksPerDay;

/// The validity of a new room. A missing start is now; a missing end is 180 days from now, whatever
/// the start (seen in recorded traffic); then a start in the past is accepted. The version decides
/// how errors are worded.
[[nodiscard]] Outcome<Validity> newValidity(std::optional<acs::Timestamp> from,
                                            std::optional<acs::Timestamp> until, acs::Timestamp now,
                                            ApiVersion version);

/// The validity in an update: both times or neither.
[[nodiscard]] Outcome<std::optional<Validity>> changedValidity(std::optional<acs::Timestamp> from,
                                                               std::optional<acs::Timestamp> until,
                                                               acs::Timestamp now,
                                                               ApiVersion version);

} // namespace roomkeeper::sandbox
