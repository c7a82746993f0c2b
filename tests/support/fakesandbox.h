#pragma once

#include "ui/connections/sandbox/embeddedsandbox.h"

#include <QList>

#include <optional>
#include <utility>

namespace roomkeeper::tests {

/// An embedded sandbox that does nothing.
class FakeSandbox : public ui::EmbeddedSandbox
{
public:
    Call<QByteArray> connectionString() override
    {
        if (m_started)
            return finishedCall<QByteArray>(*m_started);
        m_waiting.append(CallSource<QByteArray>());
        return m_waiting.last().call();
    }
    ui::SandboxFaults faults() const override { return m_faults; }
    void setFaults(const ui::SandboxFaults &faults) override { m_faults = faults; }

    void start(const Result<QByteArray> &connectionString)
    {
        m_started = connectionString;
        for (const auto &source : std::exchange(m_waiting, {}))
            source.finish(connectionString);
    }

private:
    std::optional<Result<QByteArray>> m_started;
    QList<CallSource<QByteArray>> m_waiting;
    ui::SandboxFaults m_faults;
};

} // namespace roomkeeper::tests
