#pragma once

#include "base/error.h"

namespace roomkeeper::acs {

/// Whether a refused key (401, 403) is rather the fault of this computer's clock, which is more
/// than five minutes off: a signature carries the time.
bool isClockSkewError(const Error &error);

/// The service's most telling words: its details where it gave some, else its message. May be
/// empty. Not translated.
QString serviceMessage(const Error &error);

} // namespace roomkeeper::acs
