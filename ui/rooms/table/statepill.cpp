#include "ui/rooms/table/statepill.h"

#include "ui/common/style/colours.h"
#include "ui/rooms/table/statetext.h"

#include <QApplication>
#include <QFontMetrics>
#include <QIconEngine>
#include <QPainter>

#include <algorithm>

namespace roomkeeper::ui {

namespace {

constexpr int sidePadding = 9;
constexpr int topPadding = 2;
constexpr int gap = 5;

QFont pillFont(const QFont &font)
{
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    return bold;
}

int shapeSize(const QFontMetrics &metrics)
{
    return metrics.ascent() - metrics.descent() + 1;
}

/// A circle, filled clockwise from the top: a quarter before the room opens, full while it is open,
/// three quarters while it is ending soon, empty when it has ended.
void paintShape(QPainter *painter, const QRectF &square, admin::RoomState state,
                const QColor &colour)
{
    const qreal line = std::max(1.0, square.width() / 8);
    const QRectF circle = square.adjusted(line / 2, line / 2, -line / 2, -line / 2);
    painter->setPen(QPen(colour, line));
    painter->setBrush(state == admin::RoomState::Open ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter->drawEllipse(circle);
    constexpr int top = 90 * 16;
    constexpr int quarter = 90 * 16;
    painter->setBrush(colour);
    if (state == admin::RoomState::EndingSoon)
        painter->drawPie(circle, top, -3 * quarter);
    else if (state == admin::RoomState::Upcoming)
        painter->drawPie(circle, top, -quarter);
}

class StateIconEngine final : public QIconEngine
{
public:
    explicit StateIconEngine(admin::RoomState state)
        : m_state(state)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QApplication::palette();
        const QColor colour = mode == QIcon::Disabled
                                  ? palette.color(QPalette::Disabled, QPalette::WindowText)
                                  : stateColours(m_state, palette).text;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const int size = std::min(rect.width(), rect.height()) * 3 / 4;
        QRectF square(0, 0, size, size);
        square.moveCenter(QRectF(rect).center());
        paintShape(painter, square, m_state, colour);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new StateIconEngine(m_state); }

private:
    admin::RoomState m_state;
};

} // namespace

QSize statePillSize(admin::RoomState state, const QFont &font)
{
    const QFontMetrics metrics(pillFont(font));
    return {2 * sidePadding + shapeSize(metrics) + gap
                + metrics.horizontalAdvance(stateText(state)),
            2 * topPadding + metrics.height()};
}

int widestStatePill(const QFont &font)
{
    int widest = 0;
    for (const admin::RoomState state : admin::allRoomStates)
        widest = std::max(widest, statePillSize(state, font).width());
    return widest;
}

void paintStatePill(QPainter *painter, const QRect &area, admin::RoomState state,
                    const QPalette &palette, const QFont &font)
{
    const QFont bold = pillFont(font);
    const QFontMetrics metrics(bold);
    const StateColours &colours = stateColours(state, palette);
    QRect pill(area.topLeft(), statePillSize(state, font));
    pill.moveTop(area.top() + (area.height() - pill.height()) / 2);
    pill.setWidth(std::min(pill.width(), area.width()));

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.background);
    painter->drawRoundedRect(pill, pill.height() / 2.0, pill.height() / 2.0);

    const int size = shapeSize(metrics);
    const QRectF square(pill.left() + sidePadding, pill.center().y() - size / 2.0 + 0.5, size,
                        size);
    paintShape(painter, square, state, colours.text);

    painter->setFont(bold);
    painter->setPen(colours.text);
    const QRect words = pill.adjusted(sidePadding + size + gap, 0, -sidePadding / 2, 0);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      metrics.elidedText(stateText(state), Qt::ElideRight, words.width()));
    painter->restore();
}

QIcon stateIcon(admin::RoomState state)
{
    return QIcon(new StateIconEngine(state));
}

StatePill::StatePill(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QLatin1StringView("statePill"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatePill::setState(admin::RoomState state)
{
    m_state = state;
    setAccessibleName(stateText(state));
    updateGeometry();
    update();
}

QSize StatePill::sizeHint() const
{
    return statePillSize(m_state, font());
}

void StatePill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintStatePill(&painter, rect(), m_state, palette(), font());
}

} // namespace roomkeeper::ui
