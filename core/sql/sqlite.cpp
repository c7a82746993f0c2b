#include "sql/sqlite.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace roomkeeper::store {

namespace {

SqliteCode primaryCode(const QString &nativeCode)
{
    bool isNumber = false;
    // An extended code carries its primary code in the lowest byte.
    const int code = nativeCode.toInt(&isNumber) & 0xff;
    if (!isNumber)
        return SqliteCode::Other;
    switch (const auto known = static_cast<SqliteCode>(code)) {
    case SqliteCode::Permission:
    case SqliteCode::Busy:
    case SqliteCode::Locked:
    case SqliteCode::ReadOnly:
    case SqliteCode::InputOutput:
    case SqliteCode::Corrupt:
    case SqliteCode::Full:
    case SqliteCode::CannotOpen:
    case SqliteCode::NotADatabase:
        return known;
    case SqliteCode::Other:
    case SqliteCode::NewerVersion:
        break;
    }
    return SqliteCode::Other;
}

} // namespace

SqliteFailure sqliteFailure(const QSqlError &error)
{
    const QString native = error.nativeErrorCode();
    return {.code = primaryCode(native), .nativeCode = native, .text = error.text()};
}

SqliteResult<void> execute(const QSqlDatabase &database, const QString &statement,
                           const QVariantList &values,
                           const std::function<void(const QSqlQuery &)> &takeRow)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.prepare(statement))
        return tl::unexpected(sqliteFailure(query.lastError()));
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return tl::unexpected(sqliteFailure(query.lastError()));
    while (query.isSelect() && query.next()) {
        if (takeRow)
            takeRow(query);
    }
    // The end of the rows and a failure to read the next one both end the loop.
    if (query.lastError().isValid())
        return tl::unexpected(sqliteFailure(query.lastError()));
    return {};
}

SqliteResult<QVariant> valueOf(const QSqlDatabase &database, const QString &statement)
{
    QVariant value;
    auto executed =
        execute(database, statement, {}, [&value](const QSqlQuery &row) { value = row.value(0); });
    if (!executed)
        return tl::unexpected(std::move(executed).error());
    return value;
}

} // namespace roomkeeper::store
