#include "acs/proxy/proxies.h"

#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>

namespace roomkeeper::acs {

namespace {

class BufferedLoopback final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override
    {
        return {QNetworkProxy(QNetworkProxy::DefaultProxy)};
    }
};

} // namespace

void bufferLoopback(QNetworkAccessManager &network)
{
    network.setProxyFactory(new BufferedLoopback); // takes ownership
}

} // namespace roomkeeper::acs
