#include "acs/proxy/proxycredentials.h"

#include "base/securebytes.h"

#include <QAuthenticator>
#include <QNetworkProxy>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

ProxyCredentials::ProxyCredentials(QObject *parent)
    : QObject(parent)
{
}

ProxyCredentials::~ProxyCredentials()
{
    for (Known &known : m_known)
        secureZero(known.password);
}

void ProxyCredentials::give(const QString &proxy, const QString &user, const QString &password)
{
    forget(proxy);
    m_known.insert(proxy, {.user = user, .password = password, .version = ++m_versions});
    m_requested.remove(proxy);
    emit given(proxy);
}

void ProxyCredentials::decline(const QString &proxy)
{
    if (m_requested.remove(proxy))
        emit declined(proxy);
}

QString ProxyCredentials::nameOf(const QNetworkProxy &proxy)
{
    // A service, too, can return 407; it must not get the proxy's password.
    if (proxy.type() == QNetworkProxy::NoProxy || proxy.hostName().isEmpty())
        return {};
    return u"%1:%2"_s.arg(proxy.hostName()).arg(proxy.port());
}

int ProxyCredentials::version(const QString &proxy) const
{
    const auto known = m_known.constFind(proxy);
    return known == m_known.constEnd() ? 0 : known->version;
}

void ProxyCredentials::fillIn(const QString &proxy, QAuthenticator &authenticator) const
{
    const auto known = m_known.constFind(proxy);
    if (known == m_known.constEnd())
        return;
    authenticator.setUser(known->user);
    // A deep copy: a shared buffer could not be overwritten later.
    authenticator.setPassword(QString(known->password.constData(), known->password.size()));
}

void ProxyCredentials::rejected(const QString &proxy, int version)
{
    if (version != 0 && this->version(proxy) == version)
        forget(proxy);
}

void ProxyCredentials::request(const QString &proxy)
{
    if (m_requested.contains(proxy))
        return;
    m_requested.insert(proxy);
    emit requested(proxy);
}

void ProxyCredentials::forget(const QString &proxy)
{
    Known known = m_known.take(proxy);
    secureZero(known.password);
}

} // namespace roomkeeper::acs
