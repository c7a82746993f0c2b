#pragma once

#include "base/error.h"

namespace roomkeeper::acs {

/// Whether a rejected key (401, 403) is probably caused by this computer's clock, which is more
/// than five minutes wrong: signatures contain the time.
bool isClockSkewError(const Error &error);

/// The most specific message of the service: its details if there are any, else its message. May be
/// empty. Not translated.
QString serviceMessage(const Error &error);

} // namespace roomkeeper::acs
