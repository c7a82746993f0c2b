#include "sandbox/state/statedatabase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUrl>
#include <QUuid>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sandbox", text);
}

} // namespace

// Absolute: SQLite takes some other names, such as ":memory:", for something else than a file.
StateDatabase::StateDatabase(const QString &path)
    : m_path(QFileInfo(path).absoluteFilePath())
    , m_connection(u"sandbox-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
}

StateDatabase::~StateDatabase()
{
    database().close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<void> StateDatabase::open(const QByteArray &newResourceId)
{
    return tryToOpen(newResourceId).map_error([this](const StateFailure &failure) {
        database().close();
        return toError(failure);
    });
}

Result<StoreContents> StateDatabase::contents()
{
    return readContents(database()).map_error([this](const StateFailure &failure) {
        return toError(failure);
    });
}

Result<void> StateDatabase::keep(const StoreContents &changes)
{
    const QSqlDatabase connection = database();
    return inTransaction(connection, [&] { return writeChanges(connection, changes); })
        .map_error([this](const StateFailure &failure) { return toError(failure); });
}

QSqlDatabase StateDatabase::database() const
{
    return QSqlDatabase::database(m_connection, false);
}

StateAttempt<void> StateDatabase::connectTo(const QString &name, const QString &options) const
{
    QSqlDatabase connection = database();
    connection.close();
    connection.setDatabaseName(name);
    connection.setConnectOptions(options);
    if (!connection.open())
        return tl::unexpected(stateFailure(connection.lastError()));
    return {};
}

/// A connection that may write would tidy up after another program's crash. "Immutable" leaves also
/// the files beside it alone; that what they hold is not seen does no harm: the tables are made
/// before there are any.
StateAttempt<void> StateDatabase::inspect() const
{
    const QString url =
        QString::fromLatin1(QUrl::fromLocalFile(m_path).toEncoded()) + "?immutable=1"_L1;
    return connectTo(url, u"QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s)
        .and_then([this] { return hasStateTables(database()); })
        .map([](bool) {});
}

StateAttempt<void> StateDatabase::tryToOpen(const QByteArray &newResourceId)
{
    const QFileInfo file(m_path);
    if (file.exists() && !file.isFile())
        return tl::unexpected(StateFailure{.reason = StateFailure::Reason::Foreign});
    if (file.size() > 0) {
        if (auto inspected = inspect(); !inspected)
            return inspected;
    }
    if (auto connected = connectTo(m_path, u"QSQLITE_BUSY_TIMEOUT=0"_s); !connected)
        return connected;
    const QSqlDatabase connection = database();
    const auto makeTables = [&]() -> StateAttempt<void> {
        const auto has = hasStateTables(connection);
        if (!has)
            return tl::unexpected(has.error());
        return *has ? StateAttempt<void>() : createStateTables(connection, newResourceId);
    };
    // Held until the connection or the process ends; before the write-ahead log, which then needs
    // no memory shared with others.
    return execute(connection, u"PRAGMA locking_mode = EXCLUSIVE"_s)
        .and_then([&] { return inTransaction(connection, makeTables); })
        .and_then([&] { return execute(connection, u"PRAGMA journal_mode = WAL"_s); })
        .and_then([&] { return execute(connection, u"PRAGMA synchronous = FULL"_s); })
        .and_then([&] { return checkStateTables(connection); })
        .and_then([&] { return readResourceId(connection); })
        .map([this](const QByteArray &guid) { m_resourceId = guid; });
}

Error StateDatabase::toError(const StateFailure &failure) const
{
    const QString where = QDir::toNativeSeparators(m_path);
    switch (failure.reason) {
    case StateFailure::Reason::Foreign:
        return makeError(ErrorKind::Storage,
                         tr("%1 is not a state file of roomkeeper-sandbox.").arg(where));
    case StateFailure::Reason::Newer:
        return makeError(
            ErrorKind::Storage,
            tr("The state file %1 was written by a newer version of roomkeeper-sandbox.")
                .arg(where));
    case StateFailure::Reason::Damaged:
        return makeError(ErrorKind::Storage, tr("The state file %1 is damaged.").arg(where));
    case StateFailure::Reason::Busy:
        return makeError(ErrorKind::Storage,
                         tr("The state file %1 is in use by another program.").arg(where));
    case StateFailure::Reason::Other:
        break;
    }
    return makeError(ErrorKind::Storage,
                     tr("The state file %1 can't be used: %2.").arg(where, failure.text));
}

} // namespace roomkeeper::sandbox
