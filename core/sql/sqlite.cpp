#include "sql/sqlite.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QUuid>

#include <algorithm>
#include <array>

namespace roomkeeper::sql {

using namespace Qt::StringLiterals;

namespace {

/// The extended codes of SQLITE_IOERR for locks: of the file, and of the memory that a write-ahead
/// log shares. They say nothing about its contents.
constexpr std::array lockErrors{
    10 | (8 << 8), // UNLOCK
    10 | (9 << 8), // RDLOCK
    10 | (14 << 8), // CHECKRESERVEDLOCK
    10 | (15 << 8), // LOCK
    10 | (20 << 8), // SHMLOCK
    10 | (21 << 8), // SHMMAP
};

Code codeOf(const QString &nativeCode)
{
    bool isNumber = false;
    const int extended = nativeCode.toInt(&isNumber);
    if (!isNumber)
        return Code::Other;
    if (std::ranges::find(lockErrors, extended) != lockErrors.end())
        return Code::LockingFailed;
    // An extended code carries its primary code in the lowest byte.
    const int code = extended & 0xff;
    switch (const auto known = static_cast<Code>(code)) {
    case Code::Permission:
    case Code::Busy:
    case Code::Locked:
    case Code::ReadOnly:
    case Code::InputOutput:
    case Code::Corrupt:
    case Code::Full:
    case Code::CannotOpen:
    case Code::Protocol:
    case Code::NotADatabase:
        return known;
    case Code::Other:
    case Code::NewerVersion:
    case Code::Foreign:
    case Code::LockingFailed:
        break;
    }
    return Code::Other;
}

} // namespace

Failure failureOf(const QSqlError &error)
{
    const QString native = error.nativeErrorCode();
    const QString words = error.databaseText();
    return {.code = codeOf(native),
            .nativeCode = native,
            .text = words.isEmpty() ? error.driverText() : words};
}

Connection::Connection(const QString &prefix)
    : m_name(prefix + u'-' + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
}

Connection::~Connection()
{
    close();
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> Connection::open(const QString &file, const QString &options) const
{
    QSqlDatabase connection = database();
    connection.close();
    connection.setDatabaseName(file);
    connection.setConnectOptions(options);
    if (!connection.open())
        return tl::unexpected(failureOf(connection.lastError()));
    return {};
}

void Connection::close() const
{
    database().close();
}

bool Connection::isOpen() const
{
    return database().isOpen();
}

QSqlDatabase Connection::database() const
{
    return QSqlDatabase::database(m_name, false);
}

Statement::Statement(QSqlQuery query)
    : m_query(std::move(query))
{
}

Result<Statement> Statement::prepare(const QSqlDatabase &database, const QString &text)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.prepare(text))
        return tl::unexpected(failureOf(query.lastError()));
    return Statement(std::move(query));
}

Result<void> Statement::execute(const QVariantList &values,
                                const std::function<void(const QSqlQuery &)> &takeRow)
{
    int place = 0;
    for (const QVariant &value : values)
        m_query.bindValue(place++, value);
    if (!m_query.exec())
        return tl::unexpected(failureOf(m_query.lastError()));
    while (m_query.isSelect() && m_query.next()) {
        if (takeRow)
            takeRow(m_query);
    }
    // The loop ends at the last row, or if the next one can't be read.
    if (m_query.lastError().isValid())
        return tl::unexpected(failureOf(m_query.lastError()));
    return {};
}

Result<void> execute(const QSqlDatabase &database, const QString &statement,
                     const QVariantList &values,
                     const std::function<void(const QSqlQuery &)> &takeRow)
{
    return Statement::prepare(database, statement).and_then([&](Statement prepared) {
        return prepared.execute(values, takeRow);
    });
}

Result<QVariant> valueOf(const QSqlDatabase &database, const QString &statement)
{
    QVariant value;
    return execute(database, statement, {},
                   [&value](const QSqlQuery &row) { value = row.value(0); })
        .map([&value] { return value; });
}

Result<void> checkIntegrity(const QSqlDatabase &database)
{
    return valueOf(database, u"PRAGMA quick_check(1)"_s)
        .and_then([](const QVariant &result) -> Result<void> {
            if (result.toString() == "ok"_L1)
                return {};
            return tl::unexpected(Failure{.code = Code::Corrupt, .text = result.toString()});
        });
}

Result<void> inTransaction(const QSqlDatabase &database, Transaction kind,
                           const std::function<Result<void>()> &work)
{
    const QString begin =
        kind == Transaction::Exclusive ? u"BEGIN EXCLUSIVE"_s : u"BEGIN IMMEDIATE"_s;
    if (auto begun = execute(database, begin); !begun)
        return begun;
    auto done = work().and_then([&database] { return execute(database, u"COMMIT"_s); });
    if (!done)
        (void)execute(database, u"ROLLBACK"_s); // SQLite itself has done so after some failures
    return done;
}

} // namespace roomkeeper::sql
