#pragma once

#include "base/random.h"
#include "sandbox/service/sandboxservice.h"

#include <QJsonObject>

namespace roomkeeper::sandbox {

/// How a TestService is made when a test wants it otherwise.
struct TestSettings
{
    QByteArray bearerToken = {};
    int pageSize = 30;
    int participantsPageSize = 0;
};

/// A SandboxService with a clock that stands still until it is moved, and the signing of its
/// requests. The same in every run.
class TestService
{
public:
    explicit TestService(const TestSettings &settings = {});

    static QByteArray keyText();
    static acs::AccessKey key();
    static QByteArray host() { return "127.0.0.1:8080"; }
    static QByteArray resourceId() { return "0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9"; }
    /// A raw id that Rooms takes, another for each number.
    static QByteArray rawId(int number);

    /// A request without a signature; the content type as the method wants it.
    static Request plain(const QByteArray &method, const QByteArray &target,
                         const QByteArray &body = {});
    /// The same, signed at this service's time as the native clients sign.
    Request request(const QByteArray &method, const QByteArray &target,
                    const QByteArray &body = {}) const;
    void sign(Request &request) const;

    Response handle(const Request &request) { return service.handle(request, now); }

    /// Signs, sends and, where the path has no query, adds the newest version.
    Response send(const QByteArray &method, QByteArray target, const QByteArray &body = {});

    /// Makes a room and gives its id; the body must be right.
    QByteArray createRoom(const QByteArray &body = "{}");

    void advance(qint64 seconds) { now.ticks += seconds * acs::Timestamp::ticksPerSecond; }
    /// This service's time plus so many seconds, as the service writes times.
    QByteArray wire(qint64 seconds) const;

    SeededRandom random{1};
    SandboxService service;
    acs::Timestamp now;
};

/// The JSON object in an answer.
QJsonObject json(const Response &response);
/// `error.code` and `error.message`.
QString errorCode(const Response &response);
QString errorMessage(const Response &response);
/// One of `error.details`.
QJsonObject errorDetail(const Response &response, int index = 0);

/// `{"validFrom":…,"validUntil":…}`; a bound that is null is left out.
QByteArray validityJson(const QByteArray &from, const QByteArray &until);

/// Sets a header that is there or adds it.
void setHeader(Request &request, const QByteArray &name, const QByteArray &value);
void removeHeader(Request &request, const QByteArray &name);

} // namespace roomkeeper::sandbox
