#pragma once

#include <QRect>
#include <QSize>

class QWidget;

namespace roomkeeper::ui {

/// `outer`, a window with its frame, moved so that it lies within `available`, and made smaller
/// only if it is larger than that.
QRect placedWithin(const QRect &outer, const QRect &available);

/// The largest size that a window can have on its screen, inside its frame.
QSize roomOnScreen(const QWidget &window);

/// Resizes a window that has not been shown yet, but not beyond what its screen has room for.
void resizeToFit(QWidget &window, const QSize &wanted);

/// Moves a window that has not been shown yet so that all of it is on a screen: the one that shows
/// most of it.
void bringOnScreen(QWidget &window);

} // namespace roomkeeper::ui
