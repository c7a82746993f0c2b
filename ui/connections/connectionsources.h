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

/// Where connections come from besides the profiles: given by the program, since the window knows
/// neither the sandbox nor the environment.
struct ConnectionSources
{
    /// Starts the embedded sandbox, or says that it runs; answers with its connection string.
    /// Empty: there is none.
    std::function<Call<QByteArray>()> startSandbox = {};
    /// What is due when a connection to it opens. Empty: nothing.
    std::function<void(admin::Connection &)> prepareSandbox = {};
    /// The environment variable that holds a connection string; empty where none does.
    QString environmentVariable = {};
    /// What it holds: a secret, known for this run.
    QByteArray environmentConnectionString = {};
    /// Where names are kept; outlives the window. Not for the sandbox, whose rooms are gone with
    /// the program. Null: names are kept for this run.
    store::Catalogue *catalogue = nullptr;
};

} // namespace roomkeeper::ui
