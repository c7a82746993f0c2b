#pragma once

#include "acs/rooms/room.h"
#include "admin/drafts/rosterdraft.h"

#include <QList>
#include <QString>
#include <QStringView>

#include <optional>

namespace roomkeeper::admin {

/// The identifiers in a pasted text.
struct IdentifierInput
{
    struct Problem
    {
        int line = 0; ///< starts at 1
        QString text = {}; ///< as entered
        QString message = {}; ///< one or two sentences

        bool operator==(const Problem &) const = default;
    };
    /// A valid identifier that appears more than once.
    struct Repetition
    {
        QString rawId = {};
        QList<int> lines = {}; ///< the line of each; a line may appear twice

        bool operator==(const Repetition &) const = default;
    };
    QList<QString> rawIds = {}; ///< the valid ones, each once, in order
    QList<Problem> problems = {};
    int duplicates = 0; ///< how often valid ones were repeated
    QList<Repetition> repetitions = {}; ///< in the order of their first lines

    bool operator==(const IdentifierInput &) const = default;
};

/// Parses identifiers separated by lines, commas, semicolons or white space.
IdentifierInput readIdentifiers(QStringView text);

/// What adding a user would change.
struct IdentifierCheck
{
    enum class Kind {
        New,
        SameRole, ///< already a participant with this role
        OtherRole, ///< already a participant; the role would change
    };
    QString rawId = {};
    Kind kind = Kind::New;
    std::optional<acs::Role> role = {}; ///< the present role; absent for new ones
    /// A user of another resource than most participants of the room: accepted by the service, but
    /// usually a mistake.
    bool isOfOtherResource = false;

    bool operator==(const IdentifierCheck &) const = default;
};

/// Checks each valid identifier, in order, as if it were added with `role`. `roster`: the
/// participants including pending changes. With an empty `usualResource`, isOfOtherResource is
/// never set.
QList<IdentifierCheck> evaluateIdentifiers(const IdentifierInput &input, const RosterIndex &roster,
                                           const acs::Role &role, const QString &usualResource);

/// The resource of most participants, as a GUID in lower case; empty if there are none.
QString usualResource(const RosterIndex &roster);

} // namespace roomkeeper::admin
