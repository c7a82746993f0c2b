#pragma once

#include "ui/common/style/theme.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace roomkeeper::app {

/// The options given on the command line of roomkeeper.
struct WindowArguments
{
    bool sandbox = false;
    /// Number of rooms that the embedded sandbox lists.
    int rooms = 120;
    /// Name of a saved connection; empty: none.
    QString connectTo = {};
    /// Folder for the pictures of the guided tour; empty: no tour.
    QString tourFolder = {};
    /// For this run; absent: the theme selected in the window.
    std::optional<ui::Theme::Mode> theme = {};
    bool help = false;
    bool version = false;
    /// Error message of one line; empty if there is no error.
    QString error = {};
};

/// Parses the command line; the first element is the program's name. Needs no application object,
/// so that errors are reported even if there is no display.
WindowArguments readWindowArguments(const QStringList &arguments);

/// The output of --help. Needs an application object for the program's name.
QString windowHelp();

} // namespace roomkeeper::app
