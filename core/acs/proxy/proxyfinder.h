#pragma once

#include "acs/auth/connectionstring.h"
#include "base/call.h"

#include <QList>
#include <QNetworkProxy>

#include <functional>

namespace roomkeeper::acs {

/// Says which proxies are used for what.
using ProxySource = std::function<QList<QNetworkProxy>(const QNetworkProxyQuery &)>;

/// The proxy that requests to an endpoint go through, or one of type NoProxy. `source` runs in
/// another thread, since the system may read a script from the network for it; without one, the
/// program's settings are asked. `owner` lives on the caller's thread; when it goes, the answer is
/// not waited for any more.
Call<QNetworkProxy> findProxy(const Endpoint &endpoint, const ProxySource &source, QObject *owner);

} // namespace roomkeeper::acs
