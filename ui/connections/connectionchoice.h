#pragma once

#include "store/profiles/profile.h"

#include <QList>
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

/// At most so many of them, without the sandbox: all in their order where they are no more, else
/// the environment's and those that were used last.
QList<ConnectionChoice> usedLast(QList<ConnectionChoice> choices, qsizetype most);

} // namespace roomkeeper::ui
