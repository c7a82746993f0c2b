#include "acs/proxies.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

class BufferedLoopback final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        // Qt itself uses no proxy for this computer, whatever the system's settings say.
        const QString host = query.peerHostName();
        if (host == "localhost"_L1 || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::DefaultProxy)};
        return proxyForQuery(query);
    }
};

} // namespace

void bufferLoopback(QNetworkAccessManager &network)
{
    network.setProxyFactory(new BufferedLoopback); // which owns it
}

} // namespace roomkeeper::acs
