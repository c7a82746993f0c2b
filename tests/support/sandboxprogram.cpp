#include "support/sandboxprogram.h"

#include "support/wireclient.h"

#include <QRegularExpression>

#include <csignal>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

QString sandboxProgram()
{
    return QStringLiteral(ROOMKEEPER_SANDBOX_PROGRAM);
}

SandboxProgram::SandboxProgram(const QStringList &arguments,
                               const std::function<void()> &beforeStart)
{
    if (beforeStart)
        m_process.setChildProcessModifier(beforeStart);
    m_process.start(sandboxProgram(), arguments);
    while (!m_process.canReadLine() && m_process.waitForReadyRead(patience)) { }
    m_line = QString::fromUtf8(m_process.readLine());
}

SandboxProgram::~SandboxProgram()
{
    m_process.kill();
    m_process.waitForFinished(patience);
}

quint16 SandboxProgram::port() const
{
    static const QRegularExpression form(u":([0-9]+)/;accesskey="_s);
    return form.match(m_line).captured(1).toUShort();
}

bool SandboxProgram::end(int signal)
{
    ::kill(static_cast<pid_t>(m_process.processId()), signal);
    return m_process.waitForFinished(patience);
}

} // namespace roomkeeper::sandbox
