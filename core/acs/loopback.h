#pragma once

class QString;

namespace roomkeeper::acs {

/// Whether a host, by name or as an IP address without brackets, is this computer: "localhost" in
/// any case, 127.0.0.0/8 and ::1. Names are not looked up. For these hosts Qt never uses a proxy.
bool isLoopback(const QString &host);

} // namespace roomkeeper::acs
