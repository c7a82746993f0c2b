#include "ui/shell/choicebutton.h"

#include "ui/common/style/colours.h"

#include <QEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace roomkeeper::ui {

namespace {

constexpr qreal radius = 8;
constexpr int gap = 4;

int paddingOf(ChoiceButton::Size size)
{
    return size == ChoiceButton::Size::Large ? 20 : 12;
}

int iconSizeOf(ChoiceButton::Size size)
{
    return size == ChoiceButton::Size::Large ? 32 : 20;
}

} // namespace

ChoiceButton::ChoiceButton(const QIcon &icon, const QString &title, const QString &description,
                           Size size, QWidget *parent)
    : QAbstractButton(parent)
    , m_description(description)
    , m_size(size)
{
    setIcon(icon);
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(description);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFont ChoiceButton::titleFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    if (m_size == Size::Large)
        bold.setPointSizeF(bold.pointSizeF() * 1.2);
    return bold;
}

QRect ChoiceButton::textArea(const QRect &all) const
{
    const int padding = paddingOf(m_size);
    return all.adjusted(padding + iconSizeOf(m_size) + padding / 2 + 4, padding, -padding,
                        -padding);
}

int ChoiceButton::heightForWidth(int width) const
{
    const int padding = paddingOf(m_size);
    const QRect area = textArea(QRect(0, 0, width, 10'000));
    const int description =
        m_description.isEmpty()
            ? 0
            : gap + fontMetrics().boundingRect(area, Qt::TextWordWrap, m_description).height();
    const int text = QFontMetrics(titleFont()).height() + description;
    return std::max(text, iconSizeOf(m_size)) + 2 * padding;
}

QSize ChoiceButton::sizeHint() const
{
    const int width = m_size == Size::Large ? 320 : 480;
    return {width, heightForWidth(width)};
}

QSize ChoiceButton::minimumSizeHint() const
{
    return {240, heightForWidth(320)};
}

bool ChoiceButton::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave
        || event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

/// Return presses it as well as the space bar: it looks like an entry of a list.
void ChoiceButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void ChoiceButton::paintEvent(QPaintEvent *)
{
    const Colours &ink = colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(hasFocus() ? QPen(ink.focus, 2) : QPen(ink.border, 1));
    painter.setBrush(isDown() ? ink.buttonPressed : underMouse() ? ink.buttonHover : ink.button);
    painter.drawRoundedRect(frame, radius, radius);

    const int padding = paddingOf(m_size);
    const int size = iconSizeOf(m_size);
    const int top = m_size == Size::Large ? padding : (height() - size) / 2;
    icon().paint(&painter, QRect(padding, top, size, size));

    const QRect area = textArea(rect());
    const QFontMetrics titleMetrics(titleFont());
    painter.setFont(titleFont());
    painter.setPen(ink.text);
    painter.drawText(area, Qt::AlignTop | Qt::AlignLeft | Qt::TextSingleLine,
                     titleMetrics.elidedText(text(), Qt::ElideRight, area.width()));
    painter.setFont(font());
    painter.setPen(ink.muted);
    const QRect below = area.adjusted(0, titleMetrics.height() + gap, 0, 0);
    painter.drawText(below, Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, m_description);
}

} // namespace roomkeeper::ui
