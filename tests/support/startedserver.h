#pragma once

#include "sandbox/sandboxserver.h"
#include "support/testservice.h"

namespace roomkeeper::sandbox {

/// A running server with TestService's key, which WireClient signs with.
inline std::unique_ptr<SandboxServer> started(SandboxOptions options = {})
{
    if (!options.accessKey)
        options.accessKey = TestService::key();
    auto server = SandboxServer::start(std::move(options));
    Q_ASSERT(server.has_value());
    return std::move(*server);
}

} // namespace roomkeeper::sandbox
