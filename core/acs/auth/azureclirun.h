#pragma once

#include "acs/auth/bearertoken.h"

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <chrono>

namespace roomkeeper::acs {

/// One run of a program that prints a token. Part of AzureCli; belongs to it.
class AzureCliRun : public QObject
{
    Q_OBJECT

public:
    /// The program is terminated after `timeLimit`, and killed when it does not go within `grace`.
    AzureCliRun(std::chrono::milliseconds timeLimit, std::chrono::milliseconds grace);
    ~AzureCliRun() override; // kills it, with all that it started
    Q_DISABLE_COPY_MOVE(AzureCliRun)

    Call<BearerToken> start(const QString &program, const QStringList &arguments);

signals:
    /// The program has gone.
    void gone();

private:
    void readOutput();
    void finished(int exitCode, QProcess::ExitStatus status);
    void giveUp(const Error &why);
    Error problem(int exitCode, QProcess::ExitStatus status) const;
    void endGroup(int signal);

    const std::chrono::milliseconds m_timeLimit;
    const std::chrono::milliseconds m_grace;
    CallSource<BearerToken> m_source;
    QProcess m_process;
    QTimer m_timer;
    QByteArray m_output;
    QByteArray m_complaint; ///< the beginning of what it said on standard error
    qint64 m_group = 0; ///< of the program and what it starts
};

} // namespace roomkeeper::acs
