#include "sandbox/service/identityhandlers.h"

#include "sandbox/http/requestbody.h"
#include "sandbox/service/accesstoken.h"

#include <QJsonArray>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int shortestMinutes = 60;
constexpr int maxMinutes = 1440;

/// The token requested; without scopes: none.
struct TokenRequest
{
    QStringList scopes;
    int minutes = maxMinutes;
};

/// 400 in the form of Identity's own checks.
Problem validationError(const QString &target, const QString &message)
{
    return {.status = 400, .code = u"ValidationError"_s, .message = message, .target = target};
}

Problem invalidScopes(const QString &why)
{
    return validationError(u"scopes"_s, u"Invalid scopes - "_s + why);
}

/// As recorded for a body without scopes: without the header of the versions.
Problem scopesRequired()
{
    Problem problem = validationError(u"Scopes"_s, u"Scopes: The Scopes field is required."_s);
    problem.hasVersionsHeader = false;
    return problem;
}

/// Absent if all scopes are valid.
std::optional<Problem> checkScopes(const QStringList &scopes)
{
    static const QStringList known{u"chat"_s, u"voip"_s, u"chat.join"_s, u"chat.join.limited"_s,
                                   u"voip.join"_s};
    for (const QString &scope : scopes) {
        if (!known.contains(scope))
            return invalidScopes(u"the scope '%1' is not known."_s.arg(scope));
    }
    return std::nullopt;
}

bool isGiven(const QJsonValue &value)
{
    return !value.isNull() && !value.isUndefined();
}

Outcome<TokenRequest> readTokenRequest(const RequestBody &body, const QString &scopesKey)
{
    TokenRequest tokenRequest;
    const QJsonValue scopes = body.value(scopesKey);
    if (isGiven(scopes) && !scopes.isArray())
        return reject(body.unreadable({scopesKey}, u"System.String[]"_s));
    const QJsonArray list = scopes.toArray();
    for (const auto scope : list)
        tokenRequest.scopes.append(scope.toString());
    if (const auto problem = checkScopes(tokenRequest.scopes))
        return reject(*problem);

    const QString minutesKey = u"expiresInMinutes"_s;
    const QJsonValue minutes = body.value(minutesKey);
    if (!isGiven(minutes))
        return tokenRequest;
    const double number = minutes.toDouble(-1);
    if (!minutes.isDouble() || number != static_cast<double>(minutes.toInt(-1)))
        return reject(body.unreadable({minutesKey}, u"System.Int32"_s));
    tokenRequest.minutes = minutes.toInt();
    if (tokenRequest.minutes < shortestMinutes || tokenRequest.minutes > maxMinutes) {
        return reject(validationError(
            u"ExpiresInMinutes"_s,
            u"ExpiresInMinutes value %1 is invalid. Value must be within the [%2, %3] interval."_s
                .arg(tokenRequest.minutes)
                .arg(shortestMinutes)
                .arg(maxMinutes)));
    }
    return tokenRequest;
}

QByteArray tokenJson(const AccessToken &token)
{
    return R"({"token":")" + token.token + R"(","expiresOn":")"
           + token.expiresOn.toWire().toLatin1() + R"("})";
}

Problem notOwned()
{
    return {.status = 401,
            .code = u"IdentityNotOwned"_s,
            .message = u"Provided identity doesn't belong to the resource."_s};
}

} // namespace

QByteArray newRawId(const QByteArray &resourceId, RandomSource &random)
{
    return "8:acs:" + resourceId + '_' + random.uuid().toByteArray(QUuid::WithoutBraces);
}

IdentityHandlers::IdentityHandlers(Store &store, RandomSource &random,
                                   const ServiceSettings &settings)
    : m_store(store)
    , m_random(random)
    , m_settings(settings)
{
}

Outcome<Response> IdentityHandlers::create(const Context &context)
{
    TokenRequest tokenRequest;
    if (!context.request.body.isEmpty()) {
        const auto body =
            RequestBody::read(context.request, "application/json", u"createIdentityRequest"_s);
        if (!body)
            return reject(body.error());
        // Ignored, it would give the client another user in each call.
        if (isGiven(body->value(u"customId"_s))) {
            return reject({.status = 404,
                           .code = u"NotFound"_s,
                           .message = u"The sandbox does not have customId."_s});
        }
        const auto read = readTokenRequest(*body, u"createTokenWithScopes"_s);
        if (!read)
            return reject(read.error());
        tokenRequest = *read;
    }
    UserDirectory &users = m_store.users();
    QByteArray rawId;
    // A sequence that starts again while users are kept repeats their IDs.
    do
        rawId = newRawId(m_settings.resourceId, m_random);
    while (users.find(rawId));
    users.setState(users.numberOf(rawId), UserDirectory::State::Existing);

    QByteArray json = R"({"identity":{"id":")" + rawId + R"("})";
    if (!tokenRequest.scopes.isEmpty()) {
        json += R"(,"accessToken":)"
                + tokenJson(sandbox::issueToken({rawId, tokenRequest.scopes, context.now,
                                                 tokenRequest.minutes, m_random.uuid()},
                                                m_settings));
    }
    return jsonResponse(201, json + '}');
}

Outcome<Response> IdentityHandlers::remove(const Context &context)
{
    if (isForeign(context))
        return reject(notOwned());
    const auto user = m_store.users().find(context.route.subject);
    if (!user || m_store.users().state(*user) == UserDirectory::State::Mentioned)
        return reject(existingUser(context).error());
    // As with rooms, deleting again succeeds.
    m_store.users().setState(*user, UserDirectory::State::Deleted);
    return Response{.status = 204};
}

Outcome<Response> IdentityHandlers::issueToken(const Context &context)
{
    const auto body =
        RequestBody::read(context.request, "application/json", u"issueAccessTokenRequest"_s);
    if (!body)
        return reject(body.error());
    const QString scopesKey = u"scopes"_s;
    if (!isGiven(body->value(scopesKey)))
        return reject(scopesRequired());
    const auto tokenRequest = readTokenRequest(*body, scopesKey);
    if (!tokenRequest)
        return reject(tokenRequest.error());
    if (tokenRequest->scopes.isEmpty())
        return reject(invalidScopes(u"Scopes field is required."_s));
    const auto user = existingUser(context);
    if (!user)
        return reject(user.error());
    const TokenClaims claims{context.route.subject, tokenRequest->scopes, context.now,
                             tokenRequest->minutes, m_random.uuid()};
    return jsonResponse(200, tokenJson(sandbox::issueToken(claims, m_settings)));
}

Outcome<Response> IdentityHandlers::revokeTokens(const Context &context)
{
    const auto user = existingUser(context);
    if (!user)
        return reject(user.error());
    return Response{.status = 204};
}

bool IdentityHandlers::isForeign(const Context &context) const
{
    // 8:acs:<resource GUID>_<user>
    const QByteArray &rawId = context.route.subject;
    constexpr qsizetype prefix = 6;
    const qsizetype end = rawId.indexOf('_');
    return rawId.startsWith("8:acs:") && end > prefix
           && rawId.sliced(prefix, end - prefix).compare(m_settings.resourceId, Qt::CaseInsensitive)
                  != 0;
}

Outcome<quint32> IdentityHandlers::existingUser(const Context &context) const
{
    if (isForeign(context))
        return reject(notOwned());
    const auto user = m_store.users().find(context.route.subject);
    if (!user || m_store.users().state(*user) != UserDirectory::State::Existing) {
        return reject({.status = 404,
                       .code = u"NotFound"_s,
                       .message = u"Provided identity doesn't exist."_s});
    }
    return *user;
}

} // namespace roomkeeper::sandbox
