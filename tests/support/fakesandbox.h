#pragma once

#include "ui/connections/sandbox/embeddedsandbox.h"

namespace roomkeeper::tests {

/// An embedded sandbox that does nothing.
class FakeSandbox : public ui::EmbeddedSandbox
{
public:
    Call<QByteArray> connectionString() override { return m_starting.call(); }
    ui::SandboxFaults faults() const override { return m_faults; }
    void setFaults(const ui::SandboxFaults &faults) override { m_faults = faults; }

    void start(const Result<QByteArray> &connectionString) { m_starting.finish(connectionString); }

private:
    CallSource<QByteArray> m_starting;
    ui::SandboxFaults m_faults;
};

} // namespace roomkeeper::tests
