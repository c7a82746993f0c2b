#include "acs/proxy/proxyfinder.h"

#include "acs/loopback.h"

#include <QFutureWatcher>
#include <QNetworkProxyFactory>
#include <QPromise>

#include <atomic>
#include <memory>
#include <thread>

namespace roomkeeper::acs {

namespace {

/// The threads that are running.
std::atomic<int> lookups = 0;

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

QList<QNetworkProxy> applicationProxies(const QNetworkProxyQuery &query)
{
    // Called directly: proxyForQuery() would block everything else that asks for a proxy, for as
    // long as the system takes.
    if (QNetworkProxyFactory::usesSystemConfiguration())
        return QNetworkProxyFactory::systemProxyForQuery(query);
    return QNetworkProxyFactory::proxyForQuery(query);
}

bool isFindingProxy()
{
    return lookups > 0;
}

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
    // Not in the thread pool, which the application waits for when it ends.
    ++lookups;
    std::thread([promise, ask = source ? source : ProxySource(applicationProxies),
                 query = QNetworkProxyQuery(endpoint.url)] {
        promise->addResult(ask(query));
        promise->finish();
        --lookups;
    }).detach();
    return answer.call();
}

} // namespace roomkeeper::acs
