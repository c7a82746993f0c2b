#pragma once

#include "base/result.h"
#include "store/catalogue/annotation.h"
#include "store/catalogue/cataloguefile.h"

#include <QHash>
#include <QString>

#include <functional>

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

    /// `path` and `onSetAside` as in CatalogueFile.
    explicit CatalogueDatabase(QString path, std::function<void(const QString &)> onSetAside = {});

    /// Opens the file; the other functions also do so if necessary.
    [[nodiscard]] Result<void> open();

    [[nodiscard]] Result<Rooms> rooms(const QString &resource);
    [[nodiscard]] Result<People> people();
    /// Deletes the row of a room without name and tags, and of a person without a name.
    [[nodiscard]] Result<void> keepRoom(const QString &resource, const QString &roomId,
                                        const RoomAnnotationChange &change);
    [[nodiscard]] Result<void> keepPerson(const QString &rawId, const QString &name);

private:
    CatalogueFile m_file;
};

} // namespace roomkeeper::store
