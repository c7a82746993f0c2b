#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace roomkeeper::acs {

/// The JSON object that an answer's body is. Error: kind BadAnswer, with what is wrong.
[[nodiscard]] Result<QJsonObject> readJsonObject(QByteArrayView body);

/// What was read from the answer, of that 2xx status, to a change. The change was made, also where
/// its answer can't be read: then nobody knows what it made, which is OutcomeUnknown and not a
/// failure to repeat.
template <class T>
[[nodiscard]] Result<T> asOutcomeUnknown(Result<T> read, int status)
{
    if (!read) {
        read.error().kind = ErrorKind::OutcomeUnknown;
        read.error().httpStatus = status;
    }
    return read;
}

/// The compact bytes of a request's body.
QByteArray writeJson(const QJsonObject &object);

} // namespace roomkeeper::acs
