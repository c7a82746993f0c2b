#pragma once

#include "base/result.h"

#include <QString>

class QMimeData;

namespace roomkeeper::ui {

/// Whether `data` could contain a connection string, judged by its format only: text or a single
/// local file. Cheap enough to call during a drag.
bool mayHoldConnectionString(const QMimeData &data);

/// The connection string in pasted or dropped data: in the text or in the single file; if there are
/// several, a text with all of them. A secret: wipe it after use. Errors: Invalid (none found),
/// File (unreadable, or too large for a settings file).
[[nodiscard]] Result<QString> connectionStringIn(const QMimeData &data);

} // namespace roomkeeper::ui
