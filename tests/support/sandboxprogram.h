#pragma once

#include <QProcess>

#include <functional>

namespace roomkeeper::sandbox {

/// The path of roomkeeper-sandbox.
QString sandboxProgram();

/// The running program; killed by the destructor.
class SandboxProgram
{
public:
    /// Returns after its first line, or when it has ended. `beforeStart` runs in the new process.
    explicit SandboxProgram(const QStringList &arguments,
                            const std::function<void()> &beforeStart = {});

    ~SandboxProgram();
    Q_DISABLE_COPY_MOVE(SandboxProgram)

    /// The first line of its standard output; empty if it did not serve.
    QString line() const { return m_line; }
    quint16 port() const;
    QProcess &process() { return m_process; }

    /// Sends a signal and waits for its end.
    bool end(int signal);

private:
    QProcess m_process;
    QString m_line;
};

} // namespace roomkeeper::sandbox
