#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>

namespace roomkeeper::sandbox {

// `host` is what a server was asked to serve on: an address, 0.0.0.0 or :: for all addresses, null
// for this computer only.

/// The addresses to listen on. Only the first one is required: the second is that of IPv6, which
/// not every system has.
QList<QHostAddress> servedAddresses(const QHostAddress &host);

/// The host in the URLs of such a server, an IPv6 address in brackets: 127.0.0.1 where this is
/// served.
QString hostInUrls(const QHostAddress &host);

/// Whether only this computer reaches such a server.
bool servesOnlyThisComputer(const QHostAddress &host);

} // namespace roomkeeper::sandbox
