#pragma once

#include "acs/auth/connectionstring.h"
#include "base/call.h"

#include <QList>
#include <QNetworkProxy>

#include <functional>

namespace roomkeeper::acs {

/// Returns the proxies for a query.
using ProxySource = std::function<QList<QNetworkProxy>(const QNetworkProxyQuery &)>;

/// Finds the proxy for requests to an endpoint, or one of type NoProxy. `source` runs in another
/// thread, because the system may load a script from the network; without one, the application's
/// settings are used. `owner` lives on the caller's thread; when it is destroyed, the call ends.
Call<QNetworkProxy> findProxy(const Endpoint &endpoint, const ProxySource &source, QObject *owner);

} // namespace roomkeeper::acs
