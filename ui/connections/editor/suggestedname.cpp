#include "ui/connections/editor/suggestedname.h"

#include <QHostAddress>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

QString suggestedName(const acs::Endpoint &endpoint)
{
    const QString host = endpoint.host();
    if (QHostAddress(host).isNull() && host.contains(u'.'))
        return host.section(u'.', 0, 0);
    return endpoint.url.port() < 0 ? host : u"%1:%2"_s.arg(host).arg(endpoint.url.port());
}

} // namespace roomkeeper::ui
