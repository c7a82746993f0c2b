#include "sandbox/http/servedaddresses.h"

namespace roomkeeper::sandbox {

QList<QHostAddress> servedAddresses(const QHostAddress &host)
{
    if (host.isNull())
        return {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
    const QList<QHostAddress> all{QHostAddress(QHostAddress::AnyIPv4),
                                  QHostAddress(QHostAddress::AnyIPv6)};
    return all.contains(host) ? all : QList<QHostAddress>{host};
}

QString hostInUrls(const QHostAddress &host)
{
    const QHostAddress first = servedAddresses(host).constFirst();
    if (first == QHostAddress::AnyIPv4)
        return QHostAddress(QHostAddress::LocalHost).toString();
    const bool isIpv6 = first.protocol() == QAbstractSocket::IPv6Protocol;
    return isIpv6 ? u'[' + first.toString() + u']' : first.toString();
}

bool servesOnlyThisComputer(const QHostAddress &host)
{
    return host.isNull() || host.isLoopback();
}

} // namespace roomkeeper::sandbox
