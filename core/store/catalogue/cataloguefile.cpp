#include "store/catalogue/cataloguefile.h"

#include "base/logging.h"
#include "store/catalogue/catalogueschema.h"
#include "store/catalogue/networkfolder.h"
#include "store/profiles/quarantinepath.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlDatabase>
#include <QThread>

#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <cstdio>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CatalogueFile)
};

constexpr std::chrono::duration<unsigned long, std::milli> lockPause{10};
/// How often an operation is repeated if the file proves to be damaged or was removed.
constexpr int maxAttempts = 3;

/// The files that SQLite keeps next to the database while it is in use.
const QStringList &companions()
{
    static const QStringList suffixes{u"-wal"_s, u"-shm"_s, u"-journal"_s};
    return suffixes;
}

QString reasonOf(const sql::Failure &failure)
{
    switch (failure.code) {
    case sql::Code::Permission:
    case sql::Code::ReadOnly:
        return Text::tr("The file or its folder is read-only.");
    case sql::Code::Busy:
        return Text::tr("Another program is using the file.");
    case sql::Code::Locked:
        return Text::tr("Roomkeeper itself is using the file. Try again.");
    case sql::Code::Protocol:
    case sql::Code::LockingFailed:
        return Text::tr(
            "The file can't be locked. If its folder is on a network drive, locking may "
            "not work there.");
    case sql::Code::InputOutput:
        return Text::tr("Reading or writing failed. The disk may be full or failing.");
    case sql::Code::Full:
        return Text::tr("The disk is full.");
    case sql::Code::CannotOpen:
        return Text::tr("The file can't be opened or created. Its folder may be read-only.");
    case sql::Code::Corrupt:
    case sql::Code::NotADatabase:
        return Text::tr("The file is damaged.");
    case sql::Code::NewerVersion:
        return Text::tr("The file was written by a newer version of Roomkeeper.");
    case sql::Code::Foreign:
    case sql::Code::Other:
        break;
    }
    return failure.text;
}

/// Whether the connection can't be used any more: a file that was opened read-only stays so, and
/// after a failed read or write SQLite's memory may be out of date.
bool endsConnection(sql::Code code)
{
    return code == sql::Code::ReadOnly || code == sql::Code::InputOutput
           || code == sql::Code::CannotOpen || code == sql::Code::Protocol
           || code == sql::Code::LockingFailed;
}

} // namespace

CatalogueFile::CatalogueFile(QString path, Options options)
    : m_path(std::move(path))
    , m_options(std::move(options))
    , m_connection(u"catalogue"_s)
{
}

Result<void> CatalogueFile::open()
{
    if (m_connection.isOpen())
        return {};
    if (isInMemory())
        return openLocked();
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!QDir().mkpath(folder)) {
        return storageFailure(
            Text::tr("The folder %1 can't be created.").arg(QDir::toNativeSeparators(folder)));
    }
    QLockFile held(m_path + ".lock"_L1);
    if (auto locked = lock(held); !locked)
        return locked;
    return openLocked();
}

// By path only: opening and closing the file would drop the locks that SQLite holds on it in this
// process (POSIX).
CatalogueFile::Identity CatalogueFile::identityInPlace() const
{
    struct stat status = {};
    if (isInMemory() || ::stat(QFile::encodeName(m_path).constData(), &status) != 0)
        return std::nullopt;
    return std::pair<quint64, quint64>(status.st_dev, status.st_ino);
}

bool CatalogueFile::hasMoved() const
{
    return identityInPlace() != m_identity;
}

Result<void> CatalogueFile::run(const std::function<sql::Result<void>(const QSqlDatabase &)> &work)
{
    for (int attempt = 1;; ++attempt) {
        if (auto opened = open(); !opened)
            return opened;
        const auto done = work(m_connection.database());
        // Another program may just have set the file aside: then the write went to the wrong file.
        const bool moved = hasMoved();
        if (done && !moved)
            return {};
        if (attempt == maxAttempts)
            return done ? storageFailure(Text::tr("The file keeps disappearing."))
                        : storageFailure(done.error());
        if (moved) {
            m_connection.close();
            continue;
        }
        if (done.error().isDamage() && !isInMemory()) {
            if (auto replaced = replaceDamaged(); !replaced)
                return replaced;
            continue;
        }
        if (endsConnection(done.error().code) && !isInMemory())
            m_connection.close();
        return storageFailure(done.error());
    }
}

/// Held while the file is opened or set aside, because SQLite finds its companion files by name: a
/// program that opens while another renames could get the old file and the new one's log.
Result<void> CatalogueFile::lock(QLockFile &lock) const
{
    // QLockFile's own waiting doubles its pauses up to seconds; opening takes milliseconds.
    const QDeadlineTimer deadline(m_options.patience);
    while (!lock.tryLock(0)) {
        if (lock.error() != QLockFile::LockFailedError || deadline.hasExpired())
            break;
        QThread::msleep(lockPause.count());
    }
    switch (lock.error()) {
    case QLockFile::NoError:
        return {};
    case QLockFile::LockFailedError:
        return storageFailure(Text::tr("Another program is using the file."));
    case QLockFile::PermissionError:
        // if no file can be created, none can be renamed; an existing one may be readable
        return {};
    default:
        return storageFailure(
            Text::tr("Nothing can be written next to the file. The disk may be full or failing."));
    }
}

Result<void> CatalogueFile::openLocked()
{
    auto opened = tryToOpen();
    if (!opened && opened.error().isDamage() && !isInMemory()) {
        if (auto aside = quarantine(); !aside)
            return aside;
        opened = tryToOpen();
    }
    if (!opened) {
        m_connection.close();
        return storageFailure(opened.error());
    }
    m_identity = identityInPlace();
    return {};
}

sql::Result<void> CatalogueFile::tryToOpen()
{
    if (!isInMemory() && QFileInfo::exists(m_path)) {
        // A connection that can write changes the file when it is closed, and a file of a newer
        // version or a damaged one must not be changed. What a read-only connection can't do, such
        // as recovering after a crash, the second connection does.
        auto inspected = connectTo(Access::ReadOnly).and_then([this] { return inspect(); });
        m_connection.close();
        if (!inspected
            && (inspected.error().isDamage()
                || inspected.error().code == sql::Code::NewerVersion)) {
            return inspected;
        }
        giveCompanionsItsPermissions();
    }
    return connectTo(Access::ReadWrite).and_then([this] { return prepare(); });
}

/// SQLite creates its companion files with the permissions of the database: those created while it
/// was read-only would keep it read-only for ever.
void CatalogueFile::giveCompanionsItsPermissions() const
{
    if (!QFileInfo(m_path).isWritable())
        return;
    for (const QString &companion : companions()) {
        const QFileInfo file(m_path + companion);
        if (file.exists() && !file.isWritable())
            QFile::setPermissions(file.filePath(), QFile::permissions(m_path));
    }
}

sql::Result<void> CatalogueFile::connectTo(Access access)
{
    QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(m_options.patience.count());
    if (access == Access::ReadOnly)
        options += ";QSQLITE_OPEN_READONLY"_L1;
    return m_connection.open(isInMemory() ? u":memory:"_s : m_path, options);
}

sql::Result<void> CatalogueFile::inspect() const
{
    return catalogueVersionOf(m_connection.database()).and_then([this](int) {
        return sql::checkIntegrity(m_connection.database());
    });
}

sql::Result<void> CatalogueFile::prepare()
{
    const QSqlDatabase connection = m_connection.database();
    const bool isNetwork =
        !isInMemory() && isNetworkFolder(QFileInfo(m_path).absolutePath(), m_options.statFs);
    // Alone, a file is read without the shared memory of a write-ahead log that it may still have.
    if (isNetwork) {
        if (auto alone = sql::execute(connection, u"PRAGMA locking_mode = EXCLUSIVE"_s); !alone)
            return alone;
    }
    const auto version = catalogueVersionOf(connection);
    if (!version)
        return tl::unexpected(version.error());
    if (*version == 0 && !isInMemory()) // the companion files get its permissions
        QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    auto set = (isNetwork ? useRollbackJournal() : useWriteAheadLog()).and_then([&connection] {
        return sql::execute(connection, u"PRAGMA synchronous = FULL"_s);
    });
    if (!set)
        return set;
    return *version < catalogueVersion() ? migrateCatalogue(connection) : sql::Result<void>();
}

sql::Result<void> CatalogueFile::useWriteAheadLog()
{
    return sql::valueOf(m_connection.database(), u"PRAGMA journal_mode = WAL"_s)
        .and_then([this](const QVariant &mode) {
            // SQLite keeps another mode where memory can't be shared.
            const bool isSet = isInMemory() || mode.toString() == "wal"_L1;
            return isSet ? sql::Result<void>() : useRollbackJournal();
        });
}

/// Where a write-ahead log does not work.
sql::Result<void> CatalogueFile::useRollbackJournal()
{
    noteNetworkFolder();
    const QSqlDatabase connection = m_connection.database();
    for (const QString &statement :
         {u"PRAGMA journal_mode = TRUNCATE"_s, u"PRAGMA locking_mode = NORMAL"_s,
          // The lock is released with the next access.
          u"SELECT count(*) FROM sqlite_schema"_s}) {
        if (auto done = sql::execute(connection, statement); !done)
            return done;
    }
    return {};
}

void CatalogueFile::noteNetworkFolder()
{
    if (std::exchange(m_isNetworkNoted, true))
        return;
    qCInfo(logStore) << "the catalogue is in a network folder:" << m_path;
    if (m_options.onNetworkFolder)
        m_options.onNetworkFolder();
}

Result<void> CatalogueFile::replaceDamaged()
{
    QLockFile held(m_path + ".lock"_L1);
    if (auto locked = lock(held); !locked)
        return locked;
    if (hasMoved()) { // another program also found it damaged
        m_connection.close();
        return {};
    }
    return quarantine();
}

/// Call it with the lock held.
Result<void> CatalogueFile::quarantine()
{
    const QString target = quarantinePath(m_path, u"damaged"_s);
    const auto move = [this, &target](const QString &companion) {
        return std::rename(QFile::encodeName(m_path + companion).constData(),
                           QFile::encodeName(target + companion).constData());
    };
    if (move({}) != 0) {
        const QString reason = qt_error_string(errno);
        m_connection.close();
        return storageFailure(
            Text::tr("The file is damaged, and it could not be moved aside: %1.").arg(reason));
    }
    for (const QString &companion : companions())
        move(companion); // usually there is none
    // Only now: SQLite does not change a file that it can't find under its old name.
    m_connection.close();
    qCInfo(logStore) << "the catalogue was damaged and is now" << target;
    if (m_options.onSetAside)
        m_options.onSetAside(target);
    return {};
}

tl::unexpected<Error> CatalogueFile::storageFailure(const QString &reason) const
{
    const QString where = isInMemory() ? Text::tr("memory") : QDir::toNativeSeparators(m_path);
    return failure(ErrorKind::Storage,
                   Text::tr("Names and tags can't be stored in %1. %2").arg(where, reason));
}

tl::unexpected<Error> CatalogueFile::storageFailure(const sql::Failure &failure) const
{
    auto unexpected = storageFailure(reasonOf(failure));
    unexpected.value().details.append({.code = u"SQLite %1"_s.arg(failure.nativeCode).trimmed(),
                                       .message = failure.text,
                                       .target = {}});
    return unexpected;
}

} // namespace roomkeeper::store
