#pragma once

#include "acs/apiversion.h"

#include <QDateTime>
#include <QString>
#include <QUuid>

namespace roomkeeper::store {

/// How a resource is told who asks.
enum class Authentication {
    AccessKey, ///< requests are signed with the key of the connection string
    EntraId, ///< requests bear a token of the person's, from the Azure CLI; there is no secret
};

/// What is known of a connection without its secret; may be written to disk.
struct Profile
{
    QUuid id = {}; ///< names the secret in the keychain
    QString name = {};
    QString endpoint = {}; ///< e.g. https://contoso.communication.azure.com
    acs::ApiVersion apiVersion = acs::defaultApiVersion;
    Authentication authentication = Authentication::AccessKey;
    bool readOnly = false;
    /// Whether the secret is kept in the OS keychain; else it is known for this run only. Also
    /// while the keychain still has one that it should let go of.
    bool secretInKeychain = true;
    /// A PEM file with certificates of authorities that are trusted for this connection besides the
    /// system's; empty: none.
    QString authorityFile = {};
    /// "#rrggbb" of the band under the toolbar.
    QString colour = {};
    QString group = {}; ///< under which it is listed; empty: none
    QString notes = {};
    QDateTime lastUsed = {}; ///< UTC; invalid where never

    bool operator==(const Profile &) const = default;
};

} // namespace roomkeeper::store
