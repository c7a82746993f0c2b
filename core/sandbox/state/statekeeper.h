#pragma once

#include "base/result.h"
#include "sandbox/service/storecontents.h"

namespace roomkeeper::sandbox {

/// Where the contents of a Store are kept from run to run. Belongs to whoever made it.
class StateKeeper
{
public:
    StateKeeper() = default;
    virtual ~StateKeeper() = default;
    Q_DISABLE_COPY_MOVE(StateKeeper)

    /// All that is kept, sound. Error: kind Storage.
    [[nodiscard]] virtual Result<StoreContents> contents() = 0;

    /// Adds changes to what is kept: all or, with an error of kind Storage, none. When it returns,
    /// they survive the end of this process and a power failure.
    [[nodiscard]] virtual Result<void> keep(const StoreContents &changes) = 0;
};

} // namespace roomkeeper::sandbox
