#pragma once

#include "base/call.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace roomkeeper::admin {
class Connection;
}
namespace roomkeeper::store {
class Catalogue;
}

namespace roomkeeper::ui {

class EmbeddedSandbox;

/// Sources of connections other than profiles. Provided by the program, since the window does not
/// depend on the sandbox or the environment.
struct ConnectionSources
{
    /// Starts the embedded sandbox if it is not running and returns its connection string. Empty if
    /// there is no sandbox.
    std::function<Call<QByteArray>()> startSandbox = {};
    /// The same sandbox for its own window; outlives the windows. Null: there is no such window.
    EmbeddedSandbox *embeddedSandbox = nullptr;
    /// Called when a connection to the sandbox opens; may be empty.
    std::function<void(admin::Connection &)> prepareSandbox = {};
    /// The environment variable that contains a connection string; empty if there is none.
    QString environmentVariable = {};
    /// Its value: a secret, kept in memory only.
    QByteArray environmentConnectionString = {};
    /// Where names are stored; outlives the window. Not used for the sandbox, whose rooms do not
    /// outlive the program. If null, names are kept in memory only.
    store::Catalogue *catalogue = nullptr;
};

} // namespace roomkeeper::ui
