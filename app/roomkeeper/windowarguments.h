#pragma once

#include "ui/common/style/theme.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace roomkeeper::app {

/// What the command line of roomkeeper asks for.
struct WindowArguments
{
    bool sandbox = false;
    /// What the list of the embedded sandbox shows.
    int rooms = 120;
    /// The name of a kept connection; empty: none.
    QString connectTo = {};
    /// Where the guided tour puts its pictures; empty: no tour.
    QString tourFolder = {};
    /// For this run; absent: as chosen in the window.
    std::optional<ui::Theme::Mode> theme = {};
    bool help = false;
    bool version = false;
    /// What is wrong, in one line; empty where nothing is.
    QString error = {};
};

/// Reads the command line, its first element the program's name. Needs no application object, so
/// that a wrong one is refused also where there is no display.
WindowArguments readWindowArguments(const QStringList &arguments);

/// What --help prints. Needs an application object for the program's name.
QString windowHelp();

} // namespace roomkeeper::app
