#pragma once

#include "sandbox/service/storecontents.h"
#include "sql/sqlite.h"

class QSqlDatabase;

namespace roomkeeper::sandbox {

// The tables of a state file, in SQL. Everything runs on the thread of the connection.

/// Whether the tables exist; false if the file is empty. Failure Foreign or NewerVersion for other
/// tables.
[[nodiscard]] sql::Result<bool> hasStateTables(const QSqlDatabase &database);

/// For an empty file.
[[nodiscard]] sql::Result<void> createStateTables(const QSqlDatabase &database,
                                                  const QByteArray &resourceId);

[[nodiscard]] sql::Result<QByteArray> readResourceId(const QSqlDatabase &database);
[[nodiscard]] sql::Result<StoreContents> readContents(const QSqlDatabase &database);
[[nodiscard]] sql::Result<void> writeChanges(const QSqlDatabase &database,
                                             const StoreContents &changes);

} // namespace roomkeeper::sandbox
