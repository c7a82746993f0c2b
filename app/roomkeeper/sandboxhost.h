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

/// The sandbox inside the program: started at the first request, stopped when the program ends.
/// Filling it with rooms takes a moment, so this happens in a thread of its own. Main thread.
class SandboxHost : public QObject
{
    Q_OBJECT

public:
    /// `resourceId` is the guid in the raw ids of its users; empty: a random one.
    explicit SandboxHost(int rooms, QByteArray resourceId = {}, QObject *parent = nullptr);
    /// Cancels a start in progress.
    ~SandboxHost() override;
    Q_DISABLE_COPY_MOVE(SandboxHost)

    /// The connection string of the running sandbox; starts it if necessary.
    Call<QByteArray> connectionString();

private:
    using Started = Result<std::unique_ptr<sandbox::SandboxServer>>;

    void started();
    [[nodiscard]] Result<QByteArray> answer() const;

    int m_rooms;
    QByteArray m_resourceId;
    std::unique_ptr<QThread> m_starter;
    /// True until `started` has run. The thread finishes before that, while its signal is still
    /// queued.
    bool m_isStarting = false;
    std::shared_ptr<std::optional<Started>>
        m_result; ///< used only by the thread until it has finished
    std::shared_ptr<std::atomic<bool>> m_isUnwanted; ///< shared with the thread
    QList<CallSource<QByteArray>> m_waiting;
};

} // namespace roomkeeper::app
