#include "acs/http/errorbody.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

ErrorKind kindOfStatus(int status)
{
    switch (status) {
    case 401:
    case 403:
        return ErrorKind::Denied;
    case 404:
        return ErrorKind::NotFound;
    case 408:
        return ErrorKind::Timeout;
    case 409:
    case 412:
        return ErrorKind::Conflict;
    case 429:
        return ErrorKind::Throttled;
    default:
        break;
    }
    if (status >= 500)
        return ErrorKind::Server;
    if (status >= 400)
        return ErrorKind::Invalid;
    return ErrorKind::BadAnswer;
}

Error readErrorBody(int status, QByteArrayView body, QByteArrayView headerCode)
{
    Error error;
    error.kind = kindOfStatus(status);
    error.httpStatus = status;

    const QJsonObject object =
        QJsonDocument::fromJson(QByteArray::fromRawData(body.data(), body.size()))
            .object()
            .value("error"_L1)
            .toObject();
    error.serviceCode = object.value("code"_L1).toString();
    if (error.serviceCode.isEmpty())
        error.serviceCode = QString::fromUtf8(headerCode);
    error.message = object.value("message"_L1).toString();
    const QJsonArray details = object.value("details"_L1).toArray();
    for (const auto entry : details) {
        const QJsonObject detail = entry.toObject();
        error.details.append({.code = detail.value("code"_L1).toString(),
                              .message = detail.value("message"_L1).toString(),
                              .target = detail.value("target"_L1).toString()});
    }
    return error;
}

} // namespace roomkeeper::acs
