#include "acs/proxy/proxylookup.h"

#include <utility>

namespace roomkeeper::acs {

ProxyLookup::ProxyLookup(Endpoint endpoint, ProxySource source, std::chrono::milliseconds limit,
                         QObject *parent)
    : QObject(parent)
    , m_endpoint(std::move(endpoint))
    , m_source(std::move(source))
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(limit);
    connect(&m_limit, &QTimer::timeout, this, &ProxyLookup::expired);
}

bool ProxyLookup::prepare()
{
    if (m_isKnown)
        return true;
    if (!m_limit.isActive())
        m_limit.start();
    refresh();
    return false;
}

void ProxyLookup::refresh()
{
    if (std::exchange(m_isRunning, true))
        return;
    findProxy(m_endpoint, m_source, this).then(this, [this](const Result<QNetworkProxy> &proxy) {
        m_isRunning = false;
        m_isKnown = true;
        m_limit.stop();
        emit found(proxy.value_or(QNetworkProxy(QNetworkProxy::NoProxy)));
    });
}

} // namespace roomkeeper::acs
