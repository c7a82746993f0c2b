#pragma once

#include <QProcess>

#include <functional>

namespace roomkeeper::sandbox {

/// Where roomkeeper-sandbox was built.
QString sandboxProgram();

/// The program while it serves; killed with its owner.
class SandboxProgram
{
public:
    /// Returns when its first line has come, or it has ended. `beforeStart` is run in the new
    /// process.
    explicit SandboxProgram(const QStringList &arguments,
                            const std::function<void()> &beforeStart = {});

    ~SandboxProgram();
    Q_DISABLE_COPY_MOVE(SandboxProgram)

    /// The first line of its standard output; empty where it did not serve.
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
