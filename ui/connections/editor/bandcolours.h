#pragma once

#include <QColor>
#include <QIcon>
#include <QList>
#include <QString>

namespace roomkeeper::ui {

/// A colour for a connection's bar, with its display name.
struct BandColour
{
    QString rgb; ///< "#rrggbb"
    QString name; ///< translated
};

/// Colours that are easy to tell apart in both the light and the dark theme.
QList<BandColour> bandColours();

/// A square icon filled with `colour`; grey if the colour is invalid.
QIcon swatch(const QColor &colour);

} // namespace roomkeeper::ui
