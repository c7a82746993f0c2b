#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace roomkeeper::acs {

/// The JSON object that an answer's body is. Error: kind BadAnswer, with what is wrong.
Result<QJsonObject> readJsonObject(QByteArrayView body);

/// The compact bytes of a request's body.
QByteArray writeJson(const QJsonObject &object);

} // namespace roomkeeper::acs
