#pragma once

#include "base/random.h"
#include "sandbox/service/store.h"

#include <functional>

namespace roomkeeper::sandbox {

/// How many rooms a sandbox starts with.
struct SeedPlan
{
    /// As many as the list shows; rooms / 16 ended ones come on top, to be read by their id.
    int rooms = 0;
    /// In each room; without a number 0 to 40, and 350 (as many as a call holds) in one of them.
    std::optional<int> participants = {};
    /// Asked every thousand rooms: whether to give up. Empty: never.
    std::function<bool()> isUnwanted = {};
};

/// Fills an empty store with rooms like those of a resource in daily use: about 3/8 are open, 1/15
/// end soon (20 to 30 minutes from now), the rest is upcoming; none ends sooner than 20 minutes
/// from now. The same random sequence and moment give the same rooms. False where it was
/// given up: the store then holds some of them, and is good for nothing.
bool seed(Store &store, const SeedPlan &plan, const QByteArray &resourceId, RandomSource &random,
          acs::Timestamp now);

} // namespace roomkeeper::sandbox
