#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace roomkeeper::acs {

/// A user access token: a secret, shown once, never logged.
struct AccessToken
{
    QString token = {};
    QDateTime expiresOn = {}; ///< UTC

    bool operator==(const AccessToken &) const = default;
};

/// A request for an access token.
struct TokenRequest
{
    QStringList scopes = {}; ///< from tokenScopes()
    /// 60 to 1440 minutes; the service's default is 1440. Checked by the service only.
    std::optional<std::chrono::minutes> expiresIn = {};

    bool operator==(const TokenRequest &) const = default;
};

/// A communication user that was just created.
struct CreatedUser
{
    QString rawId = {};
    std::optional<AccessToken> token = {};

    bool operator==(const CreatedUser &) const = default;
};

/// The scopes a user access token can have.
inline const QStringList &tokenScopes()
{
    using namespace Qt::StringLiterals;
    static const QStringList scopes{u"chat"_s, u"voip"_s, u"chat.join"_s, u"chat.join.limited"_s,
                                    u"voip.join"_s};
    return scopes;
}

} // namespace roomkeeper::acs
