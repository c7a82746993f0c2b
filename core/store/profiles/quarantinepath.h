#pragma once

#include <QString>

namespace roomkeeper::store {

/// A free name next to `path` for a file that can't be used: the path, a suffix that says why, and
/// the time (UTC), e.g. `catalogue.sqlite.damaged-20260301T140307Z`.
QString quarantinePath(const QString &path, const QString &suffix);

} // namespace roomkeeper::store
