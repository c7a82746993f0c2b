#pragma once

#include <QString>

namespace roomkeeper::app {

/// The version of the project and, if it was built in a Git checkout, the commit: "0.2.0
/// (1a2b3c4)". For `--version` and *About*; what goes over the network names only the version.
QString versionText();

} // namespace roomkeeper::app
