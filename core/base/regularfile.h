#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace roomkeeper {

/// The contents of a file that the user has named. Never waits for a pipe or a device: opening one
/// can block for ever. Error: kind File, if it is not a regular file, is larger than `maxSize`
/// bytes or can't be read; the message names the file. May be a secret: wipe it after use.
[[nodiscard]] Result<QByteArray> readRegularFile(const QString &path, qint64 maxSize);

} // namespace roomkeeper
