#pragma once

#include "store/profiles/profile.h"

#include <QList>
#include <QString>

namespace roomkeeper::ui {

/// A connection that can be opened: a saved profile, the one from the environment, or the sandbox.
struct ConnectionChoice
{
    enum class Kind { Profile, Environment, Sandbox };

    Kind kind = Kind::Profile;
    /// For Environment and Sandbox, which are not saved, only name and colour are meaningful.
    store::Profile profile = {};

    /// Whether both mean the same connection, even if it was edited in between.
    bool isSameAs(const ConnectionChoice &other) const
    {
        return kind == other.kind && profile.id == other.profile.id;
    }
    bool operator==(const ConnectionChoice &) const = default;
};

/// At most `most` choices, without the sandbox. If there are more, the one from the environment and
/// the most recently used ones; otherwise all in their order.
QList<ConnectionChoice> usedLast(QList<ConnectionChoice> choices, qsizetype most);

} // namespace roomkeeper::ui
