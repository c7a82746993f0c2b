#pragma once

#include "base/result.h"
#include "store/catalogue/annotation.h"
#include "store/catalogue/cataloguefile.h"

#include <QHash>
#include <QString>

#include <functional>

namespace roomkeeper::store {

/// What the catalogue holds, read and written at once. Everything waits for the disk: the Catalogue
/// uses it on a thread of its own. Made, used and destroyed on one thread. What was answered well
/// is on the disk.
///
/// Errors of all: kind Storage, the reason in words.
class CatalogueDatabase
{
public:
    using Rooms = QHash<QString, RoomAnnotation>; ///< by room id
    using People = QHash<QString, QString>; ///< names by raw id

    /// `path` and `onSetAside` as in CatalogueFile.
    explicit CatalogueDatabase(QString path, std::function<void(const QString &)> onSetAside = {});

    /// Opens the file beforehand; the others do it themselves.
    [[nodiscard]] Result<void> open();

    [[nodiscard]] Result<Rooms> rooms(const QString &resource);
    [[nodiscard]] Result<People> people();
    /// A room without name and tags is forgotten, and so is a person without a name.
    [[nodiscard]] Result<void> keepRoom(const QString &resource, const QString &roomId,
                                        const RoomAnnotationChange &change);
    [[nodiscard]] Result<void> keepPerson(const QString &rawId, const QString &name);

private:
    CatalogueFile m_file;
};

} // namespace roomkeeper::store
