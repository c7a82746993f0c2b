#pragma once

#include "base/error.h"

namespace roomkeeper::acs {

/// Whether the service rejected the access key or token (401), so that another one may help. Not if
/// it says that a user belongs to another resource (IdentityNotOwned), with the same status.
bool isCredentialRejection(const Error &error);
/// Whether a user belongs to another resource than the one that was asked.
bool isForeignUserError(const Error &error);

/// Whether the service does not support the API version of the request.
bool isUnsupportedVersionError(const Error &error);

/// Whether a rejected key (401, 403) is probably caused by this computer's clock, which is more
/// than five minutes wrong: signatures contain the time.
bool isClockSkewError(const Error &error);

/// The most specific message of the service: its details if there are any, else its message. May be
/// empty. Not translated.
QString serviceMessage(const Error &error);

} // namespace roomkeeper::acs
