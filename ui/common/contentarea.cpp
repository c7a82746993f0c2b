#include "ui/common/contentarea.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>

namespace roomkeeper::ui {

namespace {

constexpr int fewestLines = 5;

} // namespace

ContentArea::ContentArea(QWidget *content, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(content);
    // The colour of the window, not of a list.
    viewport()->setBackgroundRole(QPalette::Window);
    content->setAutoFillBackground(false);
}

QSize ContentArea::sizeHint() const
{
    const QSize hint = widget()->sizeHint();
    if (!widget()->hasHeightForWidth())
        return hint;
    const int width = isVisible() ? viewport()->width() : hint.width();
    const int height = widget()->heightForWidth(std::max(width, widget()->minimumWidth()));
    // QScrollArea never makes it lower than that, which is for wrapped text at its narrowest.
    return {hint.width(), std::max(height, widget()->minimumSizeHint().height())};
}

QSize ContentArea::minimumSizeHint() const
{
    const QSize least = widget()->minimumSizeHint().expandedTo(widget()->minimumSize());
    return {least.width() + verticalScrollBar()->sizeHint().width(),
            std::min(least.height(), fewestLines * fontMetrics().lineSpacing())};
}

bool ContentArea::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace roomkeeper::ui
