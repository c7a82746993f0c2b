#pragma once

#include "acs/apiversion.h"
#include "acs/auth/connectionstring.h"
#include "base/error.h"

#include <QList>
#include <QSslCertificate>

namespace roomkeeper::acs {

class Transport;

/// What a checkup examines.
struct ConnectionTestSubject
{
    Endpoint endpoint = {};
    /// Authorities that are trusted besides the system's.
    QList<QSslCertificate> authorities = {};
    ApiVersion version = defaultApiVersion;
    /// Requests carry a token of Microsoft Entra ID in place of a signature with an access key.
    bool usesToken = false;
    /// Proves who asks, and sends; outlives the checkup's run. Null where there is none.
    Transport *transport = nullptr;
    /// Why there is no transport: no secret, no authorities.
    Error obstacle = {};
};

} // namespace roomkeeper::acs
