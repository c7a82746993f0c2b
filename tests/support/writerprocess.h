#pragma once

#include <QProcess>

#include <csignal>

namespace roomkeeper::tests {

/// A test program that writes numbers into a file, with a prefix, and prints those that were
/// confirmed.
class WriterProcess
{
public:
    /// The longest time to wait, in milliseconds.
    static constexpr int patience = 60'000;

    WriterProcess(const QString &program, const QString &file, const QString &prefix, int first,
                  int last)
    {
        m_process.start(program, {file, prefix, QString::number(first), QString::number(last)});
    }

    /// Reads until this many numbers are confirmed; false if it ends before that.
    bool confirms(qsizetype count)
    {
        while (m_confirmed.size() < count) {
            if (!m_process.canReadLine() && !m_process.waitForReadyRead(patience))
                return false;
            readLines();
        }
        return true;
    }

    /// SIGKILL: no destructor runs, nothing is flushed, a lock remains.
    void kill()
    {
        ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
        m_process.waitForFinished(patience);
        readLines();
    }

    /// Without output except log lines.
    bool endsWell()
    {
        const bool ended = m_process.waitForFinished(patience);
        readLines();
        QByteArrayList lines = m_process.readAllStandardError().split('\n');
        lines.removeIf([](const QByteArray &line) { return line.startsWith("store: "); });
        const QByteArray said = lines.join('\n');
        if (!said.isEmpty())
            qInfo("%s", said.constData());
        return ended && said.isEmpty() && m_process.exitStatus() == QProcess::NormalExit
               && m_process.exitCode() == 0;
    }

    const QList<int> &confirmed() const { return m_confirmed; }

private:
    void readLines()
    {
        while (m_process.canReadLine())
            m_confirmed << m_process.readLine().trimmed().toInt();
    }

    QProcess m_process;
    QList<int> m_confirmed;
};

} // namespace roomkeeper::tests
