#pragma once

#include "base/result.h"
#include "store/catalogue/annotation.h"
#include "store/catalogue/cataloguefile.h"

#include <QHash>
#include <QString>

#include <functional>
#include <optional>

namespace roomkeeper::store {

/// Reads and writes the catalogue synchronously. Blocks for the disk: the Catalogue uses it on its
/// worker thread. Used on one thread. What was written successfully is on the disk.
///
/// Errors: kind Storage, with the reason.
class CatalogueDatabase
{
public:
    using Rooms = QHash<QString, RoomAnnotation>; ///< by room ID
    using People = QHash<QString, QString>; ///< names by raw ID

    /// As in CatalogueFile.
    explicit CatalogueDatabase(QString path, CatalogueFile::Options options = {});

    /// Opens the file; the other functions also do so if necessary.
    [[nodiscard]] Result<void> open();

    [[nodiscard]] Result<Rooms> rooms(const QString &resource);
    [[nodiscard]] Result<People> people();
    /// Deletes the row of a room without name and tags, and of a person without a name. Kind
    /// Conflict: the file has neither the values in `seen` nor the new ones; nothing was written.
    [[nodiscard]] Result<void> keepRoom(const QString &resource, const QString &roomId,
                                        const RoomAnnotationChange &change,
                                        const RoomAnnotationChange &seen = {});
    [[nodiscard]] Result<void> keepPerson(const QString &rawId, const QString &name,
                                          const std::optional<QString> &seen = {});

private:
    using Work = std::function<sql::Result<void>(const QSqlDatabase &)>;
    [[nodiscard]] Result<void>
    compareAndKeep(const Work &read, const std::function<bool()> &isAsSeen, const Work &write);

    CatalogueFile m_file;
};

} // namespace roomkeeper::store
