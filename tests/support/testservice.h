#pragma once

#include "base/random.h"
#include "sandbox/service/sandboxservice.h"

#include <QJsonObject>

namespace roomkeeper::sandbox {

/// Options of a TestService.
struct TestSettings
{
    QByteArray bearerToken = {};
    int pageSize = 30;
    int participantsPageSize = 0;
};

/// A SandboxService with a clock that stands still until it is set, which signs its requests. The
/// same in every run.
class TestService
{
public:
    explicit TestService(const TestSettings &settings = {});

    static QByteArray keyText();
    static acs::AccessKey key();
    static QByteArray host() { return "127.0.0.1:8080"; }
    static QByteArray resourceId() { return "0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9"; }
    /// A raw ID that Rooms accepts, different for each number.
    static QByteArray rawId(int number);

    /// A request without a signature, with the content type of the method.
    static Request plain(const QByteArray &method, const QByteArray &target,
                         const QByteArray &body = {});
    /// The same, signed at this service's time like the native clients do.
    Request request(const QByteArray &method, const QByteArray &target,
                    const QByteArray &body = {}) const;
    void sign(Request &request) const;

    Response handle(const Request &request) { return service.handle(request, now); }

    /// Signs, sends and, if the path has no query, adds the newest version.
    Response send(const QByteArray &method, QByteArray target, const QByteArray &body = {});

    /// Creates a room and returns its ID; the body must be valid.
    QByteArray createRoom(const QByteArray &body = "{}");

    void advance(qint64 seconds) { now.ticks += seconds * acs::Timestamp::ticksPerSecond; }
    /// This service's time plus this many seconds, in the service's format.
    QByteArray wire(qint64 seconds) const;

    SeededRandom random{1};
    SandboxService service;
    acs::Timestamp now;
};

/// The JSON object in a response.
QJsonObject json(const Response &response);
/// `error.code` and `error.message`.
QString errorCode(const Response &response);
QString errorMessage(const Response &response);
/// One of `error.details`.
QJsonObject errorDetail(const Response &response, int index = 0);

/// `{"validFrom":…,"validUntil":…}`; a null time is left out.
QByteArray validityJson(const QByteArray &from, const QByteArray &until);

/// Sets a header, or adds it.
void setHeader(Request &request, const QByteArray &name, const QByteArray &value);
void removeHeader(Request &request, const QByteArray &name);

} // namespace roomkeeper::sandbox
