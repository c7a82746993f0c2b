#pragma once

namespace roomkeeper {

/// Keeps a crash from writing the memory of this process, which may contain secrets, to a file or
/// to a crash handler, unless the environment variable ROOMKEEPER_ALLOW_CORE is 1. Child processes
/// inherit it. (A crash handler can't be kept away where the hard limit is 0.) Call it first in
/// main(). (Not by PR_SET_DUMPABLE, which would cut the program off from xdg-desktop-portal: file
/// dialogs, and whether the desktop is dark.)
void disableCoreDumps();

} // namespace roomkeeper
