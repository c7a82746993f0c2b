#pragma once

#include "base/result.h"

#include <QString>

namespace roomkeeper::acs {

/// Finds the connection string in a longer text: a line of an environment file, a setting in JSON,
/// the output of `az communication list-key`. The result is a secret: overwrite it after use.
/// Error: kind Invalid if there is none, or if there are several with different resources or keys;
/// the message never repeats the text.
[[nodiscard]] Result<QString> findConnectionString(const QString &text);

/// Whether the text may contain a part of a connection string with its key, however it is written.
/// For texts that are stored or passed on.
bool mayHoldAccessKey(const QString &text);
/// The same, or an access token (a JWT).
bool mayHoldSecret(const QString &text);

} // namespace roomkeeper::acs
