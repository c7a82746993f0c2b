#pragma once

#include "acs/rooms/room.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace roomkeeper::admin {

/// The roles of a roster by raw id, for questions about many people.
using RosterIndex = QHash<QString, acs::Role>;
RosterIndex indexOf(const QList<acs::Participant> &roster);

/// What is wished for one person of a room.
struct RosterChange
{
    std::optional<acs::Role> before = {}; ///< as known when it was wished; absent: not on the list
    std::optional<acs::Role> wanted = {}; ///< absent: to be removed
    QString refusal = {}; ///< the service's words when it refused this; a new wish clears it

    enum class Kind { Add, SetRole, Remove };
    /// Seen from the service's roster as it is known now (`role` absent: not on it).
    static Kind kindOf(const std::optional<acs::Role> &role, const RosterChange &change);

    bool operator==(const RosterChange &) const = default;
};

/// The pending changes of a room's roster, by raw id. A value; people not named stay as they are.
struct RosterDraft
{
    QMap<QString, RosterChange> changes = {};

    bool isEmpty() const { return changes.isEmpty(); }
    bool operator==(const RosterDraft &) const = default;
};

/// The draft with these people wished to have a role: added where the roster lacks them. Wishes
/// that are fulfilled already fall away, so does a removal that is taken back.
RosterDraft withRole(RosterDraft draft, const RosterIndex &roster, const QStringList &rawIds,
                     const acs::Role &role);
/// The draft with these people wished away; one that was only to be added is simply not added.
RosterDraft withRemoved(RosterDraft draft, const RosterIndex &roster, const QStringList &rawIds);
/// The draft without changes to these people.
RosterDraft withoutChanges(RosterDraft draft, const QStringList &rawIds);
/// The draft without the wishes that the roster fulfils.
RosterDraft normalized(const RosterDraft &draft, const RosterIndex &roster);
/// Every `before` set to what the roster says: what others did meanwhile was shown.
RosterDraft rebased(RosterDraft draft, const RosterIndex &roster);

/// The role somebody has in the draft over the roster; absent: not on the list (any more).
std::optional<acs::Role> wantedRole(const RosterDraft &draft, const RosterIndex &roster,
                                    const QString &rawId);
/// The roster as the draft wants it.
RosterIndex wantedRoster(const RosterDraft &draft, RosterIndex roster);

/// How many of each, e.g. for "+1 ~1 −1 pending".
struct RosterCounts
{
    qsizetype added = 0;
    qsizetype changed = 0;
    qsizetype removed = 0;
    qsizetype refused = 0; ///< of these

    qsizetype all() const { return added + changed + removed; }
    bool operator==(const RosterCounts &) const = default;
};
/// Wishes that the roster fulfils already count for nothing.
RosterCounts countsOf(const RosterDraft &draft, const RosterIndex &roster);

/// How many people go into one request. The service names no limit; a body of so many stays well
/// below a megabyte.
inline constexpr qsizetype maxChangesInOneRequest = 500;

/// The requests that apply a draft, each with at most `most` people.
QList<acs::RosterUpdate> partsOf(const RosterDraft &draft, qsizetype most = maxChangesInOneRequest);

/// What somebody else did to a roster between two reads of it.
struct RosterDifference
{
    QStringList added = {};
    QStringList removed = {};
    QStringList changed = {}; ///< have another role
    QStringList touched = {}; ///< of all these, the ones the draft changes too

    bool isEmpty() const { return added.isEmpty() && removed.isEmpty() && changed.isEmpty(); }
    bool operator==(const RosterDifference &) const = default;
};
/// Compares what was shown with what is now, and each change's `before` too: a wish made when
/// somebody was an Attendee is a conflict when he is a Presenter now. People who have become just
/// what the draft wants are no difference. Each list is sorted.
RosterDifference differenceOf(const RosterIndex &shown, const RosterIndex &now,
                              const RosterDraft &draft);

} // namespace roomkeeper::admin
