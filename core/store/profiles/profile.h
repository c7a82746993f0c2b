#pragma once

#include "acs/apiversion.h"

#include <QDateTime>
#include <QString>
#include <QUuid>

namespace roomkeeper::store {

/// How requests are authenticated.
enum class Authentication {
    AccessKey, ///< requests are signed with the key of the connection string
    EntraId, ///< requests have an access token from the Azure CLI; there is no secret
};

/// A saved connection without its secret; may be written to disk.
struct Profile
{
    QUuid id = {}; ///< identifies the secret in the keychain
    QString name = {};
    QString endpoint = {}; ///< e.g. https://contoso.communication.azure.com
    acs::ApiVersion apiVersion = acs::defaultApiVersion;
    QString identityApiVersion =
        acs::defaultIdentityApiVersion; ///< one of acs::identityApiVersions()
    Authentication authentication = Authentication::AccessKey;
    bool readOnly = false;
    /// Whether the secret is stored in the OS keychain; otherwise it is kept until the program
    /// ends. Also true while the keychain has a secret that must still be removed.
    bool secretInKeychain = true;
    /// A PEM file with certificates of authorities that this connection trusts in addition to the
    /// system's; empty: none.
    QString authorityFile = {};
    /// Whose access token the Azure CLI is asked for: an ID or a name; at most one of the two,
    /// empty: as `az` is set up.
    QString tenant = {};
    QString subscription = {};
    /// "#rrggbb" of the bar below the toolbar.
    QString colour = {};
    QString group = {}; ///< empty: none
    QString notes = {};
    QDateTime lastUsed = {}; ///< UTC; invalid: never

    bool operator==(const Profile &) const = default;
};

} // namespace roomkeeper::store
