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

/// Names and tags of rooms, and names of people: an SQLite file of this computer, used by one
/// worker thread with a connection of its own. Nothing here waits for the disk; a call that ended
/// well is on the disk and survives kill -9 and power loss (WAL, synchronous=FULL). Several
/// programs may use the file at once. Made and used on one thread; calls answer on that thread, in
/// the order in which they were made; none can be cancelled.
class Catalogue : public QObject
{
    Q_OBJECT

public:
    /// `file`: made with its folder when it is not there; empty: kept in memory and gone with this
    /// (for the sandbox). Opening begins at once, on the worker.
    explicit Catalogue(const QString &file, QObject *parent = nullptr);
    /// Waits until what was asked for is written; calls that are open get their answers then.
    ~Catalogue() override;
    Q_DISABLE_COPY_MOVE(Catalogue)

    /// `catalogue.sqlite` under AppDataLocation.
    static QString defaultPath();

    using Rooms = QHash<QString, RoomAnnotation>; ///< by room id
    using People = QHash<QString, QString>; ///< names by raw id

    /// Errors of all: kind Storage, with the reason in words (read-only, full, of a newer version);
    /// the next call tries again. What can still be read is read also where nothing can be written.
    /// `resource` tells the rooms of one Communication Services resource from those of another: its
    /// endpoint's host and port.
    Call<Rooms> rooms(const QString &resource);
    Call<People> people();
    /// A room without name and tags is forgotten, and so is a person without a name.
    Call<void> keepRoom(const QString &resource, const QString &roomId,
                        const RoomAnnotationChange &change);
    Call<void> keepPerson(const QString &rawId, const QString &name);

signals:
    /// The file was damaged. It lies at `asidePath` now, and a fresh one was begun.
    void damagedFileSetAside(const QString &asidePath);

private:
    struct Worker;

    template <class T>
    Call<T> ask(std::function<Result<T>(CatalogueDatabase &)> work);
    void answerNext();

    std::unique_ptr<Worker> m_worker;
    std::deque<std::function<void()>> m_waiting; ///< what ends each open call, in their order
};

} // namespace roomkeeper::store
