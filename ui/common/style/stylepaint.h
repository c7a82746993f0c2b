#pragma once

#include "ui/common/style/colours.h"

#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionSlider;
class QStyleOptionViewItem;
class QWidget;

// Drawing the controls; functions of the option, without state.
namespace roomkeeper::ui::stylepaint {

/// The purpose of a button: the property "role" of the widget.
enum class ButtonRole { Normal, Primary, Danger, Chip, Segment, Preset, Flat, Link };

ButtonRole buttonRole(const QWidget *widget);

inline constexpr qreal controlRadius = 5.0;

/// A filled, rounded box with a border, aligned to whole pixels.
void box(QPainter &painter, const QRect &rect, const QColor &fill, const QColor &border,
         qreal radius = controlRadius);

/// The ring around the control that has the focus.
void focusRing(QPainter &painter, const QRect &rect, const Colours &table,
               qreal radius = controlRadius);

void button(QPainter &painter, const QStyleOption &option, ButtonRole role, bool isDefault);
/// The colour of a button's text and icon.
QColor buttonInk(const QStyleOption &option, ButtonRole role);

void field(QPainter &painter, const QStyleOption &option);
void comboBox(QPainter &painter, const QStyleOptionComboBox &option);
void spinBox(QPainter &painter, const QStyleOption &option, const QRect &up, const QRect &down);
void checkBox(QPainter &painter, const QStyleOption &option);
void radioButton(QPainter &painter, const QStyleOption &option);
void headerSection(QPainter &painter, const QStyleOptionHeader &option);
void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider);
void viewItem(QPainter &painter, const QStyleOptionViewItem &option);
/// A chevron pointing down (or up, left, right) in the middle of the rectangle.
void chevron(QPainter &painter, const QRect &rect, Qt::ArrowType direction, const QColor &ink);

} // namespace roomkeeper::ui::stylepaint
