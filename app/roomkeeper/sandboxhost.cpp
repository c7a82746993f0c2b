#include "sandboxhost.h"

#include <utility>

namespace roomkeeper::app {

SandboxHost::SandboxHost(int rooms, QByteArray resourceId, QObject *parent)
    : QObject(parent)
    , m_rooms(rooms)
    , m_resourceId(std::move(resourceId))
    , m_result(std::make_shared<std::optional<Started>>())
    , m_isUnwanted(std::make_shared<std::atomic<bool>>(false))
{
}

SandboxHost::~SandboxHost()
{
    *m_isUnwanted = true;
    if (m_starter)
        m_starter->wait();
}

Call<QByteArray> SandboxHost::connectionString()
{
    if (!m_isStarting && *m_result && **m_result)
        return finishedCall<QByteArray>(answer());

    const CallSource<QByteArray> source;
    m_waiting.append(source);
    if (!m_isStarting) {
        m_isStarting = true;
        m_starter.reset(QThread::create([result = m_result, rooms = m_rooms,
                                         resourceId = m_resourceId, isUnwanted = m_isUnwanted] {
            sandbox::SandboxOptions options;
            options.rooms = rooms;
            options.resourceId = resourceId;
            options.isUnwanted = [isUnwanted] { return isUnwanted->load(); };
            *result = sandbox::SandboxServer::start(std::move(options));
        }));
        connect(m_starter.get(), &QThread::finished, this, &SandboxHost::started);
        m_starter->start();
    }
    return source.call();
}

void SandboxHost::started()
{
    m_isStarting = false;
    const auto waiting = std::exchange(m_waiting, {});
    // Read once: a caller that is told of a failure may start again, and then the thread owns the
    // result.
    const Result<QByteArray> outcome = answer();
    for (const CallSource<QByteArray> &source : waiting)
        source.finish(outcome);
}

Result<QByteArray> SandboxHost::answer() const
{
    const Started &result = **m_result;
    if (!result)
        return failure(result.error());
    return (*result)->connectionString().toUtf8();
}

} // namespace roomkeeper::app
