#include "sandbox/service/sandboxservice.h"

#include "acs/auth/requestsigner.h"
#include "sandbox/http/requestbody.h"

#include <algorithm>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

Problem unsupportedVersion(const Request &request, const Target &target, const QByteArray &version)
{
    const QByteArray url = request.origin() + target.path;
    return {
        .status = 400,
        .code = u"UnsupportedApiVersion"_s,
        .message =
            u"The HTTP resource that matches the request URI '%1' does not support the API version '%2'."_s
                .arg(QString::fromUtf8(url), QString::fromUtf8(version))};
}

/// Why a request that was not read completely, or is too large, is rejected.
std::optional<Problem> defectOf(const Request &request)
{
    switch (request.defect) {
    case Request::Defect::None:
        if (request.body.size() <= RequestBody::largest)
            return std::nullopt;
        [[fallthrough]];
    case Request::Defect::BodyTooLarge:
        return Problem{.status = 413,
                       .code = u"RequestEntityTooLarge"_s,
                       .message = u"The request body is larger than 1 MiB."_s};
    case Request::Defect::HeaderTooLarge:
        return Problem{.status = 431,
                       .code = u"RequestHeaderFieldsTooLarge"_s,
                       .message = u"The request header is larger than 64 KiB."_s};
    case Request::Defect::Malformed:
        return malformed({});
    }
    Q_UNREACHABLE();
}

/// The Host header goes into links and messages: it must contain only a host and a port.
bool isHost(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || QByteArrayView(".:-_[]").contains(c);
    });
}

Outcome<ApiVersion> readVersion(const Request &request, const Target &target, Area area)
{
    const QByteArray text = target.parameter("api-version");
    if (text.isEmpty()) {
        return reject({.status = 400,
                       .code = u"ApiVersionUnspecified"_s,
                       .message = u"An API version is required, but was not specified."_s});
    }
    if (area == Area::Identity) {
        if (isIdentityVersion(text))
            return ApiVersion::V2025_03_13;
        return reject(unsupportedVersion(request, target, text));
    }
    const auto version = apiVersionFromWire(text);
    if (!version)
        return reject(unsupportedVersion(request, target, text));
    return *version;
}

void addVersions(Response &response, Area area)
{
    if (area != Area::None) {
        response.headers.append({QByteArrayLiteral("api-supported-versions"),
                                 area == Area::Rooms ? roomsVersions : identityVersions});
    }
}

} // namespace

SandboxService::SandboxService(ServiceSettings settings, RandomSource &random)
    : m_settings(std::move(settings))
    , m_random(random)
    , m_authentication(m_settings)
    , m_rooms(m_store, m_random, m_settings)
    , m_participants(m_store, m_settings)
    , m_identity(m_store, m_random, m_settings)
{
}

Result<void> SandboxService::keepWith(StateKeeper &keeper, acs::Timestamp now)
{
    m_keeper = &keeper;
    m_store.noteChanges();
    return restore(now);
}

Result<void> SandboxService::keepChanges()
{
    const auto changes = m_store.takeChanges();
    return changes ? m_keeper->keep(*changes) : Result<void>();
}

Result<void> SandboxService::restore(acs::Timestamp now)
{
    return m_keeper->contents().map([this, now](StoreContents contents) {
        m_store.assign(std::move(contents), now);
        m_isBehind = false;
    });
}

Response SandboxService::handle(const Request &request, acs::Timestamp now, PageShape page)
{
    const Target target = parseTarget(request.target);
    Outcome<Response> outcome = keptAnswer(request, target, now, page);
    if (!outcome)
        return rejection(request, std::move(outcome.error()), now);
    addCommonHeaders(*outcome, request, areaOf(target), now);
    addVersions(*outcome, areaOf(target));
    return std::move(*outcome);
}

Outcome<Response> SandboxService::keptAnswer(const Request &request, const Target &target,
                                             acs::Timestamp now, PageShape page)
{
    if (m_isBehind) {
        if (const auto restored = restore(now); !restored)
            return reject(failed(restored.error().message));
    }
    m_store.advanceTo(now);
    Outcome<Response> outcome = answer(request, target, now, page);
    if (const auto kept = keepChanges(); !kept) {
        // The stored state counts; here the change has already been made.
        m_isBehind = true;
        return reject(failed(kept.error().message + " Nothing was changed."_L1));
    }
    return outcome;
}

Response SandboxService::rejection(const Request &request, Problem problem, acs::Timestamp now)
{
    const Area area = areaOf(parseTarget(request.target));
    problem.hasCodeHeader = problem.hasCodeHeader && area != Area::Identity;
    Response response = toResponse(problem);
    addCommonHeaders(response, request, area, now);
    if (problem.hasVersionsHeader)
        addVersions(response, area);
    return response;
}

Outcome<Response> SandboxService::answer(const Request &request, const Target &target,
                                         acs::Timestamp now, PageShape page)
{
    if (const auto problem = defectOf(request))
        return reject(*problem);
    // It is signed like other headers: without a valid one the client is not authenticated.
    if (!isHost(request.header("Host")))
        return reject(denied());
    if (const auto problem = m_authentication.check(request, now))
        return reject(*problem);
    const auto route = findRoute(request.method, target);
    if (!route)
        return reject(route.error());
    const auto version = readVersion(request, target, areaOf(target));
    if (!version)
        return reject(version.error());
    return dispatch({request, target, *route, *version, now, page});
}

Outcome<Response> SandboxService::dispatch(const Context &context)
{
    switch (context.route.operation) {
    case Operation::CreateRoom:
        return m_rooms.create(context);
    case Operation::ListRooms:
        return m_rooms.list(context);
    case Operation::GetRoom:
        return m_rooms.read(context);
    case Operation::UpdateRoom:
        return m_rooms.update(context);
    case Operation::DeleteRoom:
        return m_rooms.remove(context);
    case Operation::ListParticipants:
        return m_participants.list(context);
    case Operation::UpdateParticipants:
        return m_participants.update(context);
    case Operation::CreateUser:
        return m_identity.create(context);
    case Operation::DeleteUser:
        return m_identity.remove(context);
    case Operation::IssueToken:
        return m_identity.issueToken(context);
    case Operation::RevokeTokens:
        return m_identity.revokeTokens(context);
    }
    Q_UNREACHABLE();
}

void SandboxService::addCommonHeaders(Response &response, const Request &request, Area area,
                                      acs::Timestamp now)
{
    if (now.secondsSinceEpoch() != m_dateSecond) {
        m_dateSecond = now.secondsSinceEpoch();
        m_date = acs::httpDate(now.toUtc());
    }
    QList<Header> &headers = response.headers;
    headers.append({QByteArrayLiteral("Date"), m_date});
    headers.append({QByteArrayLiteral("MS-CV"),
                    m_random.bytes(16).toBase64(QByteArray::OmitTrailingEquals) + ".0"});
    // Opaque, and shorter than the service's, because clients process each byte of a header.
    headers.append({QByteArrayLiteral("x-azure-ref"), '0' + m_random.bytes(12).toBase64()});
    if (area == Area::Identity) {
        const QByteArray clientRequestId = request.header("x-ms-client-request-id");
        if (!clientRequestId.isEmpty())
            headers.append({QByteArrayLiteral("x-ms-client-request-id"), clientRequestId});
    }
}

} // namespace roomkeeper::sandbox
