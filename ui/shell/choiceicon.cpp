#include "ui/shell/choiceicon.h"

#include "ui/common/colours.h"

#include <QApplication>
#include <QPainter>
#include <QPixmap>

namespace roomkeeper::ui {

QIcon choiceIcon(const ConnectionChoice &choice)
{
    const QColor named(choice.profile.colour);
    const QColor colour = named.isValid() ? named : colours(QApplication::palette()).muted;
    QIcon icon;
    for (const int size : {16, 32, 64}) {
        QPixmap square(size, size);
        square.fill(Qt::transparent);
        QPainter painter(&square);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        const qreal margin = size / 8.0;
        painter.drawRoundedRect(QRectF(margin, margin, size - 2 * margin, size - 2 * margin),
                                size / 8.0, size / 8.0);
        icon.addPixmap(square);
    }
    return icon;
}

} // namespace roomkeeper::ui
