#pragma once

#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <tl/expected.hpp>

#include <functional>

class QSqlDatabase;
class QSqlError;

/// SQLite files: failures as values, statements, transactions, and the lifetime of Qt's connection.
/// Everything runs on the thread that created the connection, and blocks for disk access.
namespace roomkeeper::sql {

/// SQLite's primary result codes that the program distinguishes (sqlite.org, "Result and Error
/// Codes"; they never change), declared here because Qt's driver returns the number only. The
/// negative ones are ours.
enum class Code {
    Permission = 3,
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    InputOutput = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    Protocol = 15, ///< the locks of several programs do not work together
    NotADatabase = 26,
    Other = -1,
    NewerVersion = -2, ///< the tables have a version that this program does not know
    Foreign = -3, ///< a database of another program
    LockingFailed = -4, ///< the file system can't lock the file
};

/// Why an SQLite operation failed.
struct Failure
{
    Code code = Code::Other;
    QString nativeCode = {}; ///< the extended result code, for the details of an error
    QString text = {}; ///< the message of SQLite, else of Qt's driver

    /// Whether the file itself is damaged.
    bool isDamage() const { return code == Code::Corrupt || code == Code::NotADatabase; }
};

template <class T>
using Result = tl::expected<T, Failure>;

Failure failureOf(const QSqlError &error);

/// A Qt connection to SQLite with a unique name, closed and removed from Qt's registry by the
/// destructor.
class Connection
{
public:
    /// `prefix`: the beginning of the name, which Qt's warnings contain.
    explicit Connection(const QString &prefix);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    /// Opens a file by its path, `:memory:` or a URI, with the options of Qt's driver. Closes what
    /// was open.
    [[nodiscard]] Result<void> open(const QString &file, const QString &options = {}) const;
    void close() const;
    bool isOpen() const;

    QSqlDatabase database() const;

private:
    QString m_name;
};

/// A statement that is compiled once and executed any number of times.
class Statement
{
public:
    [[nodiscard]] static Result<Statement> prepare(const QSqlDatabase &database,
                                                   const QString &text);

    /// Executes it with these values, and passes each row of the result to `takeRow`.
    [[nodiscard]] Result<void> execute(const QVariantList &values,
                                       const std::function<void(const QSqlQuery &)> &takeRow = {});

private:
    explicit Statement(QSqlQuery query);

    QSqlQuery m_query;
};

/// Executes one statement with its values, and passes each row of the result to `takeRow`.
[[nodiscard]] Result<void> execute(const QSqlDatabase &database, const QString &statement,
                                   const QVariantList &values = {},
                                   const std::function<void(const QSqlQuery &)> &takeRow = {});

/// Executes one statement for each item with the values that `valuesOf` returns for it, until the
/// first failure. Compiles nothing if there is no item.
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

/// The first column of the only row of a result; invalid if there is none.
[[nodiscard]] Result<QVariant> valueOf(const QSqlDatabase &database, const QString &statement);

/// Checks the structure of the whole file. Failure Corrupt with what SQLite found.
[[nodiscard]] Result<void> checkIntegrity(const QSqlDatabase &database);

/// What a transaction locks out from its start. There is no deferred kind: such a transaction may
/// fail when it first writes, without waiting for the lock.
enum class Transaction {
    Immediate, ///< other writers
    Exclusive, ///< other writers, and without a write-ahead log also readers
};

/// Runs `work` as one transaction: all of it or, after a failure, nothing.
[[nodiscard]] Result<void> inTransaction(const QSqlDatabase &database, Transaction kind,
                                         const std::function<Result<void>()> &work);

} // namespace roomkeeper::sql
