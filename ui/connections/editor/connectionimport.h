#pragma once

#include "base/result.h"

#include <QString>

class QMimeData;

namespace roomkeeper::ui {

/// Whether `data` may hold a connection string, by its form alone: text, or one file of this
/// computer. Cheap, for a drag that is on its way.
bool mayHoldConnectionString(const QMimeData &data);

/// The connection string in what was copied or dragged: in the text, or in the one file. A secret:
/// wipe it after use. Error: Invalid (there is none, or several), File (it can't be read, or is too
/// large to be one that holds settings).
Result<QString> connectionStringIn(const QMimeData &data);

} // namespace roomkeeper::ui
