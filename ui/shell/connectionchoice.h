#pragma once

#include "store/profile.h"

#include <QString>

namespace roomkeeper::ui {

/// One connection that can be opened: a kept profile, the one in the environment, the sandbox.
struct ConnectionChoice
{
    enum class Kind { Profile, Environment, Sandbox };

    Kind kind = Kind::Profile;
    /// Of the two that are kept nowhere, only name and colour.
    store::Profile profile = {};

    /// The same choice for the same connection, also after it was edited.
    bool isSameAs(const ConnectionChoice &other) const
    {
        return kind == other.kind && profile.id == other.profile.id;
    }
    bool operator==(const ConnectionChoice &) const = default;
};

} // namespace roomkeeper::ui
