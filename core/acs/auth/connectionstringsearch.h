#pragma once

#include "base/result.h"

#include <QString>

namespace roomkeeper::acs {

/// The connection string in a text that may hold other things as well: a line of a file of
/// environment variables, a setting in JSON, what `az communication list-key` prints. It is a
/// secret: wipe it after use. Error: kind Invalid where there is none, or where there are several
/// for different resources or with different keys; it never repeats the text.
[[nodiscard]] Result<QString> findConnectionString(const QString &text);

/// Whether a part of a connection string with its key may be in it, in whatever spelling: for texts
/// that are kept or handed on.
bool mayHoldAccessKey(const QString &text);

} // namespace roomkeeper::acs
