#include "ui/connections/editor/bandcolours.h"

#include "ui/common/style/colours.h"

#include <QApplication>
#include <QPainter>
#include <QPixmap>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

QList<BandColour> bandColours()
{
    const auto named = [](const QString &rgb, const char *name) {
        return BandColour{.rgb = rgb, .name = QCoreApplication::translate("BandColour", name)};
    };
    return {named(u"#d9480f"_s, QT_TRANSLATE_NOOP("BandColour", "Orange")),
            named(u"#1c7ed6"_s, QT_TRANSLATE_NOOP("BandColour", "Blue")),
            named(u"#2b8a3e"_s, QT_TRANSLATE_NOOP("BandColour", "Green")),
            named(u"#9c36b5"_s, QT_TRANSLATE_NOOP("BandColour", "Purple")),
            named(u"#c2255c"_s, QT_TRANSLATE_NOOP("BandColour", "Red")),
            named(u"#b08900"_s, QT_TRANSLATE_NOOP("BandColour", "Gold"))};
}

QIcon swatch(const QColor &colour)
{
    QIcon icon;
    for (const int size : {16, 32, 64}) {
        QPixmap square(size, size);
        square.fill(Qt::transparent);
        QPainter painter(&square);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour.isValid() ? colour : colours(QApplication::palette()).muted);
        const qreal margin = size / 8.0;
        painter.drawRoundedRect(QRectF(margin, margin, size - 2 * margin, size - 2 * margin),
                                size / 8.0, size / 8.0);
        icon.addPixmap(square);
        icon.addPixmap(square, QIcon::Selected); // otherwise it is tinted in a selected row
    }
    return icon;
}

} // namespace roomkeeper::ui
