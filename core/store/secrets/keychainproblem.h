#pragma once

#include "base/error.h"

namespace roomkeeper::store {

/// Why the keychain can't be used; each has its own text and advice. A missing entry is an error of
/// kind NotFound instead.
enum class KeychainProblem {
    None, ///< not a keychain error
    Locked, ///< it waits for its password, in a window of the system
    Rejected, ///< it is locked and was not unlocked: the user cancelled, or no window could open
    NoAnswer, ///< it does not respond
    NoService, ///< no keychain is running on this desktop
    NoSession, ///< there is no D-Bus session
    NoLibrary, ///< the client library is not installed
    Failed, ///< something else, with the message of the keychain
};

/// An Error of kind Keychain; `message`: the keychain's own message, if any.
inline Error keychainError(KeychainProblem trouble, const QString &message = {})
{
    Error error = makeError(ErrorKind::Keychain, message);
    error.reason = static_cast<int>(trouble);
    return error;
}

/// The problem in a keychain error; None for errors of other kinds.
inline KeychainProblem keychainProblemOf(const Error &error)
{
    return error.kind == ErrorKind::Keychain ? static_cast<KeychainProblem>(error.reason)
                                             : KeychainProblem::None;
}

} // namespace roomkeeper::store
