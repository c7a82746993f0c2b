#include "tour/windowpicture.h"

#include "ui/common/style/colours.h"

#include <QApplication>
#include <QPainter>
#include <QWidget>

#include <algorithm>

namespace roomkeeper::app {

namespace {

constexpr int padding = 7; ///< above and below a title
constexpr int shadow = 14;

/// How many windows are behind this one: a question is in front of the dialog that asks it.
int depthOf(const QWidget *widget)
{
    int depth = 0;
    for (const QWidget *each = widget->parentWidget(); each != nullptr; each = each->parentWidget())
        depth += each->isWindow() ? 1 : 0;
    return depth;
}

QList<QWidget *> windowsBefore(const QWidget &window)
{
    QList<QWidget *> result;
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget *each : all) {
        const bool isBefore = each != &window && each->isVisible()
                              && each->windowType() != Qt::ToolTip && depthOf(each) > 0;
        if (isBefore)
            result.append(each);
    }
    std::ranges::stable_sort(result, {}, depthOf);
    return result;
}

void drawShadow(QPainter &painter, const QRect &frame)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 3));
    for (int each = shadow; each > 0; --each)
        painter.drawRoundedRect(frame.adjusted(-each, -each, each, each), each, each);
}

/// Draws a window with its frame at `place`, moved so that it lies within `area`.
void drawFramed(QPainter &painter, QWidget &widget, QPoint place, const QRect &area)
{
    const ui::Colours &colours = ui::colours(widget.palette());
    QFont font = widget.font();
    font.setBold(true);
    const bool hasTitle = widget.windowType() != Qt::Popup;
    const int title = hasTitle ? QFontMetrics(font).height() + 2 * padding : 0;

    const int left = std::clamp(place.x(), area.left() + 1,
                                std::max(area.left() + 1, area.right() - widget.width()));
    const int top = std::clamp(place.y(), area.top() + title + 1,
                               std::max(area.top() + title + 1, area.bottom() - widget.height()));
    const QRect content(QPoint(left, top), widget.size());
    const QRect strip(left, top - title, content.width(), title);
    drawShadow(painter, content.united(strip));
    if (hasTitle) {
        painter.fillRect(strip, colours.buttonPressed);
        painter.setPen(colours.text);
        painter.setFont(font);
        painter.drawText(strip, Qt::AlignCenter, widget.windowTitle());
    }
    painter.drawPixmap(content.topLeft(), widget.grab());
    painter.setPen(colours.border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(content.united(strip).adjusted(-1, -1, 0, 0));
}

} // namespace

QImage windowPicture(const QWidget &window)
{
    QPixmap picture = const_cast<QWidget &>(window).grab(); // only paints
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    for (QWidget *each : windowsBefore(window)) {
        drawFramed(painter, *each, each->geometry().topLeft() - window.geometry().topLeft(),
                   window.rect());
    }
    painter.end();
    return picture.toImage();
}

} // namespace roomkeeper::app
