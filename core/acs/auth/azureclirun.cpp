#include "acs/auth/azureclirun.h"

#include "acs/auth/azurecli.h"

#include <QRegularExpression>

#ifdef Q_OS_UNIX
#include <csignal>
#include <unistd.h>
#endif

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

/// A token has some thousand bytes.
constexpr qsizetype maxOutput = 64LL * 1024;
constexpr qsizetype maxComplaint = 4LL * 1024;
/// The longest error text that is shown.
constexpr qsizetype maxWords = 300;
/// How long a killed program may take to end, in ms; usually it takes less than one.
constexpr int maxEnding = 200;

#ifdef Q_OS_UNIX
constexpr int terminateSignal = SIGTERM;
constexpr int killSignal = SIGKILL;
#else
constexpr int terminateSignal = 15;
constexpr int killSignal = 9;
#endif

/// The standard error of the program, shortened, and without anything that could be a token.
QString shortened(const QByteArray &complaint)
{
    static const QRegularExpression tokenLike(u"[A-Za-z0-9._~+/=-]{32,}"_s);
    QString words = QString::fromUtf8(complaint).simplified();
    words.removeIf([](QChar character) { return !character.isPrint(); });
    words.replace(tokenLike, u"…"_s);
    return words.left(maxWords);
}

} // namespace

AzureCliRun::AzureCliRun(std::chrono::milliseconds timeLimit, std::chrono::milliseconds grace)
    : m_timeLimit(timeLimit)
    , m_grace(grace)
{
    m_output.reserve(maxOutput + 1); // otherwise it would be reallocated and leave copies behind
    m_timer.setSingleShot(true);
    m_process->setStandardInputFile(QProcess::nullDevice());
#ifdef Q_OS_UNIX
    // `az` is a script that runs another program: in a process group both can be ended together.
    m_process->setChildProcessModifier([] { setpgid(0, 0); });
#endif
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &AzureCliRun::readOutput);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, [this] {
        m_complaint += m_process->readAllStandardError().left(maxComplaint - m_complaint.size());
    });
    connect(m_process.get(), &QProcess::finished, this, &AzureCliRun::finished);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finished(-1, QProcess::CrashExit);
    });
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_source.isFinished()) {
            endGroup(killSignal);
            return;
        }
        giveUp(makeError(ErrorKind::Denied,
                         tr("The Azure CLI did not return an access token within %1 s.")
                             .arg(std::chrono::ceil<std::chrono::seconds>(m_timeLimit).count())));
    });
    m_source.onCancel([this] { giveUp(makeError(ErrorKind::Cancelled, {})); });
}

AzureCliRun::~AzureCliRun()
{
    m_process->disconnect(this);
    if (m_process->state() != QProcess::NotRunning) {
        endGroup(killSignal);
        // Some can't be killed, such as one of another user. QProcess would wait for it for 30 s,
        // also in its destructor.
        if (!m_process->waitForFinished(maxEnding)) {
            QProcess *abandoned = m_process.release();
            connect(abandoned, &QProcess::finished, abandoned, &QObject::deleteLater);
        }
    }
    secureZero(m_output);
}

Call<BearerToken> AzureCliRun::start(const QString &program, const QStringList &arguments)
{
    m_timer.start(m_timeLimit);
    m_process->start(program, arguments, QIODevice::ReadOnly);
    m_group = m_process->processId();
    return m_source.call();
}

void AzureCliRun::readOutput()
{
    QByteArray part = m_process->readAllStandardOutput();
    const bool isTooMuch = part.size() > maxOutput - m_output.size();
    if (!m_source.isFinished()) {
        if (isTooMuch)
            giveUp(readAzureCliToken({}).error());
        else
            m_output += part;
    }
    secureZero(part);
}

void AzureCliRun::finished(int exitCode, QProcess::ExitStatus status)
{
    m_timer.stop();
    if (m_source.isFinished()) {
        endGroup(killSignal); // programs that it started may still run
    } else if (status == QProcess::NormalExit && exitCode == 0) {
        auto token = readAzureCliToken(m_output);
        secureZero(m_output);
        m_source.finish(std::move(token));
    } else {
        m_source.finish(failure(problem(exitCode, status)));
    }
    emit gone();
}

void AzureCliRun::giveUp(const Error &why)
{
    m_source.finish(failure(why));
    secureZero(m_output);
    endGroup(terminateSignal);
    m_timer.start(m_grace);
}

Error AzureCliRun::problem(int exitCode, QProcess::ExitStatus status) const
{
    Error error = makeError(ErrorKind::Denied, {});
    if (m_process->error() == QProcess::FailedToStart) {
        error.message = tr("The Azure CLI could not be started: %1").arg(m_process->errorString());
        return error;
    }
    if (status == QProcess::CrashExit)
        error.message = tr("The Azure CLI crashed.");
    else if (m_complaint.contains("az login"))
        error.message = tr("You are not signed in to the Azure CLI, or your session has expired. "
                           "Run “az login”, then try again.");
    else
        error.message = tr("The Azure CLI failed (exit code %1).").arg(exitCode);
    if (!m_complaint.trimmed().isEmpty())
        error.details = {{.code = u"az"_s, .message = shortened(m_complaint), .target = {}}};
    return error;
}

void AzureCliRun::endGroup(int signal)
{
#ifdef Q_OS_UNIX
    if (m_group > 1)
        ::kill(static_cast<pid_t>(-m_group), signal);
#endif
    if (m_process->state() == QProcess::NotRunning)
        return;
    if (signal == killSignal)
        m_process->kill();
    else
        m_process->terminate();
}

} // namespace roomkeeper::acs
