#pragma once

class QString;

namespace roomkeeper::acs {

/// Whether a host, by name or as an IP address without brackets, is this computer: "localhost" in
/// any case, 127.0.0.0/8 and ::1. No name is looked up. These are also the hosts for which Qt uses
/// no proxy, whatever the system's settings say.
bool isLoopback(const QString &host);

} // namespace roomkeeper::acs
