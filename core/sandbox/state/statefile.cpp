#include "sandbox/state/statefile.h"

#include "sandbox/state/statedatabase.h"

#include <QThread>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

/// The worker thread and its objects.
struct StateFile::Worker
{
    Worker()
    {
        thread.setObjectName(u"sandbox-state"_s);
        context.moveToThread(&thread);
        thread.start();
    }

    ~Worker()
    {
        run([this] { database.reset(); });
        thread.quit();
        thread.wait();
    }

    Q_DISABLE_COPY_MOVE(Worker)

    /// Runs something on the worker thread and waits until it is done.
    template <class Work>
    void run(Work work)
    {
        QMetaObject::invokeMethod(&context, work, Qt::BlockingQueuedConnection);
    }

    QThread thread;
    QObject context; // lives on the worker thread
    std::unique_ptr<StateDatabase> database; // created, used and destroyed on the worker thread
};

Result<std::unique_ptr<StateFile>> StateFile::open(const QString &path,
                                                   const QByteArray &newResourceId)
{
    auto worker = std::make_unique<Worker>();
    Result<void> opened;
    worker->run([&] {
        worker->database = std::make_unique<StateDatabase>(path);
        opened = worker->database->open(newResourceId);
    });
    if (!opened)
        return failure(opened.error());
    return std::unique_ptr<StateFile>(new StateFile(std::move(worker)));
}

StateFile::StateFile(std::unique_ptr<Worker> worker)
    : m_worker(std::move(worker))
{
}

StateFile::~StateFile() = default;

QByteArray StateFile::resourceId() const
{
    return m_worker->database->resourceId();
}

Result<StoreContents> StateFile::contents()
{
    Result<StoreContents> contents;
    m_worker->run([&] { contents = m_worker->database->contents(); });
    return contents;
}

Result<void> StateFile::keep(const StoreContents &changes)
{
    Result<void> kept;
    m_worker->run([&] { kept = m_worker->database->keep(changes); });
    return kept;
}

} // namespace roomkeeper::sandbox
