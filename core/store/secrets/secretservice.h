#pragma once

#include "base/call.h"

#include <chrono>

namespace roomkeeper::store {

/// What the desktop's Secret Service knows about an item, over D-Bus. QtKeychain does not tell
/// whether an item is missing or locked, and whether a removed item is gone. Unlocks nothing,
/// starts nothing and never blocks. Main thread.
class SecretService
{
public:
    /// The number of matching items; locked ones can't be read.
    struct Items
    {
        qsizetype unlocked = 0;
        qsizetype locked = 0;
    };

    /// Whether this operating system can have one: not macOS and Windows.
    static bool isPossible();
    /// Whether QtKeychain certainly uses it. With KDE 5 it prefers KWallet and falls back to the
    /// Secret Service if KWallet is off or slow at the first secret, without telling which one it
    /// used.
    static bool isUsed();

    /// The items with the attributes that QtKeychain uses. Error: kind Keychain; NoSession,
    /// NoService, NoAnswer (no reply within `patience`), Failed.
    static Call<Items> find(const QString &service, const QString &key,
                            std::chrono::milliseconds patience);
};

} // namespace roomkeeper::store
