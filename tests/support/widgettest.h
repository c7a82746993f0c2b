#pragma once

#include <QStringList>
#include <QWidget>

namespace roomkeeper::ui {

/// The usable widgets in a window that lack an accessible name or an objectName.
QStringList unnamedIn(const QWidget &window);

/// Every text that a widget and its children show or report to assistive tools.
QStringList allTexts(QObject *object);

} // namespace roomkeeper::ui
