#include "admin/connections/secretparsing.h"

#include "base/quotable.h"

#include <QCoreApplication>

namespace roomkeeper::admin {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SecretParsing)
};

} // namespace

bool usesTokens(const store::Profile &profile)
{
    return profile.authentication == store::Authentication::EntraId;
}

bool keepsInKeychain(const store::Profile &profile)
{
    return !usesTokens(profile) && profile.secretInKeychain;
}

Result<acs::ConnectionString> parseSecret(const QByteArray &secret)
{
    QString text = QString::fromUtf8(secret);
    auto parsed = acs::parseConnectionString(text);
    secureZero(text);
    return parsed;
}

Result<acs::Endpoint> endpointOf(const store::Profile &profile, const QByteArray &secret)
{
    if (usesTokens(profile)) {
        auto endpoint = acs::parseEndpoint(profile.endpoint);
        if (endpoint && !endpoint->isOfService()) {
            return failure(ErrorKind::Invalid,
                           Text::tr("%1 is not an endpoint of Azure Communication Services. Access "
                                    "tokens from the Azure CLI are not sent there.")
                               .arg(endpoint->authority()));
        }
        return endpoint;
    }
    auto parsed = parseSecret(secret);
    if (!parsed)
        return failure(std::move(parsed).error());
    return std::move(parsed->endpoint);
}

Result<acs::ConnectionString> parseSecretOf(const store::Profile &profile, const QByteArray &secret)
{
    if (usesTokens(profile)) {
        return failure(ErrorKind::Invalid,
                       Text::tr("“%1” has no connection string. It signs in with the Azure CLI.")
                           .arg(quotable(profile.name)));
    }
    auto parsed = parseSecret(secret);
    if (!parsed)
        return parsed;
    const auto endpoint = acs::parseEndpoint(profile.endpoint);
    if (!endpoint || *endpoint != parsed->endpoint) {
        return failure(ErrorKind::Invalid,
                       Text::tr("It belongs to another resource (%1). The resource of “%2” is %3.")
                           .arg(parsed->endpoint.authority(), quotable(profile.name),
                                endpoint ? endpoint->authority() : profile.endpoint));
    }
    return parsed;
}

} // namespace roomkeeper::admin
