#include "acs/proxy/proxyfinder.h"

#include "acs/loopback.h"

#include <QFutureWatcher>
#include <QNetworkProxyFactory>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace roomkeeper::acs {

namespace {

QList<QNetworkProxy> programsProxies(const QNetworkProxyQuery &query)
{
    // Called directly: proxyForQuery() would block the window's other requests for as long as the
    // system takes.
    if (QNetworkProxyFactory::usesSystemConfiguration())
        return QNetworkProxyFactory::systemProxyForQuery(query);
    return QNetworkProxyFactory::proxyForQuery(query);
}

/// The proxy that Qt uses for a request over HTTPS.
QNetworkProxy usable(const QList<QNetworkProxy> &proxies)
{
    for (const QNetworkProxy &proxy : proxies) {
        if (proxy.type() == QNetworkProxy::NoProxy || proxy.type() == QNetworkProxy::DefaultProxy)
            break;
        if (proxy.capabilities().testFlag(QNetworkProxy::TunnelingCapability))
            return proxy;
    }
    return {QNetworkProxy::NoProxy};
}

} // namespace

Call<QNetworkProxy> findProxy(const Endpoint &endpoint, const ProxySource &source, QObject *owner)
{
    if (!source && isLoopback(endpoint.host()))
        return finishedCall<QNetworkProxy>(QNetworkProxy(QNetworkProxy::NoProxy));

    using Found = QList<QNetworkProxy>;
    const CallSource<QNetworkProxy> answer;
    auto *watcher = new QFutureWatcher<Found>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, [watcher, answer] {
        watcher->deleteLater();
        answer.finish(usable(watcher->result()));
    });
    const auto promise = std::make_shared<QPromise<Found>>();
    promise->start();
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise,
                                          ask = source ? source : ProxySource(programsProxies),
                                          query = QNetworkProxyQuery(endpoint.url)] {
        promise->addResult(ask(query));
        promise->finish();
    });
    return answer.call();
}

} // namespace roomkeeper::acs
