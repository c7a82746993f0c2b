#pragma once

#include "admin/rooms/roomstate.h"

#include <QColor>
#include <QPalette>

namespace roomkeeper::ui {

/// The severity of a message.
enum class Severity { Info, Warning, Error };

/// Three colours that match, for a pill, a bar or a banner.
struct StateColours
{
    QColor text;
    QColor background;
    QColor border;
};

/// The table of all colours; there is a light and a dark one. Text on its background has a contrast
/// of at least 4.5 to 1.
struct Colours
{
    QColor window; ///< bars and panels
    QColor base; ///< tables and fields
    QColor alternateBase;
    QColor text;
    QColor muted; ///< secondary text
    QColor disabled;
    QColor separator; ///< hairlines
    QColor border; ///< around controls
    QColor button;
    QColor buttonHover;
    QColor buttonPressed;
    QColor accent; ///< the primary button
    QColor accentHover;
    QColor accentPressed;
    QColor onAccent; ///< text on the primary button
    QColor accentInk; ///< accent as the colour of text
    QColor selection; ///< background of selected rows; their text keeps its colour
    QColor focus; ///< the focus ring
    QColor danger; ///< buttons that delete
    QColor dangerHover;
    QColor dangerPressed;
    StateColours info;
    StateColours warning;
    StateColours error;
    StateColours open;
    StateColours endingSoon;
    StateColours upcoming;
    StateColours ended;
};

const Colours &lightColours();
const Colours &darkColours();

/// The table that a palette was created from (decided by whether its window is dark), so that a
/// widget needs only its own palette.
const Colours &colours(const QPalette &palette);
bool isDark(const QPalette &palette);

const StateColours &stateColours(admin::RoomState state, const QPalette &palette);
const StateColours &severityColours(Severity severity, const QPalette &palette);

/// The application palette for a table. Labels can use these as their foreground role, so that they
/// follow the theme: PlaceholderText is muted, Link the accent, BrightText an error, LinkVisited a
/// warning.
QPalette paletteOf(const Colours &colours);

/// The contrast of two opaque colours as WCAG 2 defines it, 1 to 21.
double contrast(const QColor &one, const QColor &other);

} // namespace roomkeeper::ui
