#pragma once

#include "sandbox/sandboxoptions.h"

#include <QString>
#include <QStringList>

namespace roomkeeper::app {

/// What the command line of roomkeeper-sandbox asks for.
struct SandboxArguments
{
    sandbox::SandboxOptions options = {};
    /// What is wrong, in one line; empty where nothing is.
    QString error = {};
    /// To be printed instead of serving (help, version); empty where it is to serve.
    QString text = {};
};

/// Reads the command line, its first element the program's name.
SandboxArguments readSandboxArguments(const QStringList &arguments);

} // namespace roomkeeper::app
