#pragma once

#include "base/error.h"

#include <QByteArray>

namespace roomkeeper::acs {

/// The kind of failure for an HTTP status. QNetworkReply's errors are not used, because they don't
/// distinguish 429 from others.
ErrorKind kindOfStatus(int status);

/// Creates an Error from an error response: from `{"error":{code,message,details}}` if the body has
/// that form, else from the status alone. `headerCode`: the x-ms-error-code header.
Error readErrorBody(int status, QByteArrayView body, QByteArrayView headerCode);

} // namespace roomkeeper::acs
