#include "ui/common/screenfit.h"

#include <QGuiApplication>
#include <QMargins>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace roomkeeper::ui {

namespace {

/// About what desktops draw around a window, which is not known before it is shown.
constexpr QMargins usualFrame(4, 36, 4, 4);

int areaOf(const QRect &rect)
{
    return rect.isValid() ? rect.width() * rect.height() : 0;
}

const QScreen &screenWithMostOf(const QRect &outer)
{
    const QScreen *best = QGuiApplication::primaryScreen();
    const auto shown = [&outer](const QScreen *screen) {
        return areaOf(outer.intersected(screen->availableGeometry()));
    };
    for (const QScreen *each : QGuiApplication::screens()) {
        if (shown(each) > shown(best))
            best = each;
    }
    return *best;
}

} // namespace

QRect placedWithin(const QRect &outer, const QRect &available)
{
    const QSize size = outer.size().boundedTo(available.size());
    const QSize room = available.size() - size;
    return {QPoint(std::clamp(outer.left(), available.left(), available.left() + room.width()),
                   std::clamp(outer.top(), available.top(), available.top() + room.height())),
            size};
}

QSize roomOnScreen(const QWidget &window)
{
    const QSize available = window.screen()->availableSize();
    const QSize frame = window.frameGeometry().size() - window.size();
    return frame.isNull() ? available.shrunkBy(usualFrame) : available - frame;
}

void resizeToFit(QWidget &window, const QSize &wanted)
{
    window.resize(wanted.boundedTo(roomOnScreen(window)));
}

void bringOnScreen(QWidget &window)
{
    const QRect outer = window.geometry().marginsAdded(usualFrame);
    const QRect placed = placedWithin(outer, screenWithMostOf(outer).availableGeometry());
    if (placed != outer)
        window.setGeometry(placed.marginsRemoved(usualFrame));
}

} // namespace roomkeeper::ui
