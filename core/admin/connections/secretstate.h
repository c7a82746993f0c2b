#pragma once

#include <optional>

namespace roomkeeper::admin {

// What is known of a profile's secret (its connection string) while the program runs, as a state
// machine without data or side effects: ProfileSecrets has one such state for each profile.

enum class SecretState {
    NotInMemory, ///< in the keychain if the profile says so, otherwise not stored anywhere
    ForSession, ///< in memory only, by choice; the keychain is left as it is
    Saving, ///< in memory; being written to the keychain
    Unsaved, ///< in memory; belongs in the keychain but is not there
    Reading, ///< being read from the keychain, to be removed there afterwards
    Removing, ///< in memory; being removed from the keychain
    StillInKeychain, ///< in memory; should no longer be in the keychain but still is
    Discarding, ///< no longer needed; being removed from the keychain
    Deleting, ///< its profile was deleted; being removed from the keychain
};

enum class SecretEvent {
    Entered, ///< a connection string was entered; it is in memory now
    SavedForKeychain, ///< the profile was saved, with its secret in the keychain
    SavedForSession, ///< the profile was saved, without the keychain, which has no secret of it
    Withdrawn, ///< the same, but the keychain has a secret, which has to be removed
    Replaced, ///< the entered secret replaces the previous one in the keychain
    Dropped, ///< not needed any more; the keychain has none
    Discarded, ///< not needed any more; the keychain has one
    Deleted, ///< the profile was deleted; the keychain has a secret
    // responses of the keychain to the last action
    Written,
    WriteFailed,
    Read,
    ReadFailed,
    Removed,
    RemoveFailed,
};

/// The state after an event. Null if the event is impossible in this state: a response to an action
/// that is not in progress, or a replacement without a secret.
std::optional<SecretState> transition(SecretState state, SecretEvent event);

/// What has to be done at the keychain whenever an event leads to this state.
enum class SecretAction { None, Write, Read, Remove };
SecretAction actionOf(SecretState state);

/// Whether the secret is in memory. In the other states there must be no copy of it.
bool isInMemory(SecretState state);

/// Whether the secret is, or may be, in the keychain although the user wants it for this session
/// only.
bool isLeavingKeychain(SecretState state);

/// Whether the secret belongs in the keychain and would be lost if the program ended now.
bool isUnsaved(SecretState state);

} // namespace roomkeeper::admin
