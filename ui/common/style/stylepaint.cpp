#include "ui/common/style/stylepaint.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QVariant>
#include <QWidget>

#include <algorithm>
#include <array>

namespace roomkeeper::ui::stylepaint {

using namespace Qt::StringLiterals;

namespace {

/// Saves and sets the painter's settings while one control is drawn.
class Painting
{
public:
    explicit Painting(QPainter &painter)
        : m_painter(painter)
    {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
    }
    ~Painting() { m_painter.restore(); }
    Q_DISABLE_COPY_MOVE(Painting)

private:
    QPainter &m_painter;
};

bool isEnabled(const QStyleOption &option)
{
    return option.state.testFlag(QStyle::State_Enabled);
}

bool isPressed(const QStyleOption &option)
{
    return option.state.testFlag(QStyle::State_Sunken);
}

bool isHovered(const QStyleOption &option)
{
    return isEnabled(option) && option.state.testFlag(QStyle::State_MouseOver);
}

bool isOn(const QStyleOption &option)
{
    return option.state.testFlag(QStyle::State_On);
}

QColor pick(const QStyleOption &option, const QColor &normal, const QColor &hover,
            const QColor &pressed)
{
    if (isPressed(option))
        return pressed;
    return isHovered(option) ? hover : normal;
}

QColor normalFill(const QStyleOption &option, const Colours &table)
{
    if (!isEnabled(option))
        return table.window;
    return pick(option, table.button, table.buttonHover, table.buttonPressed);
}

/// Flat buttons are filled only under the pointer.
QColor flatFill(const QStyleOption &option, const Colours &table)
{
    if (isPressed(option) || isOn(option))
        return table.buttonPressed;
    return isHovered(option) ? table.separator : QColor(Qt::transparent);
}

struct Surface
{
    QColor fill;
    QColor border;
    qreal radius = controlRadius;
};

Surface surfaceOf(const QStyleOption &option, ButtonRole role, const Colours &table)
{
    const qreal pill = option.rect.height() / 2.0;
    switch (role) {
    case ButtonRole::Primary:
        if (!isEnabled(option))
            return {table.buttonPressed, table.buttonPressed};
        return {pick(option, table.accent, table.accentHover, table.accentPressed),
                Qt::transparent};
    case ButtonRole::Danger:
        if (!isEnabled(option))
            return {table.buttonPressed, table.buttonPressed};
        return {pick(option, table.danger, table.dangerHover, table.dangerPressed),
                Qt::transparent};
    case ButtonRole::Chip:
        if (isOn(option))
            return {table.selection, table.accentInk, pill};
        return {normalFill(option, table), table.border, pill};
    case ButtonRole::Segment:
        if (isOn(option))
            return {table.selection, table.accentInk};
        return {normalFill(option, table), table.border};
    case ButtonRole::Flat:
    case ButtonRole::Link:
        return {flatFill(option, table), Qt::transparent};
    case ButtonRole::Normal:
    case ButtonRole::Preset:
        if (isOn(option))
            return {table.buttonPressed, table.border};
        return {normalFill(option, table), isEnabled(option) ? table.border : table.separator};
    }
    Q_UNREACHABLE();
}

} // namespace

ButtonRole buttonRole(const QWidget *widget)
{
    struct Named
    {
        QLatin1StringView name;
        ButtonRole role;
    };
    static constexpr std::array<Named, 7> roles{{{"primary"_L1, ButtonRole::Primary},
                                                 {"danger"_L1, ButtonRole::Danger},
                                                 {"chip"_L1, ButtonRole::Chip},
                                                 {"segment"_L1, ButtonRole::Segment},
                                                 {"preset"_L1, ButtonRole::Preset},
                                                 {"flat"_L1, ButtonRole::Flat},
                                                 {"link"_L1, ButtonRole::Link}}};
    const QString text = widget ? widget->property("role").toString() : QString();
    const auto *found = std::find_if(roles.begin(), roles.end(),
                                     [&text](const Named &role) { return role.name == text; });
    return found == roles.end() ? ButtonRole::Normal : found->role;
}

void box(QPainter &painter, const QRect &rect, const QColor &fill, const QColor &border,
         qreal radius)
{
    const Painting painting(painter);
    painter.setBrush(fill);
    if (border.alpha() == 0) {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(QRectF(rect), radius, radius);
        return;
    }
    painter.setPen(QPen(border, 1.0));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void focusRing(QPainter &painter, const QRect &rect, const Colours &table, qreal radius)
{
    const Painting painting(painter);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(table.focus, 2.0));
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius);
}

void button(QPainter &painter, const QStyleOption &option, ButtonRole role, bool isDefault)
{
    const Colours &table = colours(option.palette);
    const Surface surface = surfaceOf(option, role, table);
    box(painter, option.rect, surface.fill, surface.border, surface.radius);

    const bool shown = option.state.testFlag(QStyle::State_KeyboardFocusChange) || isDefault;
    if (!option.state.testFlag(QStyle::State_HasFocus) || !shown)
        return;
    if (role == ButtonRole::Primary || role == ButtonRole::Danger) {
        // A ring in the accent colour is invisible on the accent: use the text colour, inside.
        const Painting painting(painter);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(table.onAccent, 1.5));
        painter.drawRoundedRect(QRectF(option.rect).adjusted(3, 3, -3, -3), 3, 3);
        return;
    }
    focusRing(painter, option.rect, table, surface.radius);
}

QColor buttonInk(const QStyleOption &option, ButtonRole role)
{
    const Colours &table = colours(option.palette);
    if (!isEnabled(option))
        return table.disabled;
    switch (role) {
    case ButtonRole::Primary:
    case ButtonRole::Danger:
        return table.onAccent;
    case ButtonRole::Link:
        return table.accentInk;
    case ButtonRole::Chip:
    case ButtonRole::Segment:
        return isOn(option) ? table.accentInk : table.text;
    case ButtonRole::Normal:
    case ButtonRole::Preset:
    case ButtonRole::Flat:
        return table.text;
    }
    Q_UNREACHABLE();
}

void field(QPainter &painter, const QStyleOption &option)
{
    const Colours &table = colours(option.palette);
    const bool editable = isEnabled(option) && !option.state.testFlag(QStyle::State_ReadOnly);
    box(painter, option.rect, editable ? table.base : table.window,
        isEnabled(option) ? table.border : table.separator);
    if (option.state.testFlag(QStyle::State_HasFocus))
        focusRing(painter, option.rect, table);
}

void comboBox(QPainter &painter, const QStyleOptionComboBox &option)
{
    const Colours &table = colours(option.palette);
    box(painter, option.rect, normalFill(option, table),
        isEnabled(option) ? table.border : table.separator);
    if (option.state.testFlag(QStyle::State_HasFocus))
        focusRing(painter, option.rect, table);
    const QRect arrow(option.rect.right() - 24, option.rect.top(), 20, option.rect.height());
    chevron(painter,
            option.direction == Qt::RightToLeft
                ? QStyle::visualRect(option.direction, option.rect, arrow)
                : arrow,
            Qt::DownArrow, isEnabled(option) ? table.muted : table.disabled);
}

void spinBox(QPainter &painter, const QStyleOption &option, const QRect &up, const QRect &down)
{
    const Colours &table = colours(option.palette);
    field(painter, option);
    const QColor ink = isEnabled(option) ? table.muted : table.disabled;
    chevron(painter, up.adjusted(0, 2, 0, 0), Qt::UpArrow, ink);
    chevron(painter, down.adjusted(0, 0, 0, -2), Qt::DownArrow, ink);
}

void checkBox(QPainter &painter, const QStyleOption &option)
{
    const Colours &table = colours(option.palette);
    const bool partly = option.state.testFlag(QStyle::State_NoChange);
    const bool filled = isOn(option) || partly;
    const QColor fill = !isEnabled(option) ? (filled ? table.disabled : table.window)
                        : filled           ? table.accent
                                           : table.base;
    // An empty box is visible by its border only, so that is stronger than a button's.
    box(painter, option.rect, fill, filled ? fill : table.disabled, 3.5);
    if (!filled)
        return;
    const Painting painting(painter);
    painter.setPen(QPen(table.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QRectF area(option.rect);
    const auto at = [&area](qreal x, qreal y) {
        return QPointF(area.left() + x * area.width(), area.top() + y * area.height());
    };
    if (partly)
        painter.drawLine(at(0.28, 0.5), at(0.72, 0.5));
    else
        painter.drawPolyline(QPolygonF({at(0.25, 0.52), at(0.43, 0.70), at(0.76, 0.32)}));
}

void radioButton(QPainter &painter, const QStyleOption &option)
{
    const Colours &table = colours(option.palette);
    const Painting painting(painter);
    const QRectF area = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor on = isEnabled(option) ? table.accent : table.disabled;
    painter.setPen(QPen(isOn(option) ? on : table.disabled, 1.0));
    painter.setBrush(isOn(option) ? on : (isEnabled(option) ? table.base : table.window));
    painter.drawEllipse(area);
    if (!isOn(option))
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(table.onAccent);
    painter.drawEllipse(area.center(), area.width() * 0.2, area.height() * 0.2);
}

void headerSection(QPainter &painter, const QStyleOptionHeader &option)
{
    const Colours &table = colours(option.palette);
    const bool hovered = isHovered(option) && option.state.testFlag(QStyle::State_MouseOver);
    painter.fillRect(option.rect, hovered ? table.buttonHover : table.window);
    if (option.orientation == Qt::Horizontal)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                         table.separator);
}

void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider)
{
    const Colours &table = colours(option.palette);
    painter.fillRect(option.rect, table.base);
    if (option.maximum <= option.minimum)
        return;
    const bool active = isHovered(option) || isPressed(option);
    const int thin = active ? 2 : 3;
    const QRect handle = option.orientation == Qt::Vertical ? slider.adjusted(thin, 2, -thin, -2)
                                                            : slider.adjusted(2, thin, -2, -thin);
    box(painter, handle, active ? table.muted : table.border, Qt::transparent,
        std::min(handle.width(), handle.height()) / 2.0);
}

void viewItem(QPainter &painter, const QStyleOptionViewItem &option)
{
    const Colours &table = colours(option.palette);
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, option.backgroundBrush);
    if (!option.state.testFlag(QStyle::State_Selected))
        return;
    painter.fillRect(option.rect, table.selection);
    if (option.rect.left() == 0) // the start of a row also has a mark: not colour alone
        painter.fillRect(QRect(0, option.rect.top(), 3, option.rect.height()), table.accentInk);
}

void chevron(QPainter &painter, const QRect &rect, Qt::ArrowType direction, const QColor &ink)
{
    static constexpr qreal reach = 3.5;
    const Painting painting(painter);
    painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.translate(QRectF(rect).center());
    switch (direction) {
    case Qt::UpArrow:
        painter.rotate(180);
        break;
    case Qt::LeftArrow:
        painter.rotate(90);
        break;
    case Qt::RightArrow:
        painter.rotate(-90);
        break;
    case Qt::NoArrow:
    case Qt::DownArrow:
        break;
    }
    painter.drawPolyline(QPolygonF(
        {QPointF(-reach, -reach / 2), QPointF(0, reach / 2), QPointF(reach, -reach / 2)}));
}

} // namespace roomkeeper::ui::stylepaint
