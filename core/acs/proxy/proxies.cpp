#include "acs/proxy/proxies.h"

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
        if (isThisComputer(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::DefaultProxy)};
        return proxyForQuery(query);
    }
};

} // namespace

bool isThisComputer(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

void bufferLoopback(QNetworkAccessManager &network)
{
    network.setProxyFactory(new BufferedLoopback); // which owns it
}

} // namespace roomkeeper::acs
