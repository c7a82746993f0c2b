#include "acs/proxy/proxies.h"

#include "acs/loopback.h"

#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>

namespace roomkeeper::acs {

namespace {

class BufferedLoopback final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopback(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::DefaultProxy)};
        return proxyForQuery(query);
    }
};

} // namespace

void bufferLoopback(QNetworkAccessManager &network)
{
    network.setProxyFactory(new BufferedLoopback); // takes ownership
}

} // namespace roomkeeper::acs
