#include "sandboxarguments.h"

#include "sandbox/sandboxserver.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

namespace {

/// Keeps the two signals that end the program for waiting on. To be called before any thread is
/// started: threads inherit it.
sigset_t holdEndSignals()
{
    sigset_t endSignals;
    sigemptyset(&endSignals);
    sigaddset(&endSignals, SIGTERM);
    sigaddset(&endSignals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &endSignals, nullptr);
    return endSignals;
}

void print(const QString &text)
{
    std::fputs(qPrintable(text.endsWith(u'\n') ? text : text + u'\n'), stdout);
    std::fflush(stdout);
}

int fail(const QString &why, int status)
{
    std::fprintf(stderr, "roomkeeper-sandbox: %s\n", qPrintable(why));
    return status;
}

} // namespace

int main(int argc, char *argv[])
{
    using namespace roomkeeper;
    const sigset_t endSignals = holdEndSignals();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("roomkeeper-sandbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ROOMKEEPER_VERSION));

    app::SandboxArguments arguments = app::readSandboxArguments(QCoreApplication::arguments());
    if (!arguments.error.isEmpty())
        return fail(arguments.error, 2);
    if (!arguments.text.isEmpty()) {
        print(arguments.text);
        return 0;
    }

    const auto server = sandbox::SandboxServer::start(std::move(arguments.options));
    if (!server)
        return fail(server.error().message, 1);
    print((*server)->connectionString());

    int signal = 0;
    sigwait(&endSignals, &signal);
    return 0;
}
