#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace roomkeeper {

/// A value or the reason why there is none. Same member names as std::expected, so that a later
/// swap is mechanical.
template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> failure(ErrorKind kind, const QString &message)
{
    return tl::unexpected<Error>(makeError(kind, message));
}

} // namespace roomkeeper
