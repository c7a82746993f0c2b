#pragma once

#include "sandbox/sandboxoptions.h"

#include <QString>
#include <QStringList>

namespace roomkeeper::app {

/// The options given on the command line of roomkeeper-sandbox.
struct SandboxArguments
{
    sandbox::SandboxOptions options = {};
    /// Error message of one line; empty if there is no error.
    QString error = {};
    /// A message of one line to print when the sandbox is running; empty if there is none.
    QString warning = {};
    /// Text to print instead of serving (help, version); empty to serve.
    QString text = {};
};

/// Parses the command line; the first element is the program's name.
SandboxArguments readSandboxArguments(const QStringList &arguments);

} // namespace roomkeeper::app
