#pragma once

#include "acs/rooms/room.h"
#include "admin/drafts/rosterdraft.h"
#include "base/error.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace roomkeeper::admin {

/// A change whose answer never came: it may have taken effect or not, until somebody looks.
struct UnknownOutcome
{
    enum class Kind {
        Create, ///< a new room; nobody knows its id
        Update, ///< a room's own fields
        Roster, ///< who may join a room
        Delete,
    };

    int id = 0; ///< given by the list that holds it, never twice
    Kind kind = Kind::Create;
    QString roomId = {}; ///< empty for Create
    QDateTime askedAt = {}; ///< UTC, by this computer's clock
    /// This computer's clock minus the service's when the answer did not come, where known.
    std::optional<std::chrono::seconds> clockSkew = {};
    Error error = {}; ///< kind OutcomeUnknown, with what is known of why

    acs::RoomCreation creation = {}; ///< Create: what was asked for
    acs::RoomUpdate update = {}; ///< Update: what was asked for
    acs::Room before = {}; ///< Update: the room as it was known then
    QList<acs::RosterUpdate> parts = {}; ///< Roster: the requests nobody knows the outcome of
    RosterIndex rosterBefore = {}; ///< Roster: those named in them, as they were read just before

    bool operator==(const UnknownOutcome &) const = default;
};

/// A room that may be the one that was asked for.
struct RoomCandidate
{
    acs::Room room = {};
    QList<acs::Participant> roster = {};
    QDateTime readAt = {}; ///< UTC

    bool operator==(const RoomCandidate &) const = default;
};

/// How a roster stands to what was asked of it: people by what became of their wishes.
struct RosterComparison
{
    qsizetype made = 0; ///< are as they were wished
    qsizetype asBefore = 0;
    qsizetype otherwise = 0; ///< neither: somebody else changed them

    qsizetype all() const { return made + asBefore + otherwise; }
    bool operator==(const RosterComparison &) const = default;
};

/// What looking at the service showed of an unknown outcome.
struct OutcomeCheck
{
    enum class Kind {
        Made, ///< the service holds what was asked for
        NotMade, ///< all is as it was before
        Different, ///< neither: made in part, or changed by somebody else
        RoomGone, ///< the room of a change does not exist any more (404)
        WhichRoom, ///< Create: one or more rooms may be it, which only a person can tell
        /// Create: no such room is listed, but it would have ended by now, and ended rooms are not
        /// listed.
        CannotTell,
    };
    Kind kind = Kind::Made;
    UnknownOutcome outcome = {}; ///< what was looked after
    /// The room as it is: Update and Delete, unless it is gone.
    std::optional<acs::Room> room = {};
    RosterComparison roster = {}; ///< Roster only
    QList<RoomCandidate> candidates = {}; ///< WhichRoom only; newest first

    /// Whether nothing is unknown any more.
    bool isSettled() const { return kind != Kind::WhichRoom; }
    bool operator==(const OutcomeCheck &) const = default;
};

// Pure comparisons of what was asked with what is there. Bounds are compared at the second: more
// than that nobody means.

/// Whether the room is what an update asked for.
bool isAsAsked(const acs::Room &room, const acs::RoomUpdate &update);
/// Made, NotMade or Different.
OutcomeCheck::Kind compareOutcome(const UnknownOutcome &update, const acs::Room &now);

RosterComparison compareRoster(const UnknownOutcome &roster, const RosterIndex &now);
/// Made, NotMade or Different.
OutcomeCheck::Kind compareOutcome(const RosterComparison &comparison);

/// Whether a room may have been made from this wish, by its own fields. What was not asked for is
/// compared with the service's defaults (open from now, for 180 days, no dial-out).
bool mayComeFrom(const acs::Room &room, const acs::RoomCreation &creation);
/// Whether these people with these roles were asked for; true where nobody was.
bool hasAskedRoster(const QList<acs::Participant> &roster, const acs::RoomCreation &creation);

/// The earliest `createdAt` that a room of this wish can have, by the service's clock. `clockSkew`:
/// as known now, for where it was not known then.
acs::Timestamp earliestCreation(const UnknownOutcome &create,
                                const std::optional<std::chrono::seconds> &clockSkew);
/// Whether a room of this wish may have ended by `now` of this computer's clock; then the service
/// lists it no more.
bool mayHaveEnded(const acs::RoomCreation &creation, const QDateTime &now,
                  const std::optional<std::chrono::seconds> &clockSkew);

} // namespace roomkeeper::admin
