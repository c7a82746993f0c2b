#pragma once

#include "base/error.h"

namespace roomkeeper::store {

/// What stands in the way at the keychain; each calls for words and a remedy of its own. That it
/// simply has no entry is an error of kind NotFound.
enum class KeychainProblem {
    None, ///< not the keychain's doing
    Locked, ///< it waits for its password: a window of the system asks for it
    Refused, ///< it is locked, and nobody unlocked it: the window was refused or could not open
    NoAnswer, ///< asked, it says nothing
    NoService, ///< no program on this desktop is a keychain
    NoSession, ///< there is no session bus to reach one over
    NoLibrary, ///< the library that speaks to it is not installed
    Failed, ///< something else, in the keychain's own words
};

/// An Error of kind Keychain; `message` is the keychain's own words, if it had any.
inline Error keychainError(KeychainProblem trouble, const QString &message = {})
{
    Error error = makeError(ErrorKind::Keychain, message);
    error.reason = static_cast<int>(trouble);
    return error;
}

/// What stood in the way; None for an error of another kind.
inline KeychainProblem keychainProblemOf(const Error &error)
{
    return error.kind == ErrorKind::Keychain ? static_cast<KeychainProblem>(error.reason)
                                             : KeychainProblem::None;
}

} // namespace roomkeeper::store
