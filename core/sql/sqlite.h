#pragma once

#include <QString>
#include <QVariantList>

#include <tl/expected.hpp>

#include <functional>

class QSqlDatabase;
class QSqlError;
class QSqlQuery;

namespace roomkeeper::store {

/// SQLite's primary result codes that lead to something of their own here (sqlite.org, "Result and
/// Error Codes"; fixed for ever), declared since Qt's driver hands on the number only; the negative
/// ones are ours.
enum class SqliteCode {
    Permission = 3,
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    InputOutput = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    NotADatabase = 26,
    Other = -1,
    NewerVersion = -2, ///< the tables are of a version that this program does not know
};

/// Why SQLite did not do something.
struct SqliteFailure
{
    SqliteCode code = SqliteCode::Other;
    QString nativeCode = {}; ///< the extended result code, for the details of an error
    QString text = {}; ///< SQLite's own words

    /// Whether it says that the file itself is broken.
    bool isDamage() const
    {
        return code == SqliteCode::Corrupt || code == SqliteCode::NotADatabase;
    }
};

template <class T>
using SqliteResult = tl::expected<T, SqliteFailure>;

SqliteFailure sqliteFailure(const QSqlError &error);

/// Executes one statement with its values, and hands each row of its answer to `takeRow`. On the
/// thread of the connection.
SqliteResult<void> execute(const QSqlDatabase &database, const QString &statement,
                           const QVariantList &values = {},
                           const std::function<void(const QSqlQuery &)> &takeRow = {});

/// The first column of a statement's only row; invalid where it has none.
SqliteResult<QVariant> valueOf(const QSqlDatabase &database, const QString &statement);

} // namespace roomkeeper::store
