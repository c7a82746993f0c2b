#pragma once

#include "base/random.h"
#include "sandbox/service/context.h"
#include "sandbox/service/servicesettings.h"
#include "sandbox/service/store.h"

namespace roomkeeper::sandbox {

/// A room id that is free, as the service makes them: 99 and digits, 16 or 17 in all.
quint64 newRoomId(const Store &store, RandomSource &random);

/// The number of the room that a path names; 0, which no room has, for digits with leading zeros.
/// Refuses ids of a wrong form with 400.
[[nodiscard]] Outcome<quint64> roomNumberInPath(const QByteArray &id);

/// The room that a path names. Refuses ids of a wrong form with 400, unknown ones with 404.
[[nodiscard]] Outcome<const Room *> roomInPath(const QByteArray &id, const Store &store);

/// What is asked of rooms themselves.
class RoomHandlers
{
public:
    RoomHandlers(Store &store, RandomSource &random, const ServiceSettings &settings);

    [[nodiscard]] Outcome<Response> create(const Context &context);
    [[nodiscard]] Outcome<Response> list(const Context &context) const;
    [[nodiscard]] Outcome<Response> read(const Context &context) const;
    [[nodiscard]] Outcome<Response> update(const Context &context);
    [[nodiscard]] Outcome<Response> remove(const Context &context);

private:
    [[nodiscard]] Outcome<Response> createOnce(const Context &context);

    Store &m_store;
    RandomSource &m_random;
    const ServiceSettings &m_settings;
};

} // namespace roomkeeper::sandbox
