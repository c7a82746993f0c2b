#include "sandbox/service/storecontents.h"

#include "acs/identity/communicationidentifier.h"

#include <algorithm>

namespace roomkeeper::sandbox {

namespace {

// The service's format for times ends with year 9999.
constexpr qint64 maxTicks = qint64{253'402'300'800} * acs::Timestamp::ticksPerSecond;
constexpr quint64 smallestId = 1'000'000'000'000'000;
constexpr quint64 maxId = 999'999'999'999'999'999;

bool isSound(acs::Timestamp moment)
{
    return moment.ticks > -maxTicks && moment.ticks < maxTicks;
}

bool isSound(const Room &room, const StoreContents &contents)
{
    const auto follows = [](const Member &left, const Member &right) {
        return left.user >= right.user;
    };
    return room.id >= smallestId && room.id <= maxId && room.sequence > 0
           && room.sequence <= contents.lastSequence && isSound(room.createdAt)
           && isSound(room.validFrom) && isSound(room.validUntil)
           && std::ranges::all_of(room.roster,
                                  [&](const Member &member) {
                                      return member.user < contents.users.size()
                                             && member.role <= Role::Collaborator;
                                  })
           && std::ranges::adjacent_find(room.roster, follows) == room.roster.end();
}

bool areSound(const std::vector<NumberedUser> &users)
{
    quint32 expected = 0;
    return std::ranges::all_of(users, [&expected](const NumberedUser &user) {
        return user.number == expected++ && user.state <= UserDirectory::State::Deleted
               && acs::isAcceptedByRooms(QString::fromLatin1(user.rawId));
    });
}

} // namespace

bool areSound(const StoreContents &contents)
{
    return areSound(contents.users)
           && std::ranges::all_of(contents.rooms,
                                  [&](const Room &room) { return isSound(room, contents); })
           && std::ranges::all_of(contents.answers, [](const RememberedAnswer &answer) {
                  return !answer.id.isNull() && isSound(answer.until);
              });
}

} // namespace roomkeeper::sandbox
