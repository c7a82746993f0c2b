#pragma once

#include "base/random.h"
#include "sandbox/service/context.h"
#include "sandbox/service/servicesettings.h"
#include "sandbox/service/store.h"

namespace roomkeeper::sandbox {

/// An unused room ID in the service's format: 99 and digits, 16 or 17 in all.
quint64 newRoomId(const Store &store, RandomSource &random);

/// The room number in a path; 0, which no room has, for digits with leading zeros. Rejects IDs of a
/// wrong format with 400.
[[nodiscard]] Outcome<quint64> roomNumberInPath(const QByteArray &id);

/// The room in a path. Rejects IDs of a wrong format with 400, unknown ones with 404.
[[nodiscard]] Outcome<const Room *> roomInPath(const QByteArray &id, const Store &store);

/// The operations on rooms.
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
