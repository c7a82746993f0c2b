#pragma once

#include "base/call.h"
#include "sandbox/sandboxserver.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>

namespace roomkeeper::app {

/// The sandbox inside the program: started when it is first asked for, gone with the program.
/// Filling it with rooms takes a moment, so that happens in a thread of its own. Main thread.
class SandboxHost : public QObject
{
    Q_OBJECT

public:
    /// `resourceId` is the guid in the raw ids of its users; empty: a random one.
    explicit SandboxHost(int rooms, QByteArray resourceId = {}, QObject *parent = nullptr);
    /// Gives up a start that is under way.
    ~SandboxHost() override;
    Q_DISABLE_COPY_MOVE(SandboxHost)

    /// The connection string of the running sandbox; starts it where it does not run.
    Call<QByteArray> connectionString();

private:
    using Started = Result<std::unique_ptr<sandbox::SandboxServer>>;

    void started();
    Result<QByteArray> answer() const;

    int m_rooms;
    QByteArray m_resourceId;
    std::unique_ptr<QThread> m_starter;
    /// Until `started` has run. The thread itself is finished before that, when its signal is still
    /// on the way.
    bool m_isStarting = false;
    std::shared_ptr<std::optional<Started>> m_result; ///< the thread's until it has ended
    std::shared_ptr<std::atomic<bool>> m_isUnwanted; ///< shared with the thread
    QList<CallSource<QByteArray>> m_waiting;
};

} // namespace roomkeeper::app
