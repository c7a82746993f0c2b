#pragma once

#include <QColor>
#include <QIcon>
#include <QList>
#include <QString>

namespace roomkeeper::ui {

/// A colour of a connection's band, and what it is called.
struct BandColour
{
    QString rgb; ///< "#rrggbb"
    QString name; ///< translated
};

/// Those that are told apart at a glance, on light and on dark.
QList<BandColour> bandColours();

/// A square in a colour; in grey where it is none.
QIcon swatch(const QColor &colour);

} // namespace roomkeeper::ui
