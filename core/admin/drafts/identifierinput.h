#pragma once

#include "acs/rooms/room.h"
#include "admin/drafts/rosterdraft.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

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
    // What the text says about a valid one, in a row of a table or in JSON.
    QHash<QString, acs::Role> roles = {}; ///< by raw ID
    QHash<QString, QString> names = {}; ///< by raw ID
    int corrected = 0; ///< how many prefixes were written in capitals
    /// The words that are none of these, beside valid identifiers: one line, shortened. Without any
    /// valid or invalid identifier they are a problem.
    QString rest = {};

    bool operator==(const IdentifierInput &) const = default;
};

/// Finds identifiers in a text: a list separated by lines, commas, semicolons or white space, rows
/// of a spreadsheet with names and roles, JSON of the service or its SDKs, or a sentence.
IdentifierInput readIdentifiers(const QString &text);

/// The valid identifiers in a text, each once.
QStringList rawIdsIn(const QString &text);

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
    std::optional<acs::Role> given = {}; ///< the role in the text
    /// A user of another resource than most participants of the room: accepted by the service, but
    /// usually a mistake.
    bool isOfOtherResource = false;

    bool operator==(const IdentifierCheck &) const = default;
};

/// Checks each valid identifier, in order, as if it were added with `role`, or with the role that
/// the text gives it. `roster`: the participants including pending changes. With an empty
/// `usualResource`, isOfOtherResource is never set.
QList<IdentifierCheck> evaluateIdentifiers(const IdentifierInput &input, const RosterIndex &roster,
                                           const acs::Role &role, const QString &usualResource);

/// The resource of most participants, as a GUID in lower case; empty if there are none.
QString usualResource(const RosterIndex &roster);

} // namespace roomkeeper::admin
