#pragma once

#include "base/call.h"
#include "store/catalogue/annotation.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <deque>
#include <functional>
#include <memory>

namespace roomkeeper::store {

class CatalogueDatabase;

/// Names and tags of rooms, and names of people: an SQLite file on this computer, used by one
/// worker thread with its own connection. Nothing here blocks for the disk; a successful call is on
/// the disk and survives kill -9 and power loss (synchronous=FULL; WAL, except in a network
/// folder). Several programs may use the file at once. Used on one thread; calls end on that
/// thread, in the order in which they were made, and can't be cancelled.
class Catalogue : public QObject
{
    Q_OBJECT

public:
    /// `file`: created with its folder if it does not exist; empty: kept in memory and deleted with
    /// this object (for the sandbox). Opening starts at once, on the worker thread.
    explicit Catalogue(const QString &file, QObject *parent = nullptr);
    /// Waits until everything is written; open calls end then.
    ~Catalogue() override;
    Q_DISABLE_COPY_MOVE(Catalogue)

    /// `catalogue.sqlite` under AppDataLocation.
    static QString defaultPath();

    using Rooms = QHash<QString, RoomAnnotation>; ///< by room ID
    using People = QHash<QString, QString>; ///< names by raw ID

    /// Errors: kind Storage, with the reason (read-only, full, newer version); the next call tries
    /// again. Reading works also if the file can't be written. `resource` identifies the
    /// Communication Services resource: host and port of its endpoint.
    Call<Rooms> rooms(const QString &resource);
    Call<People> people();
    /// Deletes the row of a room without name and tags, and of a person without a name. `seen`:
    /// values that the author of the change saw; if another program has stored others meanwhile,
    /// nothing is written, and the call fails with kind Conflict. Absent: not compared.
    Call<void> keepRoom(const QString &resource, const QString &roomId,
                        const RoomAnnotationChange &change, const RoomAnnotationChange &seen = {});
    Call<void> keepPerson(const QString &rawId, const QString &name,
                          const std::optional<QString> &seen = {});

signals:
    /// The file was damaged. It was renamed to `asidePath`, and a new one was created.
    void damagedFileSetAside(const QString &asidePath);
    /// The file is in a network folder. It is written in another way there, which is slower.
    void networkFolderFound(const QString &path);

private:
    struct Worker;

    template <class T>
    Call<T> ask(std::function<Result<T>(CatalogueDatabase &)> work);
    void answerNext();

    std::unique_ptr<Worker> m_worker;
    std::deque<std::function<void()>> m_waiting; ///< end the open calls, in order
};

} // namespace roomkeeper::store
