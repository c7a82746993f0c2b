// Two bytes: the status. A line: x-ms-error-code. The rest: the body.
#include "acs/http/errorbody.h"
#include "admin/explain.h"
#include "base/quotable.h"
#include "fuzz.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace roomkeeper;
using namespace roomkeeper::fuzz;

namespace {

/// The error written as the service writes one.
QByteArray asBody(const Error &error)
{
    QJsonArray details;
    for (const ErrorDetail &detail : error.details) {
        details.append(QJsonObject{{QStringLiteral("code"), detail.code},
                                   {QStringLiteral("message"), detail.message},
                                   {QStringLiteral("target"), detail.target}});
    }
    const QJsonObject object{{QStringLiteral("code"), error.serviceCode},
                             {QStringLiteral("message"), error.message},
                             {QStringLiteral("details"), details}};
    return QJsonDocument(QJsonObject{{QStringLiteral("error"), object}}).toJson();
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Input input(data, size);
    const int status = input.byte() * 3 + input.byte() % 3;
    const QByteArray code = input.line();
    const Error error = acs::readErrorBody(status, input.rest(), code);

    require(error.httpStatus == status && error.kind == acs::kindOfStatus(status),
            "the status alone decides what kind of failure it is");
    require(code.isEmpty() || !error.serviceCode.isEmpty(), "the header's code is not lost");
    require(acs::readErrorBody(status, asBody(error), {}) == error,
            "what was read of an error reads the same again");

    const admin::Explanation words = admin::explain(error);
    require(!words.headline.isEmpty(), "every error has words");
    require(words.details.contains(quotable(error.message, maxQuotedMessage)),
            "the service's own words can be unfolded");
    return 0;
}
