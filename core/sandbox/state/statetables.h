#pragma once

#include "sandbox/service/storecontents.h"
#include "sql/sqlite.h"

class QSqlDatabase;

namespace roomkeeper::sandbox {

// The tables of a state file, in SQL. All on the thread of the connection.

/// Whether there are tables, or the file is still empty. Failure Foreign or NewerVersion for
/// tables that are not these.
[[nodiscard]] sql::Result<bool> hasStateTables(const QSqlDatabase &database);

/// For an empty file.
[[nodiscard]] sql::Result<void> createStateTables(const QSqlDatabase &database,
                                                  const QByteArray &resourceId);

[[nodiscard]] sql::Result<QByteArray> readResourceId(const QSqlDatabase &database);
[[nodiscard]] sql::Result<StoreContents> readContents(const QSqlDatabase &database);
[[nodiscard]] sql::Result<void> writeChanges(const QSqlDatabase &database,
                                             const StoreContents &changes);

} // namespace roomkeeper::sandbox
