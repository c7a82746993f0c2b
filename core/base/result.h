#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace roomkeeper {

/// A value or the reason why there is none. The member names are those of std::expected, so that it
/// can replace this later.
template <class T>
using Result = tl::expected<T, Error>;

/// Ignores a result on purpose; why is to be said beside it.
template <class T>
void ignoreResult(const Result<T> &)
{
}

inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> failure(ErrorKind kind, const QString &message)
{
    return tl::unexpected<Error>(makeError(kind, message));
}

} // namespace roomkeeper
