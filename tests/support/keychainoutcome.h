#pragma once

#include "admin/connections/connectionservice.h"
#include "support/answer.h"

namespace roomkeeper::tests {

/// The outcome of saving a profile once the keychain has done its part, or why it was not saved.
[[nodiscard]] inline Result<admin::KeychainOutcome>
answerOf(const Result<admin::SavedProfile> &saved)
{
    if (!saved)
        return failure(saved.error());
    return answerOf(saved->keychain);
}

} // namespace roomkeeper::tests
