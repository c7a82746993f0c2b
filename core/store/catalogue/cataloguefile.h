#pragma once

#include "base/result.h"
#include "sql/sqlite.h"
#include "store/catalogue/networkfolder.h"

#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

class QLockFile;
class QSqlDatabase;

namespace roomkeeper::store {

/// The SQLite file of the catalogue: creates a missing one, migrates one of an older version,
/// renames a damaged one and creates a new one, never changes one of a newer version, and opens it
/// again after a failure. Several programs may use the file at once. Writes with a write-ahead log,
/// in a network folder with a rollback journal. Used on one thread; blocks for the disk.
class CatalogueFile
{
public:
    /// What it reports, inside the function that detects it, and what a test may replace.
    struct Options
    {
        /// Receives the new name of a damaged file.
        std::function<void(const QString &)> onSetAside = {};
        /// The file is in a network folder, so that it is written without a write-ahead log. Called
        /// once.
        std::function<void()> onNetworkFolder = {};
        StatFs statFs = systemStatFs();
        /// How long to wait for another program; one write takes milliseconds.
        std::chrono::milliseconds patience{10'000};
    };

    /// Empty `path`: in memory.
    CatalogueFile(QString path, Options options);

    /// Does nothing if it is open. Error: kind Storage.
    [[nodiscard]] Result<void> open();

    /// Runs `work` on the open file, and once more from its beginning if the file proves to be
    /// damaged or was removed meanwhile. Error: kind Storage.
    [[nodiscard]] Result<void>
    run(const std::function<sql::Result<void>(const QSqlDatabase &)> &work);

private:
    /// Identifies the file that a path points to: device and inode.
    using Identity = std::optional<std::pair<quint64, quint64>>;
    enum class Access { ReadOnly, ReadWrite };

    bool isInMemory() const { return m_path.isEmpty(); }
    Identity identityInPlace() const;
    /// Whether the path now points to another file than the open one.
    bool hasMoved() const;

    [[nodiscard]] Result<void> lock(QLockFile &lock) const;
    [[nodiscard]] Result<void> openLocked();
    [[nodiscard]] sql::Result<void> tryToOpen();
    void giveCompanionsItsPermissions() const;
    [[nodiscard]] sql::Result<void> connectTo(Access access);
    [[nodiscard]] sql::Result<void> inspect() const;
    [[nodiscard]] sql::Result<void> prepare();
    [[nodiscard]] sql::Result<void> useWriteAheadLog();
    [[nodiscard]] sql::Result<void> useRollbackJournal();
    void noteNetworkFolder();
    [[nodiscard]] Result<void> replaceDamaged();
    [[nodiscard]] Result<void> quarantine();
    tl::unexpected<Error> storageFailure(const QString &reason) const;
    tl::unexpected<Error> storageFailure(const sql::Failure &failure) const;

    QString m_path;
    Options m_options;
    bool m_isNetworkNoted = false;
    sql::Connection m_connection;
    Identity m_identity; ///< of the open file
};

} // namespace roomkeeper::store
