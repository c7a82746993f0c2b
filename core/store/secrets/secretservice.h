#pragma once

#include "base/call.h"

#include <chrono>

namespace roomkeeper::store {

/// What the desktop's Secret Service knows of an item, asked over D-Bus beside QtKeychain, whose
/// answers leave open whether something is missing or locked, and whether a removed item is gone.
/// Unlocks nothing, starts nothing and never waits. Main thread.
class SecretService
{
public:
    /// How many items match; a locked one can't be read.
    struct Items
    {
        qsizetype unlocked = 0;
        qsizetype locked = 0;
    };

    /// Whether a desktop of this system can have one: not on macOS and Windows.
    static bool isPossible();
    /// Whether it is certainly where QtKeychain keeps secrets. Under KDE 5 that prefers KWallet,
    /// and comes here where KWallet is off or slow at the first secret; which it took, it doesn't
    /// tell.
    static bool isUsed();

    /// The items with the attributes that QtKeychain gives them. Error: kind Keychain; NoSession,
    /// NoService, NoAnswer (none within `patience`), Failed.
    static Call<Items> find(const QString &service, const QString &key,
                            std::chrono::milliseconds patience);
};

} // namespace roomkeeper::store
