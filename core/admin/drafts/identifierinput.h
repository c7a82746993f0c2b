#pragma once

#include "acs/rooms/room.h"
#include "admin/drafts/rosterdraft.h"

#include <QList>
#include <QString>
#include <QStringView>

#include <optional>

namespace roomkeeper::admin {

/// What a pasted text of identifiers holds.
struct IdentifierInput
{
    struct Problem
    {
        int line = 0; ///< counted from 1
        QString text = {}; ///< the identifier as typed
        QString message = {}; ///< e.g. "a phone number; Rooms takes communication users only"

        bool operator==(const Problem &) const = default;
    };
    /// A good one that stands more than once in the text.
    struct Repetition
    {
        QString rawId = {};
        QList<int> lines = {}; ///< of each time, the first too; a line may be named twice

        bool operator==(const Repetition &) const = default;
    };
    QList<QString> rawIds = {}; ///< good ones, each once, in order
    QList<Problem> problems = {};
    int duplicates = 0; ///< how often good ones were named again
    QList<Repetition> repetitions = {}; ///< the ones that were, in the order of their first time

    bool operator==(const IdentifierInput &) const = default;
};

/// Reads identifiers separated by lines, commas, semicolons or blanks.
IdentifierInput readIdentifiers(QStringView text);

/// What adding somebody would mean for a roster.
struct IdentifierCheck
{
    enum class Kind {
        New,
        SameRole, ///< on the list already with just this role
        OtherRole, ///< on the list already; would get another role
    };
    QString rawId = {};
    Kind kind = Kind::New;
    std::optional<acs::Role> role = {}; ///< the one he has; absent for a new one
    /// A user of another resource than most people of the room: taken by the service, but mostly a
    /// mistake.
    bool isOfOtherResource = false;

    bool operator==(const IdentifierCheck &) const = default;
};

/// Judges each good identifier, in order, as if it was added with `role`. `roster` is the list with
/// what is pending over it; an empty `usualResource` warns of nobody.
QList<IdentifierCheck> evaluateIdentifiers(const IdentifierInput &input, const RosterIndex &roster,
                                           const acs::Role &role, const QString &usualResource);

/// The resource that most people of a roster belong to, as a guid in lower case; empty where there
/// is nobody.
QString usualResource(const RosterIndex &roster);

} // namespace roomkeeper::admin
