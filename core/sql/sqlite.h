#pragma once

#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <tl/expected.hpp>

#include <functional>

class QSqlDatabase;
class QSqlError;

/// What the program's SQLite files have in common: failures as values, statements, transactions and
/// the life of Qt's connection. Everything happens on the thread that made the connection, and
/// waits for the disk.
namespace roomkeeper::sql {

/// SQLite's primary result codes that the program distinguishes (sqlite.org, "Result and Error
/// Codes"; fixed for ever), declared since Qt's driver hands on the number only; the negative ones
/// are ours.
enum class Code {
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
    Foreign = -3, ///< a database, but another program's
};

/// Why SQLite did not do something.
struct Failure
{
    Code code = Code::Other;
    QString nativeCode = {}; ///< the extended result code, for the details of an error
    QString text = {}; ///< SQLite's own words, else those of Qt's driver

    /// Whether it says that the file itself is broken.
    bool isDamage() const { return code == Code::Corrupt || code == Code::NotADatabase; }
};

template <class T>
using Result = tl::expected<T, Failure>;

Failure failureOf(const QSqlError &error);

/// One of Qt's connections to SQLite under a name of its own, closed and taken out of Qt's registry
/// with this object.
class Connection
{
public:
    /// `prefix` begins the name, for whoever reads Qt's warnings.
    explicit Connection(const QString &prefix);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    /// Opens a file by its path, `:memory:` or an URI, with the options of Qt's driver. What was
    /// open is closed.
    [[nodiscard]] Result<void> open(const QString &file, const QString &options = {}) const;
    void close() const;
    bool isOpen() const;

    QSqlDatabase database() const;

private:
    QString m_name;
};

/// A statement that is compiled once and executed as often as wanted.
class Statement
{
public:
    [[nodiscard]] static Result<Statement> prepare(const QSqlDatabase &database,
                                                   const QString &text);

    /// Executes it with these values, and hands each row of its answer to `takeRow`.
    [[nodiscard]] Result<void> execute(const QVariantList &values,
                                       const std::function<void(const QSqlQuery &)> &takeRow = {});

private:
    explicit Statement(QSqlQuery query);

    QSqlQuery m_query;
};

/// Executes one statement with its values, and hands each row of its answer to `takeRow`.
[[nodiscard]] Result<void> execute(const QSqlDatabase &database, const QString &statement,
                                   const QVariantList &values = {},
                                   const std::function<void(const QSqlQuery &)> &takeRow = {});

/// Executes one statement once for each item, with the values that `valuesOf` takes from it, up to
/// the first failure. Nothing is compiled where there is no item.
template <class Items, class ValuesOf>
[[nodiscard]] Result<void> executeForEach(const QSqlDatabase &database, const QString &statement,
                                          const Items &items, ValuesOf valuesOf)
{
    if (items.empty())
        return {};
    auto prepared = Statement::prepare(database, statement);
    if (!prepared)
        return tl::unexpected(std::move(prepared).error());
    for (const auto &item : items) {
        if (auto executed = prepared->execute(valuesOf(item)); !executed)
            return executed;
    }
    return {};
}

/// The first column of a statement's only row; invalid where it has none.
[[nodiscard]] Result<QVariant> valueOf(const QSqlDatabase &database, const QString &statement);

/// Looks at the structure of the whole file. Failure Corrupt with what SQLite found.
[[nodiscard]] Result<void> checkIntegrity(const QSqlDatabase &database);

/// Whom a transaction keeps out from its beginning. None begins by reading only: such a one may
/// not be let write later, and is then told so at once instead of waiting its turn.
enum class Transaction {
    Immediate, ///< others that write
    Exclusive, ///< others that write or, where there is no write-ahead log, read
};

/// Does what `work` does as one transaction: all of it or, after a failure, nothing.
[[nodiscard]] Result<void> inTransaction(const QSqlDatabase &database, Transaction kind,
                                         const std::function<Result<void>()> &work);

} // namespace roomkeeper::sql
