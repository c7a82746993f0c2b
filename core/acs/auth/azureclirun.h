#pragma once

#include "acs/auth/bearertoken.h"

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <chrono>
#include <memory>

namespace roomkeeper::acs {

/// One run of a program that prints a token. Used and owned by AzureCli.
class AzureCliRun : public QObject
{
    Q_OBJECT

public:
    /// The program is terminated after `timeLimit`, and killed if it has not ended within `grace`.
    AzureCliRun(std::chrono::milliseconds timeLimit, std::chrono::milliseconds grace);
    /// Kills it, with everything that it started, and does not wait for one that can't be killed.
    ~AzureCliRun() override;
    Q_DISABLE_COPY_MOVE(AzureCliRun)

    Call<BearerToken> start(const QString &program, const QStringList &arguments);

signals:
    /// The program has ended.
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
    std::unique_ptr<QProcess> m_process = std::make_unique<QProcess>();
    QTimer m_timer;
    QByteArray m_output;
    QByteArray m_complaint; ///< the beginning of its standard error
    qint64 m_group = 0; ///< process group of the program and of what it starts
};

} // namespace roomkeeper::acs
