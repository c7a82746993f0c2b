#pragma once

#include "sql/sqlite.h"

namespace roomkeeper::store {

/// The version of the catalogue's tables that this program reads and writes; kept in the file as
/// SQLite's `user_version`.
int catalogueVersion();

/// The version of the tables in a file; 0 in one that holds none yet. Failure NewerVersion for one
/// that this program does not know.
[[nodiscard]] sql::Result<int> catalogueVersionOf(const QSqlDatabase &database);

/// Brings a file of an older version, or an empty one, to the current one with what is in it: all
/// steps or none.
[[nodiscard]] sql::Result<void> migrateCatalogue(const QSqlDatabase &database);

} // namespace roomkeeper::store
