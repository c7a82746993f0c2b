#include "sandbox/service/problem.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

Response toResponse(const Problem &problem)
{
    QJsonObject error{{u"code"_s, problem.code}, {u"message"_s, problem.message}};
    if (problem.target)
        error.insert(u"target"_s, *problem.target);
    if (!problem.details.isEmpty()) {
        QJsonArray details;
        for (const Problem::Detail &detail : problem.details) {
            QJsonObject entry{{u"code"_s, detail.code}, {u"message"_s, detail.message}};
            if (detail.target)
                entry.insert(u"target"_s, *detail.target);
            details.append(entry);
        }
        error.insert(u"details"_s, details);
    }
    const QJsonObject body{{u"error"_s, error}};
    Response response =
        jsonResponse(problem.status, QJsonDocument(body).toJson(QJsonDocument::Compact));
    if (problem.hasCodeHeader)
        response.headers.append({QByteArrayLiteral("x-ms-error-code"), problem.code.toLatin1()});
    if (!problem.allow.isEmpty())
        response.headers.append({QByteArrayLiteral("Allow"), problem.allow});
    return response;
}

Problem badRequest(const QString &message)
{
    return {.status = 400, .code = u"BadRequest"_s, .message = message};
}

Problem malformed(const QList<Problem::Detail> &details)
{
    Problem problem =
        badRequest(u"The request could not be understood by the server due to malformed syntax."_s);
    problem.details = details;
    return problem;
}

Problem denied(const QString &message)
{
    return {.status = 401,
            .code = u"Denied"_s,
            .message = message.isEmpty() ? u"Denied by the resource provider."_s : message};
}

Problem notFound()
{
    return {.status = 404,
            .code = u"NotFound"_s,
            .message = u"The server cannot find the requested resource."_s};
}

Problem failed(const QString &message)
{
    return {.status = 500, .code = u"InternalServerError"_s, .message = message};
}

} // namespace roomkeeper::sandbox
