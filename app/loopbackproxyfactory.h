#pragma once

#include <QNetworkProxyFactory>

namespace roomkeeper::app {

/// The system's proxies, save for this computer itself: the sandbox is not behind one.
class LoopbackProxyFactory final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;
};

} // namespace roomkeeper::app
