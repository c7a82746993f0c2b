#pragma once

#include <QImage>

class QWidget;

namespace roomkeeper::app {

/// The window as it stands, with its open dialogs before it, each under a strip with its title; in
/// the pixels of the screen. Painted by the widgets themselves, so that it needs no screen to look
/// at: the same on X11, Wayland and offscreen.
QImage windowPicture(const QWidget &window);

} // namespace roomkeeper::app
