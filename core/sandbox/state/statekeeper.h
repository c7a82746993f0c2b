#pragma once

#include "base/result.h"
#include "sandbox/service/storecontents.h"

namespace roomkeeper::sandbox {

/// Stores the contents of a Store. The creator owns it.
class StateKeeper
{
public:
    StateKeeper() = default;
    virtual ~StateKeeper() = default;
    Q_DISABLE_COPY_MOVE(StateKeeper)

    /// Everything that is stored, checked to be sound. Error: kind Storage.
    [[nodiscard]] virtual Result<StoreContents> contents() = 0;

    /// Adds changes: all or, with an error of kind Storage, none. When it returns, they survive the
    /// end of this process and a power failure.
    [[nodiscard]] virtual Result<void> keep(const StoreContents &changes) = 0;
};

} // namespace roomkeeper::sandbox
