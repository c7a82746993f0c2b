#pragma once

#include "acs/proxy/proxyfinder.h"

#include <QNetworkProxy>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace roomkeeper::acs {

/// The proxy of one connection, looked up in another thread: the system may load a script from the
/// network, and a network that is down can make it take minutes.
class ProxyLookup : public QObject
{
    Q_OBJECT

public:
    /// `limit`: how long prepare() waits for the first look-up.
    ProxyLookup(Endpoint endpoint, ProxySource source, std::chrono::milliseconds limit,
                QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ProxyLookup)

    /// Whether the proxy is known. If not, it is looked up; found() or expired() follows.
    bool prepare();
    /// Looks it up again, because it may have changed. The known one stays valid until found().
    void refresh();

signals:
    void found(const QNetworkProxy &proxy);
    /// The limit is over. The look-up continues.
    void expired();

private:
    const Endpoint m_endpoint;
    const ProxySource m_source;
    QTimer m_limit;
    bool m_isKnown = false;
    bool m_isRunning = false;
};

} // namespace roomkeeper::acs
