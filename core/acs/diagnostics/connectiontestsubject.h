#pragma once

#include "acs/apiversion.h"
#include "acs/auth/connectionstring.h"
#include "acs/diagnostics/connectiontestline.h"
#include "base/error.h"

#include <QList>
#include <QSslCertificate>

#include <functional>

namespace roomkeeper::acs {

class Transport;

/// Puts an error into words, as a result that is Failed. Given from above: what stands in the way
/// of a connection test may be outside this library, such as the keychain.
using ErrorWords = std::function<DiagnosticResult(const Error &)>;

/// What a connection test examines.
struct ConnectionTestSubject
{
    Endpoint endpoint = {};
    /// Authorities that are trusted besides the system's.
    QList<QSslCertificate> authorities = {};
    ApiVersion version = defaultApiVersion;
    /// Requests carry a token of Microsoft Entra ID in place of a signature with an access key.
    bool usesToken = false;
    /// Proves who asks, and sends; outlives the test's run. Null where there is none.
    Transport *transport = nullptr;
    /// Why there is no transport: no secret, no authorities.
    Error obstacle = {};
    /// Without: an error's own message.
    ErrorWords words = {};

    /// What is to be said of an error.
    DiagnosticResult failedBy(const Error &error) const;
};

} // namespace roomkeeper::acs
