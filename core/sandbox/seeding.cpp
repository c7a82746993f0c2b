#include "sandbox/seeding.h"

#include "sandbox/service/identityhandlers.h"
#include "sandbox/service/roomhandlers.h"

#include <algorithm>
#include <array>
#include <span>

namespace roomkeeper::sandbox {

namespace {

constexpr qint64 second = acs::Timestamp::ticksPerSecond;
constexpr qint64 minute = 60 * second;
constexpr qint64 quarter = 15 * minute;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

constexpr int maxUsualRoster = 40;
constexpr int fullCall = 350;
constexpr size_t roomsBetweenQuestions = 1000;

constexpr std::array appointmentLengths{30 * minute, 45 * minute, hour,     hour,
                                        90 * minute, 2 * hour,    4 * hour, day};
constexpr std::array openLengths{2 * hour, 4 * hour, 8 * hour, day,
                                 2 * day,  7 * day,  30 * day, 90 * day};

enum class Kind { Open, EndingSoon, Upcoming, Ended };

qint64 roundedDown(qint64 ticks, qint64 step)
{
    return ticks - ticks % step;
}

class Seeder
{
public:
    Seeder(Store &store, RandomSource &random, acs::Timestamp now)
        : m_store(store)
        , m_random(random)
        , m_now(now.ticks)
    {
    }

    void makePeople(int count, const QByteArray &resourceId)
    {
        UserDirectory &users = m_store.users();
        users.reserve(static_cast<size_t>(count));
        m_people.reserve(static_cast<size_t>(count));
        for (int i = 0; i < count; ++i) {
            const quint32 user = users.numberOf(newRawId(resourceId, m_random));
            users.setState(user, UserDirectory::State::Existing);
            m_people.push_back(user);
        }
    }

    Room makeRoom(Kind kind)
    {
        Room room = kind == Kind::Open       ? openRoom()
                    : kind == Kind::Ended    ? endedRoom()
                    : kind == Kind::Upcoming ? upcomingRoom()
                                             : endingSoonRoom();
        room.pstnDialOutEnabled = m_random.below(4) == 0;
        return room;
    }

    /// People who are next to each other in the directory meet in rooms, like a team. The first
    /// four have the four roles, most others are attendees.
    std::vector<Member> makeRoster(int count)
    {
        constexpr std::array<Role, 4> all{Role::Presenter, Role::Collaborator, Role::Attendee,
                                          Role::Consumer};
        const auto size = static_cast<size_t>(count);
        const size_t first = m_random.below(m_people.size() - size + 1);
        std::vector<Member> roster;
        roster.reserve(size);
        for (size_t i = 0; i < size; ++i) {
            const Role role = i < all.size() ? all[i] : usualRole();
            roster.push_back({m_people[first + i], role});
        }
        return roster;
    }

    int usualCount() { return static_cast<int>(m_random.below(maxUsualRoster + 1)); }

private:
    qint64 between(qint64 least, qint64 most)
    {
        return least + static_cast<qint64>(m_random.below(static_cast<quint64>(most - least + 1)));
    }

    qint64 oneOf(std::span<const qint64> lengths)
    {
        return lengths[m_random.below(lengths.size())];
    }

    Role usualRole()
    {
        const quint64 roll = m_random.below(20);
        return roll < 2   ? Role::Presenter
               : roll < 4 ? Role::Collaborator
               : roll < 7 ? Role::Consumer
                          : Role::Attendee;
    }

    Room openRoom()
    {
        Room room;
        if (m_random.below(4) == 0) {
            // Created without any times: valid from then on for 180 days.
            room.validFrom.ticks = m_now - between(minute, 178 * day);
            room.validUntil.ticks = room.validFrom.ticks + 180 * day;
            room.createdAt.ticks = room.validFrom.ticks + between(second / 1000, second / 10);
            return room;
        }
        // More than half an hour is left after rounding, so that none of these ends soon.
        const qint64 length = oneOf(openLengths);
        room.validFrom.ticks = roundedDown(m_now - between(0, length - hour), quarter);
        room.validUntil.ticks = room.validFrom.ticks + length;
        room.createdAt.ticks = room.validFrom.ticks - between(minute, 14 * day);
        return room;
    }

    Room endingSoonRoom()
    {
        Room room;
        room.validUntil.ticks = roundedDown(
            m_now + between(20 * minute + 30 * second, 29 * minute + 30 * second), second);
        room.validFrom.ticks = room.validUntil.ticks - oneOf(appointmentLengths);
        room.createdAt.ticks = room.validFrom.ticks - between(minute, 14 * day);
        return room;
    }

    Room upcomingRoom()
    {
        Room room;
        room.validFrom.ticks = roundedDown(m_now + between(hour + quarter, 60 * day), quarter);
        room.validUntil.ticks = room.validFrom.ticks + oneOf(appointmentLengths);
        room.createdAt.ticks = m_now - between(minute, 30 * day);
        return room;
    }

    Room endedRoom()
    {
        Room room;
        room.validUntil.ticks = roundedDown(m_now - between(hour, 20 * day), quarter);
        room.validFrom.ticks = room.validUntil.ticks - oneOf(appointmentLengths);
        room.createdAt.ticks = room.validFrom.ticks - between(minute, 14 * day);
        return room;
    }

    Store &m_store;
    RandomSource &m_random;
    qint64 m_now;
    std::vector<quint32> m_people;
};

std::vector<Kind> kindsOf(int rooms)
{
    const int open = rooms * 3 / 8;
    const int endingSoon = rooms / 15;
    std::vector<Kind> kinds(static_cast<size_t>(open), Kind::Open);
    kinds.insert(kinds.end(), static_cast<size_t>(endingSoon), Kind::EndingSoon);
    kinds.insert(kinds.end(), static_cast<size_t>(rooms - open - endingSoon), Kind::Upcoming);
    kinds.insert(kinds.end(), static_cast<size_t>(rooms / 16), Kind::Ended);
    return kinds;
}

} // namespace

bool seed(Store &store, const SeedPlan &plan, const QByteArray &resourceId, RandomSource &random,
          acs::Timestamp now)
{
    if (plan.rooms <= 0)
        return true;
    size_t asked = 0;
    const auto isUnwanted = [&plan, &asked] {
        return ++asked % roomsBetweenQuestions == 0 && plan.isUnwanted && plan.isUnwanted();
    };
    Seeder seeder(store, random, now);
    const int most = plan.participants.value_or(fullCall);
    seeder.makePeople(std::max(most, std::clamp(plan.rooms * 5, 400, 20'000)), resourceId);

    std::vector<Room> rooms;
    const std::vector<Kind> kinds = kindsOf(plan.rooms);
    rooms.reserve(kinds.size());
    for (const Kind kind : kinds) {
        if (isUnwanted())
            return false;
        Room room = seeder.makeRoom(kind);
        const bool isFull = rooms.empty() && !plan.participants;
        const int usual = plan.participants ? *plan.participants : seeder.usualCount();
        room.roster = seeder.makeRoster(isFull ? fullCall : usual);
        rooms.push_back(std::move(room));
    }
    std::ranges::stable_sort(rooms, {}, &Room::createdAt);
    store.reserve(rooms.size());
    for (Room &room : rooms) {
        if (isUnwanted())
            return false;
        room.id = newRoomId(store, random);
        store.insert(std::move(room), now);
    }
    return true;
}

} // namespace roomkeeper::sandbox
