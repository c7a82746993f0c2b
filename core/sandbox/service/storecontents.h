#pragma once

#include "sandbox/service/repeatability.h"
#include "sandbox/service/room.h"
#include "sandbox/service/userdirectory.h"

#include <vector>

namespace roomkeeper::sandbox {

/// A user of the directory with his number there.
struct NumberedUser
{
    quint32 number = 0;
    QByteArray rawId = {};
    UserDirectory::State state = UserDirectory::State::Mentioned;

    bool operator==(const NumberedUser &) const = default;
};

/// What a Store holds as plain values: all of it, or what of it was made, changed or removed.
struct StoreContents
{
    std::vector<NumberedUser> users = {};
    std::vector<Room> rooms = {};
    /// Ids of rooms that were deleted and are remembered as such.
    std::vector<quint64> removedRooms = {};
    /// Ids of rooms that are not even remembered any more; of changes only.
    std::vector<quint64> forgottenRooms = {};
    std::vector<RememberedAnswer> answers = {};
    /// Of changes only.
    std::vector<QUuid> forgottenAnswers = {};
    /// The sequence number of the room that was made last, which may be gone.
    quint64 lastSequence = 0;
};

/// Whether these can be the whole contents of a Store: users numbered from 0 on, rosters in order
/// and of known users, ids and moments in their ranges. Does not look for things that stand there
/// twice.
bool areSound(const StoreContents &contents);

} // namespace roomkeeper::sandbox
