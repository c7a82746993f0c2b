#pragma once

#include "base/result.h"
#include "store/annotation.h"
#include "store/sqlite.h"

#include <QHash>
#include <QString>

#include <functional>
#include <optional>
#include <utility>

class QLockFile;
class QSqlDatabase;

namespace roomkeeper::store {

/// The catalogue's file, opened when it is first needed and again after a failure. Everything waits
/// for the disk: the Catalogue uses it on a thread of its own. Made, used and destroyed on one
/// thread. What was answered well is on the disk.
///
/// Errors of all: kind Storage, the reason in words.
class CatalogueDatabase
{
public:
    using Rooms = QHash<QString, RoomAnnotation>; ///< by room id
    using People = QHash<QString, QString>; ///< names by raw id

    /// `file` as in Catalogue; empty: in memory. `setAside` is told where a damaged file lies now,
    /// from inside the function that found it damaged.
    explicit CatalogueDatabase(QString file, std::function<void(const QString &)> setAside = {});
    ~CatalogueDatabase();
    Q_DISABLE_COPY_MOVE(CatalogueDatabase)

    /// Opens the file: makes a missing one, sets a damaged one aside, brings one of an older
    /// version up to date. Nothing happens when it is open. The others call it themselves.
    Result<void> open();

    Result<Rooms> rooms(const QString &resource);
    Result<People> people();
    Result<void> keepRoom(const QString &resource, const QString &roomId,
                          const RoomAnnotation &annotation);
    Result<void> keepPerson(const QString &rawId, const QString &name);

private:
    /// Which file it is that lies under a name: device and number.
    using Identity = std::optional<std::pair<quint64, quint64>>;
    enum class Access { ReadOnly, ReadWrite };

    bool isInMemory() const { return m_file.isEmpty(); }
    QSqlDatabase database() const;
    Identity identityInPlace() const;
    /// Whether another file lies under the name than the one that is open.
    bool hasMoved() const;

    /// Does `work` on the open file; again where the file turned out to be damaged, or was taken
    /// away meanwhile.
    Result<void> run(const std::function<SqliteResult<void>(const QSqlDatabase &)> &work);
    Result<void> lock(QLockFile &lock) const;
    Result<void> openLocked();
    SqliteResult<void> tryToOpen();
    SqliteResult<void> connectTo(Access access);
    SqliteResult<void> inspect() const;
    SqliteResult<void> prepare() const;
    void close();
    Result<void> replaceDamaged();
    Result<void> setAside();
    tl::unexpected<Error> storageFailure(const QString &reason) const;
    tl::unexpected<Error> storageFailure(const SqliteFailure &failure) const;

    QString m_file;
    std::function<void(const QString &)> m_setAside;
    QString m_connection; ///< the name of Qt's connection, one for each object
    Identity m_identity; ///< of the file that is open
};

} // namespace roomkeeper::store
