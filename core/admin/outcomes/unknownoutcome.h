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

/// A change without a response: it may or may not have been made, until it is checked.
struct UnknownOutcome
{
    enum class Kind {
        Create, ///< a new room; its ID is not known
        Update, ///< a room's own fields
        Roster, ///< participants of a room
        Delete,
    };

    int id = 0; ///< assigned by UnknownOutcomes, never reused
    Kind kind = Kind::Create;
    QString roomId = {}; ///< empty for Create
    QDateTime askedAt = {}; ///< UTC, by this computer's clock
    /// This computer's clock minus the service's at that time, if known.
    std::optional<std::chrono::seconds> clockSkew = {};
    Error error = {}; ///< kind OutcomeUnknown, with what is known about the reason

    acs::RoomCreation creation = {}; ///< Create: the request
    acs::RoomUpdate update = {}; ///< Update: the request
    acs::Room before = {}; ///< Update: the room as known before
    QList<acs::RosterUpdate> parts = {}; ///< Roster: the requests whose outcome is unknown
    /// Roster: the roles of the people in them, as loaded just before
    RosterIndex rosterBefore = {};

    bool operator==(const UnknownOutcome &) const = default;
};

/// A room that the request may have created.
struct RoomCandidate
{
    acs::Room room = {};
    QList<acs::Participant> roster = {};
    QDateTime readAt = {}; ///< UTC

    bool operator==(const RoomCandidate &) const = default;
};

/// The present participants compared with the requested changes, as numbers of people.
struct RosterComparison
{
    qsizetype made = 0; ///< have the requested role, or are removed as requested
    qsizetype asBefore = 0;
    qsizetype otherwise = 0; ///< neither: somebody else changed them

    qsizetype all() const { return made + asBefore + otherwise; }
    bool operator==(const RosterComparison &) const = default;
};

/// The result of checking an unknown outcome at the service.
struct OutcomeCheck
{
    enum class Kind {
        Made, ///< the change was made
        NotMade, ///< everything is as before
        Different, ///< neither: made in part, or changed by somebody else
        RoomGone, ///< the room no longer exists (404)
        WhichRoom, ///< Create: one or more rooms match; only the user can tell
        /// Create: no such room is listed, but it would have ended by now, and ended rooms are not
        /// listed.
        CannotTell,
    };
    Kind kind = Kind::Made;
    UnknownOutcome outcome = {}; ///< the outcome that was checked
    /// The present room, for Update and Delete, unless it is gone.
    std::optional<acs::Room> room = {};
    RosterComparison roster = {}; ///< Roster only
    QList<RoomCandidate> candidates = {}; ///< WhichRoom only; newest first

    /// Whether the outcome is not unknown any more.
    bool isSettled() const { return kind != Kind::WhichRoom; }
    bool operator==(const OutcomeCheck &) const = default;
};

// Comparisons of a request with the present state. Pure functions. Times are compared in seconds.

/// Whether the room is as an update requested.
bool isAsAsked(const acs::Room &room, const acs::RoomUpdate &update);
/// Made, NotMade or Different.
OutcomeCheck::Kind compareOutcome(const UnknownOutcome &update, const acs::Room &now);

RosterComparison compareRoster(const UnknownOutcome &roster, const RosterIndex &now);
/// Made, NotMade or Different.
OutcomeCheck::Kind compareOutcome(const RosterComparison &comparison);
/// The requested changes of participants that were made.
RosterDraft madeChanges(const UnknownOutcome &roster, const RosterIndex &now);

/// Whether this request may have created the room, by the room's own fields. Absent fields of the
/// request are compared with the service's defaults (valid from now, for 180 days, no dial-out).
bool mayComeFrom(const acs::Room &room, const acs::RoomCreation &creation);
/// Whether these people with these roles were requested; true if none were.
bool hasAskedRoster(const QList<acs::Participant> &roster, const acs::RoomCreation &creation);

/// The earliest `createdAt` that a room from this request can have, by the service's clock.
/// `clockSkew`: the present one, used if none was known at the time of the request.
acs::Timestamp earliestCreation(const UnknownOutcome &create,
                                const std::optional<std::chrono::seconds> &clockSkew);
/// Whether a room from this request may have ended by `now` (this computer's clock); then the
/// service does not list it.
bool mayHaveEnded(const acs::RoomCreation &creation, const QDateTime &now,
                  const std::optional<std::chrono::seconds> &clockSkew);

} // namespace roomkeeper::admin
