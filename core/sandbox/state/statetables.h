#pragma once

#include "sandbox/service/storecontents.h"

#include <QString>

#include <tl/expected.hpp>

class QSqlDatabase;
class QSqlError;

namespace roomkeeper::sandbox {

// The tables of a state file, in SQL. All on the thread of the connection.

/// Why something was not done with a state file.
struct StateFailure
{
    enum class Reason {
        Foreign, ///< no state file at all
        Newer, ///< its tables are of a version that this program does not know
        Damaged,
        Busy, ///< another program holds it
        Other, ///< see the text
    };

    Reason reason = Reason::Other;
    QString text = {}; ///< SQLite's own words
};

template <class T>
using StateAttempt = tl::expected<T, StateFailure>;

StateFailure stateFailure(const QSqlError &error);

/// Executes one statement without values, whatever rows it answers with.
StateAttempt<void> execute(const QSqlDatabase &database, const QString &statement);

/// Executes what `work` does as one transaction, which keeps others out from its beginning.
template <class Work>
StateAttempt<void> inTransaction(const QSqlDatabase &database, Work work)
{
    if (auto begun = execute(database, QStringLiteral("BEGIN EXCLUSIVE")); !begun)
        return begun;
    auto done = work().and_then([&] { return execute(database, QStringLiteral("COMMIT")); });
    if (!done)
        (void)execute(database, QStringLiteral("ROLLBACK")); // SQLite may have done so itself
    return done;
}

/// Whether there are tables, or the file is still empty. Failure Foreign or Newer for tables that
/// are not these.
StateAttempt<bool> hasStateTables(const QSqlDatabase &database);

/// For an empty file.
StateAttempt<void> createStateTables(const QSqlDatabase &database, const QByteArray &resourceId);

/// Looks at the structure of the whole file.
StateAttempt<void> checkStateTables(const QSqlDatabase &database);

StateAttempt<QByteArray> readResourceId(const QSqlDatabase &database);
StateAttempt<StoreContents> readContents(const QSqlDatabase &database);
StateAttempt<void> writeChanges(const QSqlDatabase &database, const StoreContents &changes);

} // namespace roomkeeper::sandbox
