#pragma once

#include "acs/rooms/room.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace roomkeeper::admin {

/// The roles of participants by raw ID, for fast lookup.
using RosterIndex = QHash<QString, acs::Role>;
RosterIndex indexOf(const QList<acs::Participant> &roster);

/// A pending change of one participant.
struct RosterChange
{
    /// The role when the change was made; absent: not a participant.
    std::optional<acs::Role> before = {};
    std::optional<acs::Role> wanted = {}; ///< the new role; absent: remove
    QString rejection = {}; ///< the service's message if it rejected this; editing clears it

    enum class Kind { Add, SetRole, Remove };
    /// Relative to the participants as known now (`role` absent: not a participant).
    static Kind kindOf(const std::optional<acs::Role> &role, const RosterChange &change);

    bool operator==(const RosterChange &) const = default;
};

/// The pending changes of a room's participants, by raw ID. A value; others stay as they are.
struct RosterDraft
{
    QMap<QString, RosterChange> changes = {};

    bool isEmpty() const { return changes.isEmpty(); }
    bool operator==(const RosterDraft &) const = default;
};

/// The draft in which these people get a role, and are added if they are not participants. Changes
/// that already apply, and removals that are undone by this, are dropped.
RosterDraft withRole(RosterDraft draft, const RosterIndex &roster, const QStringList &rawIds,
                     const acs::Role &role);
/// The draft in which these people are removed; pending additions are just dropped.
RosterDraft withRemoved(RosterDraft draft, const RosterIndex &roster, const QStringList &rawIds);
/// The draft without changes to these people.
RosterDraft withoutChanges(RosterDraft draft, const QStringList &rawIds);
/// The draft without changes that already apply.
RosterDraft normalized(const RosterDraft &draft, const RosterIndex &roster);
/// Sets each `before` to the present roles: changes by others have been shown.
RosterDraft rebased(RosterDraft draft, const RosterIndex &roster);

/// The role of a person after the draft is applied; absent: not a participant.
std::optional<acs::Role> wantedRole(const RosterDraft &draft, const RosterIndex &roster,
                                    const QString &rawId);
/// The participants after the draft is applied.
RosterIndex wantedRoster(const RosterDraft &draft, RosterIndex roster);

/// The roles of the people in a draft when they were changed: a substitute for participants that
/// are not loaded.
RosterIndex rosterBefore(const RosterDraft &draft);

/// The number of changes by kind, e.g. for "+1 ~1 −1 pending".
struct RosterCounts
{
    qsizetype added = 0;
    qsizetype changed = 0;
    qsizetype removed = 0;
    qsizetype rejected = 0; ///< included in the other counts

    qsizetype all() const { return added + changed + removed; }
    bool operator==(const RosterCounts &) const = default;
};
/// Changes that already apply are not counted.
RosterCounts countsOf(const RosterDraft &draft, const RosterIndex &roster);

/// The most people in one request. The service documents no limit; such a body is well below a
/// megabyte.
inline constexpr qsizetype maxChangesInOneRequest = 500;

/// The requests that apply a draft, each with at most `most` people.
QList<acs::RosterUpdate> partsOf(const RosterDraft &draft, qsizetype most = maxChangesInOneRequest);

/// What somebody else changed between two loads of the participants.
struct RosterDifference
{
    QStringList added = {};
    QStringList removed = {};
    QStringList changed = {}; ///< have another role
    QStringList touched = {}; ///< all of these that the draft changes too

    bool isEmpty() const { return added.isEmpty() && removed.isEmpty() && changed.isEmpty(); }
    bool operator==(const RosterDifference &) const = default;
};
/// Compares the participants that were shown, and each change's `before`, with the present ones: a
/// change made when somebody was an Attendee is a conflict if they are a Presenter now. People who
/// already have the role in the draft are no difference. Each list is sorted.
RosterDifference differenceOf(const RosterIndex &shown, const RosterIndex &now,
                              const RosterDraft &draft);

} // namespace roomkeeper::admin
