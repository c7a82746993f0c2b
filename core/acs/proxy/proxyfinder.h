#pragma once

#include "acs/auth/connectionstring.h"
#include "base/call.h"

#include <QList>
#include <QNetworkProxy>

#include <functional>

namespace roomkeeper::acs {

/// Returns the proxies for a query.
using ProxySource = std::function<QList<QNetworkProxy>(const QNetworkProxyQuery &)>;

/// The proxies by the application's settings, which usually are those of the system. Can take
/// minutes, because the system may load a script from the network. Any thread.
QList<QNetworkProxy> applicationProxies(const QNetworkProxyQuery &query);

/// Finds the proxy for requests to an endpoint, or one of type NoProxy. `source` runs in a thread
/// of its own; without one, it is applicationProxies(). `owner` lives on the caller's thread; when
/// it is destroyed, the call ends and the thread is left to itself.
Call<QNetworkProxy> findProxy(const Endpoint &endpoint, const ProxySource &source, QObject *owner);
/// Whether the thread of a look-up is still running. A program that ends should not wait for it, as
/// Qt's static objects do.
bool isFindingProxy();

} // namespace roomkeeper::acs
