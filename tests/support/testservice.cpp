#include "support/testservice.h"

#include "acs/auth/requestsigner.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

TestService::TestService(const TestSettings &settings)
    : service({.accessKey = key(),
               .bearerToken = settings.bearerToken,
               .resourceId = resourceId(),
               .pageSize = settings.pageSize,
               .participantsPageSize = settings.participantsPageSize},
              random)
    , now(*acs::Timestamp::fromWire(u"2025-06-11T08:30:00.1234567Z"))
{
}

QByteArray TestService::keyText()
{
    return "bWFya2VyLXNlY3JldCBvZiB0aGUgc2FuZGJveCAhISE=";
}

acs::AccessKey TestService::key()
{
    return std::move(*acs::AccessKey::fromBase64(keyText()));
}

QByteArray TestService::rawId(int number)
{
    return "8:acs:" + resourceId() + "_00000019-2d4c-9e5a-1000-"
           + QByteArray::number(number).rightJustified(12, '0');
}

Request TestService::plain(const QByteArray &method, const QByteArray &target,
                           const QByteArray &body)
{
    Request request{.method = method, .target = target, .body = body};
    request.headers.append(Header{"Host", host()});
    if (!body.isEmpty()) {
        request.headers.append(Header{"Content-Type", method == "PATCH"
                                                          ? "application/merge-patch+json"
                                                          : "application/json"});
    }
    return request;
}

Request TestService::request(const QByteArray &method, const QByteArray &target,
                             const QByteArray &body) const
{
    Request request = plain(method, target, body);
    sign(request);
    return request;
}

void TestService::sign(Request &request) const
{
    const acs::Signature signature =
        acs::signRequest(service.settings().accessKey, request.method, request.target,
                         request.header("Host"), request.body, now.toUtc());
    setHeader(request, "x-ms-date", signature.date);
    setHeader(request, "x-ms-content-sha256", signature.contentSha256);
    setHeader(request, "Authorization", signature.authorization);
}

Response TestService::send(const QByteArray &method, QByteArray target, const QByteArray &body)
{
    if (!target.contains('?'))
        target += target.startsWith("/identities") ? "?api-version=2023-10-01"
                                                   : "?api-version=2025-03-13";
    return handle(request(method, target, body));
}

QByteArray TestService::createRoom(const QByteArray &body)
{
    const Response response = send("POST", "/rooms", body);
    Q_ASSERT(response.status == 201);
    return response.header("Location");
}

QByteArray TestService::wire(qint64 seconds) const
{
    return acs::Timestamp{now.ticks + seconds * acs::Timestamp::ticksPerSecond}.toWire().toLatin1();
}

QJsonObject json(const Response &response)
{
    return QJsonDocument::fromJson(response.body).object();
}

QString errorCode(const Response &response)
{
    return json(response).value("error"_L1).toObject().value("code"_L1).toString();
}

QString errorMessage(const Response &response)
{
    return json(response).value("error"_L1).toObject().value("message"_L1).toString();
}

QJsonObject errorDetail(const Response &response, int index)
{
    return json(response)
        .value("error"_L1)
        .toObject()
        .value("details"_L1)
        .toArray()
        .at(index)
        .toObject();
}

QByteArray validityJson(const QByteArray &from, const QByteArray &until)
{
    QJsonObject object;
    if (!from.isNull())
        object.insert(u"validFrom"_s, QString::fromLatin1(from));
    if (!until.isNull())
        object.insert(u"validUntil"_s, QString::fromLatin1(until));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void setHeader(Request &request, const QByteArray &name, const QByteArray &value)
{
    removeHeader(request, name);
    request.headers.append(Header{name, value});
}

void removeHeader(Request &request, const QByteArray &name)
{
    request.headers.removeIf(
        [&](const Header &header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; });
}

} // namespace roomkeeper::sandbox
