#pragma once

#include "sandbox/service/repeatability.h"
#include "sandbox/service/room.h"
#include "sandbox/service/userdirectory.h"

#include <vector>

namespace roomkeeper::sandbox {

/// A user of the directory with their number there.
struct NumberedUser
{
    quint32 number = 0;
    QByteArray rawId = {};
    UserDirectory::State state = UserDirectory::State::Mentioned;

    bool operator==(const NumberedUser &) const = default;
};

/// The contents of a Store as plain values: everything, or what was created, changed or removed.
struct StoreContents
{
    std::vector<NumberedUser> users = {};
    std::vector<Room> rooms = {};
    /// IDs of deleted rooms, which are never used again.
    std::vector<quint64> removedRooms = {};
    /// IDs of rooms that were deleted completely; only in changes.
    std::vector<quint64> forgottenRooms = {};
    std::vector<RememberedAnswer> answers = {};
    /// Only in changes.
    std::vector<QUuid> forgottenAnswers = {};
    /// The sequence number of the newest room, which may be gone.
    quint64 lastSequence = 0;
};

/// Whether these can be the contents of a Store: users numbered from 0, participants sorted and
/// known, IDs and times in their ranges. Does not look for duplicates.
bool areSound(const StoreContents &contents);

} // namespace roomkeeper::sandbox
