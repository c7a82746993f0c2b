#pragma once

#include <QImage>

class QWidget;

namespace roomkeeper::app {

/// A picture of the window with its open dialogs in front of it, each with a title bar, in device
/// pixels. The widgets paint themselves, so this works the same on X11, Wayland and offscreen.
QImage windowPicture(const QWidget &window);

} // namespace roomkeeper::app
