#include "sandbox/faults/faultinjector.h"

#include "acs/loopback.h"
#include "sandbox/http/target.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;
using Action = Fault::Action;

namespace {

/// The path that fault rules match.
QByteArray plainPath(const QByteArray &target)
{
    const qsizetype mark = target.indexOf('?');
    return QByteArray::fromPercentEncoding(mark < 0 ? target : target.first(mark));
}

bool isControlPath(const QByteArray &path)
{
    return path == "/sandbox" || path.startsWith("/sandbox/");
}

/// The error code that such services return with a status.
QString codeOf(int status)
{
    switch (status) {
    case 400:
        return u"BadRequest"_s;
    case 401:
        return u"Denied"_s;
    case 403:
        return u"Forbidden"_s;
    case 404:
        return u"NotFound"_s;
    case 408:
        return u"RequestTimeout"_s;
    case 409:
        return u"Conflict"_s;
    case 412:
        return u"PreconditionFailed"_s;
    case 429:
        return u"TooManyRequests"_s;
    case 500:
        return u"InternalServerError"_s;
    case 502:
        return u"BadGateway"_s;
    case 503:
        return u"ServiceUnavailable"_s;
    case 504:
        return u"GatewayTimeout"_s;
    default:
        return u"Fault"_s;
    }
}

PageShape pageOf(const Fault &fault)
{
    if (fault.action == Action::EmptyPage)
        return PageShape::Empty;
    return fault.action == Action::ShortPage ? PageShape::Short : PageShape::Full;
}

Problem wrongMethod(const QByteArray &allow)
{
    return {.status = 405,
            .code = u"MethodNotAllowed"_s,
            .message = u"This path of the sandbox takes other methods."_s,
            .allow = allow};
}

} // namespace

FaultInjector::FaultInjector(SandboxService &service, const Settings &settings)
    : m_service(service)
    , m_faults(settings.faults, settings.seed)
    , m_seed(settings.seed)
    , m_takesControl(settings.takesControl)
    , m_onHandled(settings.onHandled)
    , m_names(settings.names)
    , m_log(settings.seed)
{
}

Reply FaultInjector::handle(const Request &request, acs::Timestamp now)
{
    const QByteArray path = plainPath(request.target);
    if (m_takesControl && isControlPath(path) && request.defect == Request::Defect::None) {
        const auto response = control(request);
        return {response ? *response : m_service.rejection(request, response.error(), now)};
    }
    // A request that could not be parsed has no method and no path to match.
    const Fault fault = request.method.isEmpty() ? Fault{} : nextFault(request.method, path);
    Reply reply = serve(request, fault, now);
    if (m_takesControl)
        m_log.add(request, reply.response, fault, now);
    if (m_onHandled)
        m_onHandled(RequestLog::handled(request, reply.response, fault, now));
    return reply;
}

void FaultInjector::setFaults(const QList<FaultRule> &rules)
{
    const std::lock_guard lock(m_faultsMutex);
    m_faults = FaultPlan(rules, m_seed);
}

Fault FaultInjector::nextFault(const QByteArray &method, const QByteArray &path)
{
    const std::lock_guard lock(m_faultsMutex);
    return m_faults.isEmpty() ? Fault{} : m_faults.next(method, path);
}

Reply FaultInjector::serve(const Request &request, const Fault &fault, acs::Timestamp now)
{
    if (fault.action != Action::Status)
        return {m_service.handle(request, now, pageOf(fault)), fault};
    Response response =
        m_service.rejection(request,
                            {.status = fault.status,
                             .code = codeOf(fault.status),
                             .message = u"The sandbox answers %1 on purpose."_s.arg(fault.status)},
                            now);
    if (fault.retryAfter)
        response.headers.append({QByteArrayLiteral("Retry-After"),
                                 QByteArray::number(qint64{fault.retryAfter->count()})});
    return {response, fault};
}

/// Control requests are not signed. A web page must not send them through a browser: neither as
/// itself, which its Origin shows, nor under a name of its own that leads to this computer (DNS
/// rebinding), which the Host shows.
bool FaultInjector::mayControl(const Request &request) const
{
    if (!request.header("Origin").isNull())
        return false;
    const QUrl url(u"http://"_s + QString::fromLatin1(request.header("Host")));
    return url.isValid()
           && (acs::isLoopback(url.host()) || m_names.contains(url.host(), Qt::CaseInsensitive));
}

Outcome<Response> FaultInjector::control(const Request &request)
{
    if (!mayControl(request)) {
        return reject({.status = 403,
                       .code = u"Forbidden"_s,
                       .message =
                           u"The control endpoints take requests to localhost, 127.0.0.1, [::1] or "
                           "a name given with --name, and none from a web page."_s});
    }
    const QByteArray path = plainPath(request.target);
    if (path == "/sandbox/log") {
        if (request.method == "GET")
            return jsonResponse(200, m_log.toJson());
        if (request.method != "DELETE")
            return reject(wrongMethod(QByteArrayLiteral("GET, DELETE")));
        m_log.clear();
        return Response{.status = 204};
    }
    if (path == "/sandbox/faults") {
        if (request.method != "PUT")
            return reject(wrongMethod(QByteArrayLiteral("PUT")));
        return changeFaults(request);
    }
    return reject(notFound());
}

Outcome<Response> FaultInjector::changeFaults(const Request &request)
{
    QByteArray text = request.body;
    if (request.header("Content-Type").toLower().startsWith("application/json")) {
        const QJsonValue rules = QJsonDocument::fromJson(request.body).object().value("rules"_L1);
        if (!rules.isString())
            return reject(badRequest(u"The body must be {\"rules\": \"…\"}."_s));
        text = rules.toString().toUtf8();
    }
    const auto rules = parseFaultRules(text);
    if (!rules)
        return reject(badRequest(rules.error().message));
    setFaults(*rules);
    return Response{.status = 204};
}

} // namespace roomkeeper::sandbox
