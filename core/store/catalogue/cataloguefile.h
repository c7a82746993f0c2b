#pragma once

#include "base/result.h"
#include "sql/sqlite.h"

#include <QString>

#include <functional>
#include <optional>
#include <utility>

class QLockFile;
class QSqlDatabase;

namespace roomkeeper::store {

/// The SQLite file of the catalogue: makes a missing one, brings one of an older version up to
/// date, sets a damaged one aside and begins a fresh one, never touches one of a newer version, and
/// is opened again after a failure. Several programs may use the file at once. Made, used and
/// destroyed on one thread; waits for the disk.
class CatalogueFile
{
public:
    /// `path` empty: in memory. `onSetAside` is told where a damaged file lies now, from inside the
    /// function that found it damaged.
    CatalogueFile(QString path, std::function<void(const QString &)> onSetAside);

    /// Nothing happens when it is open. Error: kind Storage.
    [[nodiscard]] Result<void> open();

    /// Does `work` on the open file; again, from its beginning, where the file turned out to be
    /// damaged or was taken away meanwhile. Error: kind Storage.
    [[nodiscard]] Result<void>
    run(const std::function<sql::Result<void>(const QSqlDatabase &)> &work);

private:
    /// Which file it is that lies under a name: device and number.
    using Identity = std::optional<std::pair<quint64, quint64>>;
    enum class Access { ReadOnly, ReadWrite };

    bool isInMemory() const { return m_path.isEmpty(); }
    Identity identityInPlace() const;
    /// Whether another file lies under the name than the one that is open.
    bool hasMoved() const;

    [[nodiscard]] Result<void> lock(QLockFile &lock) const;
    [[nodiscard]] Result<void> openLocked();
    [[nodiscard]] sql::Result<void> tryToOpen();
    void giveCompanionsItsPermissions() const;
    [[nodiscard]] sql::Result<void> connectTo(Access access);
    [[nodiscard]] sql::Result<void> inspect() const;
    [[nodiscard]] sql::Result<void> prepare() const;
    [[nodiscard]] Result<void> replaceDamaged();
    [[nodiscard]] Result<void> quarantine();
    tl::unexpected<Error> storageFailure(const QString &reason) const;
    tl::unexpected<Error> storageFailure(const sql::Failure &failure) const;

    QString m_path;
    std::function<void(const QString &)> m_onSetAside;
    sql::Connection m_connection;
    Identity m_identity; ///< of the file that is open
};

} // namespace roomkeeper::store
