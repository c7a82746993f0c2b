#pragma once

#include "sandbox/service/context.h"
#include "sandbox/service/servicesettings.h"
#include "sandbox/service/store.h"

namespace roomkeeper::sandbox {

/// The operations on a room's participants.
class ParticipantHandlers
{
public:
    ParticipantHandlers(Store &store, const ServiceSettings &settings);

    [[nodiscard]] Outcome<Response> list(const Context &context) const;
    [[nodiscard]] Outcome<Response> update(const Context &context);

private:
    Store &m_store;
    const ServiceSettings &m_settings;
};

} // namespace roomkeeper::sandbox
