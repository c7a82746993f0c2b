#pragma once

#include "sandbox/http/httpmessage.h"

#include <QString>

#include <tl/expected.hpp>

#include <optional>

namespace roomkeeper::sandbox {

/// Why the service rejects a request. Becomes the response
/// `{"error":{"code","message","target"?,"details"?}}`.
struct Problem
{
    struct Detail
    {
        QString code;
        QString message;
        std::optional<QString> target = {};
    };

    int status = 400;
    QString code;
    QString message;
    std::optional<QString> target = {};
    QList<Detail> details = {};
    /// The value of `Allow`, for 405.
    QByteArray allow = {};
    /// Whether the response has the header `x-ms-error-code`; in Identity none has it.
    bool hasCodeHeader = true;
    /// Whether the response has the header `api-supported-versions`.
    bool hasVersionsHeader = true;
};

template <class T>
using Outcome = tl::expected<T, Problem>;

inline tl::unexpected<Problem> reject(Problem problem)
{
    return tl::unexpected<Problem>(std::move(problem));
}

Response toResponse(const Problem &problem);

/// 400 `BadRequest` with this message.
Problem badRequest(const QString &message);
/// 400 `BadRequest` "could not be understood" with details, like the service's own checks.
Problem malformed(const QList<Problem::Detail> &details);
/// 401 `Denied`; without a message, with the generic one.
Problem denied(const QString &message = {});
Problem notFound();
/// 500 `InternalServerError`: the sandbox itself failed.
Problem failed(const QString &message);

} // namespace roomkeeper::sandbox
