#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace roomkeeper::acs {

/// Parses the JSON object in a response body. Error: kind BadAnswer, with what is wrong.
[[nodiscard]] Result<QJsonObject> readJsonObject(QByteArrayView body);

/// What was read from the 2xx response to a change. If the response can't be read, the change was
/// made all the same, but its result is not known: OutcomeUnknown, and not a failure that may be
/// repeated.
template <class T>
[[nodiscard]] Result<T> asOutcomeUnknown(Result<T> read, int status)
{
    if (!read) {
        read.error().kind = ErrorKind::OutcomeUnknown;
        read.error().httpStatus = status;
    }
    return read;
}

/// A request body as compact JSON.
QByteArray writeJson(const QJsonObject &object);

} // namespace roomkeeper::acs
