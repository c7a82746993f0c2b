#include "store/catalogue/catalogue.h"

#include "store/catalogue/cataloguedatabase.h"

#include <QStandardPaths>
#include <QThread>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

/// The worker thread and its objects.
struct Catalogue::Worker
{
    QThread thread;
    QObject context; // lives on the worker thread
    std::unique_ptr<CatalogueDatabase> database; // created, used and destroyed on the worker thread

    /// Runs something on the worker thread, after everything that was posted before.
    template <class Work>
    void post(Work work)
    {
        QMetaObject::invokeMethod(&context, std::move(work), Qt::QueuedConnection);
    }
};

Catalogue::Catalogue(const QString &file, QObject *parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>())
{
    m_worker->thread.setObjectName(u"catalogue"_s);
    m_worker->context.moveToThread(&m_worker->thread);
    m_worker->thread.start();
    const auto tellSetAside = [this](const QString &path) {
        QMetaObject::invokeMethod(
            this, [this, path] { emit damagedFileSetAside(path); }, Qt::QueuedConnection);
    };
    const auto tellNetworkFolder = [this, file] {
        QMetaObject::invokeMethod(
            this, [this, file] { emit networkFolderFound(file); }, Qt::QueuedConnection);
    };
    m_worker->post([worker = m_worker.get(), file, tellSetAside, tellNetworkFolder] {
        worker->database = std::make_unique<CatalogueDatabase>(
            file, CatalogueFile::Options{.onSetAside = tellSetAside,
                                         .onNetworkFolder = tellNetworkFolder});
        ignoreResult(worker->database->open()); // the first call reports a failure again
    });
}

Catalogue::~Catalogue()
{
    m_worker->post([worker = m_worker.get()] {
        worker->database.reset();
        worker->thread.quit();
    });
    m_worker->thread.wait();
    // The results exist, but no event loop on this thread will deliver them any more.
    while (!m_waiting.empty())
        answerNext();
}

QString Catalogue::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
           + "/catalogue.sqlite"_L1;
}

Call<Catalogue::Rooms> Catalogue::rooms(const QString &resource)
{
    return ask<Rooms>([resource](CatalogueDatabase &database) { return database.rooms(resource); });
}

Call<Catalogue::People> Catalogue::people()
{
    return ask<People>([](CatalogueDatabase &database) { return database.people(); });
}

Call<void> Catalogue::keepRoom(const QString &resource, const QString &roomId,
                               const RoomAnnotationChange &change, const RoomAnnotationChange &seen)
{
    return ask<void>([resource, roomId, change, seen](CatalogueDatabase &database) {
        return database.keepRoom(resource, roomId, change, seen);
    });
}

Call<void> Catalogue::keepPerson(const QString &rawId, const QString &name,
                                 const std::optional<QString> &seen)
{
    return ask<void>([rawId, name, seen](CatalogueDatabase &database) {
        return database.keepPerson(rawId, name, seen);
    });
}

template <class T>
Call<T> Catalogue::ask(std::function<Result<T>(CatalogueDatabase &)> work)
{
    // Both ends of the call stay on this thread; the worker only stores the result, which is read
    // after it has said so.
    const CallSource<T> source;
    const auto answer = std::make_shared<std::optional<Result<T>>>();
    m_waiting.emplace_back([source, answer] { source.finish(*std::move(*answer)); });
    // This object exists as long as the thread: the destructor waits for it.
    m_worker->post([this, worker = m_worker.get(), answer, work = std::move(work)] {
        *answer = work(*worker->database);
        QMetaObject::invokeMethod(
            this, [this] { answerNext(); }, Qt::QueuedConnection);
    });
    return source.call();
}

void Catalogue::answerNext()
{
    const auto answer = std::move(m_waiting.front());
    m_waiting.pop_front();
    answer();
}

} // namespace roomkeeper::store
