#pragma once

#include "base/random.h"
#include "sandbox/service/store.h"

#include <functional>

namespace roomkeeper::sandbox {

/// The rooms that a sandbox starts with.
struct SeedPlan
{
    /// The number of listed rooms; rooms / 16 ended ones are added, which can be read by ID.
    int rooms = 0;
    /// In each room; absent: 0 to 40, and in one of them 350 (the most in a call).
    std::optional<int> participants = {};
    /// Called every thousand rooms; return true to cancel. Empty: never cancelled.
    std::function<bool()> isUnwanted = {};
};

/// Fills an empty store with rooms like those of a resource in daily use: about 3/8 are open, 1/15
/// end soon (20 to 30 minutes from now), the rest is upcoming; none ends sooner than 20 minutes
/// from now. The same random sequence and time give the same rooms. False if it was cancelled: then
/// the store is incomplete and must not be used.
bool seed(Store &store, const SeedPlan &plan, const QByteArray &resourceId, RandomSource &random,
          acs::Timestamp now);

} // namespace roomkeeper::sandbox
