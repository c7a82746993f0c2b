#include "sandboxarguments.h"
#include "version.h"

#include "base/coredumps.h"
#include "base/language.h"
#include "sandbox/sandboxserver.h"

#include <QCoreApplication>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

namespace {

/// Blocks the two signals that end the program, so that main() can wait for them. Call this before
/// any thread is started: threads inherit the mask.
sigset_t holdEndSignals()
{
    sigset_t endSignals;
    sigemptyset(&endSignals);
    sigaddset(&endSignals, SIGTERM);
    sigaddset(&endSignals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &endSignals, nullptr);
    return endSignals;
}

/// Each connection needs a file descriptor, and the default limit of many systems is no higher than
/// the number of connections that the server accepts.
void allowManyConnections()
{
    constexpr rlim_t wanted = 4096;
    rlimit files = {};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= wanted)
        return;
    files.rlim_cur = std::min(wanted, files.rlim_max);
    setrlimit(RLIMIT_NOFILE, &files);
}

void print(const QString &text)
{
    std::fputs(qPrintable(text.endsWith(u'\n') ? text : text + u'\n'), stdout);
    std::fflush(stdout);
}

void tell(const QString &what)
{
    std::fprintf(stderr, "roomkeeper-sandbox: %s\n", qPrintable(what));
}

int fail(const QString &why, int status)
{
    tell(why);
    return status;
}

} // namespace

int main(int argc, char *argv[])
{
    using namespace roomkeeper;
    disableCoreDumps();
    const sigset_t endSignals = holdEndSignals();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("roomkeeper-sandbox"));
    QCoreApplication::setApplicationVersion(app::versionText());
    installLanguage();

    app::SandboxArguments arguments = app::readSandboxArguments(QCoreApplication::arguments());
    if (!arguments.error.isEmpty())
        return fail(arguments.error, 2);
    if (!arguments.text.isEmpty()) {
        print(arguments.text);
        return 0;
    }

    allowManyConnections();
    const bool seedIsChosen = !arguments.options.seed && !arguments.options.faults.isEmpty();
    const auto server = sandbox::SandboxServer::start(std::move(arguments.options));
    if (!server)
        return fail(server.error().message, 1);
    if (seedIsChosen)
        tell(QStringLiteral("--seed %1 repeats these faults.").arg((*server)->seed()));
    if (!arguments.warning.isEmpty())
        tell(arguments.warning);
    print((*server)->connectionString());

    int signal = 0;
    sigwait(&endSignals, &signal);
    return 0;
}
