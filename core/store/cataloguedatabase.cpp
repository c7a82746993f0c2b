#include "store/cataloguedatabase.h"

#include "base/logging.h"
#include "store/asidename.h"
#include "store/catalogueschema.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <cstdio>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CatalogueDatabase)
};

/// How long another program may hold the file; one write takes milliseconds.
constexpr std::chrono::milliseconds patience{10'000};
/// How often something is done again because the file was damaged or taken away under it.
constexpr int mostAttempts = 3;

/// Besides the file itself: what SQLite keeps beside it while it is in use.
const QStringList &companions()
{
    static const QStringList suffixes{u"-wal"_s, u"-shm"_s};
    return suffixes;
}

QString reasonOf(const SqliteFailure &failure)
{
    switch (failure.code) {
    case SqliteCode::Permission:
    case SqliteCode::ReadOnly:
        return Text::tr("The file or its folder is read-only.");
    case SqliteCode::Busy:
    case SqliteCode::Locked:
        return Text::tr("Another program keeps the file busy.");
    case SqliteCode::InputOutput:
        return Text::tr("Reading or writing failed; the disk may be full or failing.");
    case SqliteCode::Full:
        return Text::tr("The disk is full.");
    case SqliteCode::CannotOpen:
        return Text::tr("The file can't be opened or made; its folder may be read-only.");
    case SqliteCode::Corrupt:
    case SqliteCode::NotADatabase:
        return Text::tr("The file is damaged.");
    case SqliteCode::NewerVersion:
        return Text::tr("The file was written by a newer version of Roomkeeper.");
    case SqliteCode::Other:
        break;
    }
    return failure.text;
}

/// Whether a connection is of no use after it: a file that was opened read-only stays so, and after
/// a failed read or write what SQLite has in memory is better read again.
bool endsConnection(SqliteCode code)
{
    return code == SqliteCode::ReadOnly || code == SqliteCode::InputOutput
           || code == SqliteCode::CannotOpen;
}

/// A null QString would be bound as NULL.
QString bound(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

QString tagsText(const QStringList &tags)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(tags)).toJson(QJsonDocument::Compact));
}

QStringList tagsFrom(const QString &text)
{
    QStringList tags;
    const QJsonArray entries = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const auto entry : entries)
        tags << entry.toString();
    return tags;
}

} // namespace

CatalogueDatabase::CatalogueDatabase(QString file, std::function<void(const QString &)> setAside)
    : m_file(std::move(file))
    , m_setAside(std::move(setAside))
    , m_connection(u"catalogue-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
}

CatalogueDatabase::~CatalogueDatabase()
{
    close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<void> CatalogueDatabase::open()
{
    if (database().isOpen()) {
        if (!hasMoved())
            return {};
        close();
    }
    if (isInMemory())
        return openLocked();
    const QString folder = QFileInfo(m_file).absolutePath();
    if (!QDir().mkpath(folder)) {
        return storageFailure(
            Text::tr("The folder %1 can't be made.").arg(QDir::toNativeSeparators(folder)));
    }
    QLockFile held(m_file + ".lock"_L1);
    if (auto locked = lock(held); !locked)
        return locked;
    return openLocked();
}

Result<CatalogueDatabase::Rooms> CatalogueDatabase::rooms(const QString &resource)
{
    Rooms rooms;
    return run([&rooms, &resource](const QSqlDatabase &database) {
               rooms.clear();
               return execute(database,
                              u"SELECT room_id, name, tags FROM rooms WHERE resource = ?"_s,
                              {bound(resource)}, [&rooms](const QSqlQuery &row) {
                                  rooms.insert(row.value(0).toString(),
                                               {.name = row.value(1).toString(),
                                                .tags = tagsFrom(row.value(2).toString())});
                              });
           })
        .map([&rooms] { return std::move(rooms); });
}

Result<CatalogueDatabase::People> CatalogueDatabase::people()
{
    People people;
    return run([&people](const QSqlDatabase &database) {
               people.clear();
               return execute(database, u"SELECT raw_id, name FROM people"_s, {},
                              [&people](const QSqlQuery &row) {
                                  people.insert(row.value(0).toString(), row.value(1).toString());
                              });
           })
        .map([&people] { return std::move(people); });
}

Result<void> CatalogueDatabase::keepRoom(const QString &resource, const QString &roomId,
                                         const RoomAnnotation &annotation)
{
    // Each change is one statement, which SQLite makes a transaction of its own.
    return run([&](const QSqlDatabase &database) {
        if (annotation.isEmpty()) {
            return execute(database, u"DELETE FROM rooms WHERE resource = ? AND room_id = ?"_s,
                           {bound(resource), bound(roomId)});
        }
        return execute(
            database,
            u"INSERT INTO rooms (resource, room_id, name, tags) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (resource, room_id) "
            "DO UPDATE SET name = excluded.name, tags = excluded.tags"_s,
            {bound(resource), bound(roomId), bound(annotation.name), tagsText(annotation.tags)});
    });
}

Result<void> CatalogueDatabase::keepPerson(const QString &rawId, const QString &name)
{
    return run([&](const QSqlDatabase &database) {
        if (name.isEmpty())
            return execute(database, u"DELETE FROM people WHERE raw_id = ?"_s, {bound(rawId)});
        return execute(database,
                       u"INSERT INTO people (raw_id, name) VALUES (?, ?) "
                       "ON CONFLICT (raw_id) DO UPDATE SET name = excluded.name"_s,
                       {bound(rawId), name});
    });
}

QSqlDatabase CatalogueDatabase::database() const
{
    return QSqlDatabase::database(m_connection, false);
}

// By its name only: opening and closing the file, even to look at it, would drop the locks that
// SQLite holds on it anywhere in this process (POSIX).
CatalogueDatabase::Identity CatalogueDatabase::identityInPlace() const
{
    struct stat status = {};
    if (isInMemory() || ::stat(QFile::encodeName(m_file).constData(), &status) != 0)
        return std::nullopt;
    return std::pair<quint64, quint64>(status.st_dev, status.st_ino);
}

bool CatalogueDatabase::hasMoved() const
{
    return identityInPlace() != m_identity;
}

Result<void>
CatalogueDatabase::run(const std::function<SqliteResult<void>(const QSqlDatabase &)> &work)
{
    for (int attempt = 1;; ++attempt) {
        if (auto opened = open(); !opened)
            return opened;
        const auto done = work(database());
        // Another program may just have set the file aside: what was written then is not where it
        // will be looked for.
        const bool moved = hasMoved();
        if (done && !moved)
            return {};
        if (attempt == mostAttempts)
            return done ? storageFailure(Text::tr("The file is taken away again and again."))
                        : storageFailure(done.error());
        if (moved) {
            close();
            continue;
        }
        if (done.error().isDamage() && !isInMemory()) {
            if (auto replaced = replaceDamaged(); !replaced)
                return replaced;
            continue;
        }
        if (endsConnection(done.error().code) && !isInMemory())
            close();
        return storageFailure(done.error());
    }
}

/// Held while the file is opened or set aside, since SQLite finds the files beside it by name:
/// whoever opened while another renames could end with the old file and the new one's log.
Result<void> CatalogueDatabase::lock(QLockFile &lock) const
{
    if (lock.tryLock(static_cast<int>(patience.count())))
        return {};
    switch (lock.error()) {
    case QLockFile::LockFailedError:
        return storageFailure(Text::tr("Another program keeps the file busy."));
    case QLockFile::PermissionError:
        return {}; // where no file can be made none can be renamed; what is there may be readable
    default:
        return storageFailure(
            Text::tr("Nothing can be written beside the file; the disk may be full or failing."));
    }
}

Result<void> CatalogueDatabase::openLocked()
{
    auto opened = tryToOpen();
    if (!opened && opened.error().isDamage() && !isInMemory()) {
        if (auto aside = setAside(); !aside)
            return aside;
        opened = tryToOpen();
    }
    if (!opened) {
        close();
        return storageFailure(opened.error());
    }
    m_identity = identityInPlace();
    return {};
}

SqliteResult<void> CatalogueDatabase::tryToOpen()
{
    if (!isInMemory() && QFileInfo::exists(m_file)) {
        // Closing a connection that may write tidies the file up, and that of a newer version is
        // none of our business, nor is a damaged one made any better. What a connection that only
        // reads can't do, such as recovering after a crash, the other one will.
        const auto inspected = connectTo(Access::ReadOnly).and_then([this] { return inspect(); });
        close();
        if (!inspected
            && (inspected.error().isDamage()
                || inspected.error().code == SqliteCode::NewerVersion)) {
            return inspected;
        }
    }
    return connectTo(Access::ReadWrite).and_then([this] { return prepare(); });
}

SqliteResult<void> CatalogueDatabase::connectTo(Access access)
{
    QSqlDatabase connection = database();
    connection.setDatabaseName(isInMemory() ? u":memory:"_s : m_file);
    QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(patience.count());
    if (access == Access::ReadOnly)
        options += ";QSQLITE_OPEN_READONLY"_L1;
    connection.setConnectOptions(options);
    if (!connection.open())
        return tl::unexpected(sqliteFailure(connection.lastError()));
    return {};
}

SqliteResult<void> CatalogueDatabase::inspect() const
{
    if (const auto version = catalogueVersionOf(database()); !version)
        return tl::unexpected(version.error());
    const auto verdict = valueOf(database(), u"PRAGMA quick_check(1)"_s);
    if (!verdict)
        return tl::unexpected(verdict.error());
    if (verdict->toString() != "ok"_L1) {
        return tl::unexpected(
            SqliteFailure{.code = SqliteCode::Corrupt, .text = verdict->toString()});
    }
    return {};
}

SqliteResult<void> CatalogueDatabase::prepare() const
{
    const QSqlDatabase connection = database();
    const auto version = catalogueVersionOf(connection);
    if (!version)
        return tl::unexpected(version.error());
    if (*version == 0 && !isInMemory()) // the files beside it are made with its permissions
        QFile::setPermissions(m_file, QFile::ReadOwner | QFile::WriteOwner);
    for (const QString &setting :
         {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s}) {
        if (auto set = execute(connection, setting); !set)
            return set;
    }
    return *version < catalogueVersion() ? migrateCatalogue(connection) : SqliteResult<void>();
}

void CatalogueDatabase::close()
{
    database().close();
}

Result<void> CatalogueDatabase::replaceDamaged()
{
    QLockFile held(m_file + ".lock"_L1);
    if (auto locked = lock(held); !locked)
        return locked;
    if (hasMoved()) { // another program found it damaged, too
        close();
        return {};
    }
    return setAside();
}

/// Under the lock.
Result<void> CatalogueDatabase::setAside()
{
    const QString target = asideName(m_file, u"damaged"_s);
    const auto move = [this, &target](const QString &companion) {
        return std::rename(QFile::encodeName(m_file + companion).constData(),
                           QFile::encodeName(target + companion).constData());
    };
    if (move({}) != 0) {
        const QString reason = qt_error_string(errno);
        close();
        return storageFailure(
            Text::tr("The file is damaged, and it could not be moved out of the way: %1.")
                .arg(reason));
    }
    for (const QString &companion : companions())
        move(companion); // mostly there is none
    // Only now: SQLite leaves a file alone that it does not find where it opened it.
    close();
    qCInfo(logStore) << "the catalogue was damaged and is now" << target;
    if (m_setAside)
        m_setAside(target);
    return {};
}

tl::unexpected<Error> CatalogueDatabase::storageFailure(const QString &reason) const
{
    const QString where = isInMemory() ? Text::tr("memory") : QDir::toNativeSeparators(m_file);
    return failure(ErrorKind::Storage,
                   Text::tr("Names and tags can't be kept in %1. %2").arg(where, reason));
}

tl::unexpected<Error> CatalogueDatabase::storageFailure(const SqliteFailure &failure) const
{
    auto unexpected = storageFailure(reasonOf(failure));
    unexpected.value().details.append({.code = u"SQLite %1"_s.arg(failure.nativeCode).trimmed(),
                                       .message = failure.text,
                                       .target = {}});
    return unexpected;
}

} // namespace roomkeeper::store
