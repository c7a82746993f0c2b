#pragma once

#include "sql/sqlite.h"

namespace roomkeeper::store {

/// The version of the catalogue's tables that this program reads and writes; stored in the file as
/// SQLite's `user_version`.
int catalogueVersion();

/// The version of the tables in a file; 0 if it has none yet. Failure NewerVersion if this program
/// does not know it.
[[nodiscard]] sql::Result<int> catalogueVersionOf(const QSqlDatabase &database);

/// Migrates an empty file, or one of an older version with its contents, to the current version:
/// all steps or none.
[[nodiscard]] sql::Result<void> migrateCatalogue(const QSqlDatabase &database);

} // namespace roomkeeper::store
