#include "acs/loopback.h"

#include <QHostAddress>
#include <QString>

namespace roomkeeper::acs {

bool isLoopback(const QString &host)
{
    return host.compare(u"localhost", Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

} // namespace roomkeeper::acs
