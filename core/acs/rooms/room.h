#pragma once

#include "acs/apiversion.h"
#include "acs/timestamp.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace roomkeeper::acs {

/// The longest validity that the service accepts.
inline constexpr std::chrono::seconds maxValidity{180LL * 86'400};

/// A room as the service describes it. It has no name, no tags and no participants.
struct Room
{
    QString id = {};
    Timestamp createdAt = {};
    Timestamp validFrom = {};
    Timestamp validUntil = {};
    /// Absent if the API version has no PSTN dial-out.
    std::optional<bool> pstnDialOutEnabled = {};

    bool operator==(const Room &) const = default;
};

/// A role by the name that the service uses. Names that this version does not know are kept and
/// shown unchanged.
struct Role
{
    QString name = {};

    static Role presenter();
    static Role collaborator();
    static Role attendee();
    static Role consumer();

    /// Whether this version of the program knows the role.
    bool isKnown() const;

    bool operator==(const Role &) const = default;
};

/// The roles that can be assigned with an API version, in order of permissions.
QList<Role> rolesOf(ApiVersion version);

/// A person who may join a room.
struct Participant
{
    QString rawId = {};
    Role role = {};

    bool operator==(const Participant &) const = default;
};

/// A request for a new room. The service chooses what is absent (valid from now, for 180 days, no
/// dial-out).
struct RoomCreation
{
    std::optional<Timestamp> validFrom = {};
    std::optional<Timestamp> validUntil = {};
    std::optional<bool> pstnDialOutEnabled = {};
    QList<Participant> participants = {};

    bool operator==(const RoomCreation &) const = default;
};

/// A change of a room's own fields. The service requires both times of the validity or neither.
struct RoomUpdate
{
    struct Validity
    {
        Timestamp validFrom = {};
        Timestamp validUntil = {};

        bool operator==(const Validity &) const = default;
    };
    std::optional<Validity> validity = {};
    std::optional<bool> pstnDialOutEnabled = {};

    bool isEmpty() const { return !validity && !pstnDialOutEnabled; }
    bool operator==(const RoomUpdate &) const = default;
};

/// A change of participants: adds or replaces, and removes; others stay.
struct RosterUpdate
{
    QList<Participant> set = {};
    QList<QString> removed = {};

    bool isEmpty() const { return set.isEmpty() && removed.isEmpty(); }
    bool operator==(const RosterUpdate &) const = default;
};

} // namespace roomkeeper::acs
