#include "base/coredumps.h"

#include <QDebug>
#include <QString>

#include <sys/resource.h>

#include <algorithm>

namespace roomkeeper {

void disableCoreDumps()
{
    if (qEnvironmentVariable("ROOMKEEPER_ALLOW_CORE") == QLatin1StringView("1"))
        return;
    rlimit limit{};
    if (getrlimit(RLIMIT_CORE, &limit) != 0)
        return;
    // With 0, the kernel would still pipe the memory to a handler (core(5)); a limit of 1 stops
    // that too.
    limit.rlim_cur = std::min<rlim_t>(1, limit.rlim_max);
    if (setrlimit(RLIMIT_CORE, &limit) != 0)
        qWarning("Core dumps could not be disabled.");
}

} // namespace roomkeeper
