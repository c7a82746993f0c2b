#pragma once

#include <QIcon>
#include <QPalette>
#include <QString>

namespace roomkeeper::ui {

/// An icon of the program, painted in the present text colour of the application's palette, so that
/// it follows the theme and the scale. Names: activity, add, calendar, check, chevron-down,
/// chevron-left, chevron-right, clock, close, connection, copy, dash, delete, error, info, lock,
/// more, open, refresh, roomkeeper (in its own colours), sandbox, search, warning.
QIcon icon(const QString &name);

/// The same in a given colour of the palette.
QIcon icon(const QString &name, QPalette::ColorRole role);

} // namespace roomkeeper::ui
