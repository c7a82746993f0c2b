#pragma once

#include "base/call.h"
#include "sandbox/sandboxserver.h"
#include "ui/connections/sandbox/embeddedsandbox.h"

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
class SandboxHost : public ui::EmbeddedSandbox
{
    Q_OBJECT

public:
    /// `resourceId` is the guid in the raw ids of its users; empty: a random one.
    explicit SandboxHost(int rooms, QByteArray resourceId = {}, QObject *parent = nullptr);
    /// Cancels a start in progress.
    ~SandboxHost() override;
    Q_DISABLE_COPY_MOVE(SandboxHost)

    Call<QByteArray> connectionString() override;
    ui::SandboxFaults faults() const override { return m_faults; }
    void setFaults(const ui::SandboxFaults &faults) override;

private:
    using Started = Result<std::unique_ptr<sandbox::SandboxServer>>;

    void started();
    [[nodiscard]] Result<QByteArray> answer() const;
    bool isRunning() const { return !m_isStarting && *m_result && **m_result; }

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
    ui::SandboxFaults m_faults;
};

} // namespace roomkeeper::app
