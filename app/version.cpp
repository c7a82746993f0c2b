#include "version.h"

#include "commit.h" // generated

namespace roomkeeper::app {

QString versionText()
{
    const auto commit = QStringLiteral(ROOMKEEPER_COMMIT);
    const auto version = QStringLiteral(ROOMKEEPER_VERSION);
    return commit.isEmpty() ? version : QStringLiteral("%1 (%2)").arg(version, commit);
}

} // namespace roomkeeper::app
