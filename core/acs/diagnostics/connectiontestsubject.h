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

/// Converts an error into a failed result with texts. Passed in, because the cause of a failed test
/// may be outside this library, such as the keychain.
using ErrorWords = std::function<DiagnosticResult(const Error &)>;

/// What a connection test tests.
struct ConnectionTestSubject
{
    Endpoint endpoint = {};
    /// Authorities trusted in addition to the system's.
    QList<QSslCertificate> authorities = {};
    ApiVersion version = defaultApiVersion;
    QString identityVersion = defaultIdentityApiVersion;
    /// Whether requests have a token of Microsoft Entra ID instead of a signature.
    bool usesToken = false;
    /// Authenticates and sends; must outlive the test. Null if there is none.
    Transport *transport = nullptr;
    /// Why there is no transport: no secret, or a certificate file that can't be read.
    Error obstacle = {};
    /// Absent: the error's own message.
    ErrorWords words = {};

    /// The failed result for an error.
    DiagnosticResult failedBy(const Error &error) const;
};

} // namespace roomkeeper::acs
