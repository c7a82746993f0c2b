#pragma once

#include "base/error.h"

#include <QByteArray>

namespace roomkeeper::acs {

/// The kind of failure that an HTTP status stands for. Statuses, not QNetworkReply's errors,
/// decide: those can't tell 429 from others.
ErrorKind kindOfStatus(int status);

/// An Error from a failing answer: `{"error":{code,message,details}}` where the body is that, else
/// the status alone. `headerCode` is the x-ms-error-code header.
Error readErrorBody(int status, QByteArrayView body, QByteArrayView headerCode);

} // namespace roomkeeper::acs
