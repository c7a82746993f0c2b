#include "sandbox/state/statedatabase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QUrl>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sandbox", text);
}

} // namespace

// Absolute: SQLite interprets some other names, such as ":memory:", differently.
StateDatabase::StateDatabase(const QString &path)
    : m_path(QFileInfo(path).absoluteFilePath())
    , m_connection(u"sandbox"_s)
{
}

Result<void> StateDatabase::open(const QByteArray &newResourceId)
{
    return tryToOpen(newResourceId).map_error([this](const sql::Failure &failure) {
        m_connection.close();
        return toError(failure);
    });
}

Result<StoreContents> StateDatabase::contents()
{
    return readContents(m_connection.database()).map_error([this](const sql::Failure &failure) {
        return toError(failure);
    });
}

Result<void> StateDatabase::keep(const StoreContents &changes)
{
    const QSqlDatabase connection = m_connection.database();
    return sql::inTransaction(connection, sql::Transaction::Exclusive,
                              [&] { return writeChanges(connection, changes); })
        .map_error([this](const sql::Failure &failure) { return toError(failure); });
}

/// A connection that may write would clean up after another program's crash. "Immutable" also
/// leaves the companion files alone. Their contents are then not seen, which does not matter: the
/// tables are created before there are any.
sql::Result<void> StateDatabase::inspect() const
{
    const QString url =
        QString::fromLatin1(QUrl::fromLocalFile(m_path).toEncoded()) + "?immutable=1"_L1;
    return m_connection.open(url, u"QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s)
        .and_then([this] { return hasStateTables(m_connection.database()); })
        .map([](bool) {});
}

sql::Result<void> StateDatabase::tryToOpen(const QByteArray &newResourceId)
{
    const QFileInfo file(m_path);
    if (file.exists() && !file.isFile())
        return tl::unexpected(sql::Failure{.code = sql::Code::Foreign});
    if (file.size() > 0) {
        if (auto inspected = inspect(); !inspected)
            return inspected;
    }
    if (auto connected = m_connection.open(m_path, u"QSQLITE_BUSY_TIMEOUT=0"_s); !connected)
        return connected;
    const QSqlDatabase connection = m_connection.database();
    const auto makeTables = [&]() -> sql::Result<void> {
        const auto has = hasStateTables(connection);
        if (!has)
            return tl::unexpected(has.error());
        return *has ? sql::Result<void>() : createStateTables(connection, newResourceId);
    };
    // Locked until the connection or the process ends; set before the write-ahead log, which then
    // needs no shared memory.
    return sql::execute(connection, u"PRAGMA locking_mode = EXCLUSIVE"_s)
        .and_then(
            [&] { return sql::inTransaction(connection, sql::Transaction::Exclusive, makeTables); })
        .and_then([&] { return sql::execute(connection, u"PRAGMA journal_mode = WAL"_s); })
        .and_then([&] { return sql::execute(connection, u"PRAGMA synchronous = FULL"_s); })
        .and_then([&] { return sql::checkIntegrity(connection); })
        .and_then([&] { return readResourceId(connection); })
        .map([this](const QByteArray &guid) { m_resourceId = guid; });
}

Error StateDatabase::toError(const sql::Failure &failure) const
{
    const QString where = QDir::toNativeSeparators(m_path);
    switch (failure.code) {
    case sql::Code::NotADatabase:
    case sql::Code::Foreign:
        return makeError(ErrorKind::Storage,
                         tr("%1 is not a state file of roomkeeper-sandbox.").arg(where));
    case sql::Code::NewerVersion:
        return makeError(
            ErrorKind::Storage,
            tr("The state file %1 was written by a newer version of roomkeeper-sandbox.")
                .arg(where));
    case sql::Code::Corrupt:
        return makeError(ErrorKind::Storage, tr("The state file %1 is damaged.").arg(where));
    case sql::Code::Busy:
    case sql::Code::Locked:
        return makeError(ErrorKind::Storage,
                         tr("The state file %1 is in use by another program.").arg(where));
    case sql::Code::Permission:
    case sql::Code::ReadOnly:
    case sql::Code::InputOutput:
    case sql::Code::Full:
    case sql::Code::CannotOpen:
    case sql::Code::Protocol:
    case sql::Code::LockingFailed:
    case sql::Code::Other:
        break;
    }
    return makeError(ErrorKind::Storage,
                     tr("The state file %1 can't be used: %2.").arg(where, failure.text));
}

} // namespace roomkeeper::sandbox
