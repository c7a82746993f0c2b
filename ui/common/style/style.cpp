#include "ui/common/style/style.h"

#include "ui/common/style/stylepaint.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QStyleOption>
#include <QToolButton>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using stylepaint::ButtonRole;

namespace {

/// Text and font of a QLabel by its role. The colours come from the palette role, so that a change
/// of the theme needs nothing here.
void polishLabel(QLabel *label)
{
    const QString role = label->property("role").toString();
    if (role.isEmpty())
        return;
    QFont font = QApplication::font(label);
    QPalette::ColorRole ink = QPalette::WindowText;
    if (role == u"title"_s) {
        font.setPointSizeF(font.pointSizeF() * 1.3);
        font.setWeight(QFont::Bold);
    } else if (role == u"section"_s) {
        font.setPointSizeF(font.pointSizeF() * 0.94);
        font.setWeight(QFont::DemiBold);
        ink = QPalette::PlaceholderText;
    } else if (role == u"muted"_s) {
        ink = QPalette::PlaceholderText;
    } else if (role == u"error"_s) {
        ink = QPalette::BrightText;
    } else if (role == u"warning"_s) {
        ink = QPalette::LinkVisited;
    }
    label->setFont(font);
    label->setForegroundRole(ink);
}

/// An icon in the text colour of its button: icons are drawn in the normal text colour, which is
/// unreadable on the accent.
QIcon tinted(const QIcon &icon, const QSize &size, const QColor &ink, qreal scale)
{
    QPixmap pixmap = icon.pixmap(size, scale);
    if (pixmap.isNull())
        return icon;
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), ink);
    painter.end();
    QIcon result;
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Disabled, QIcon::Active})
        result.addPixmap(pixmap, mode);
    return result;
}

qreal scaleOf(const QPainter &painter)
{
    return painter.device() ? painter.device()->devicePixelRatioF() : 1.0;
}

void drawMenuBarItem(const QStyleOptionMenuItem &item, QPainter &painter, const QStyle &style)
{
    const Colours &table = colours(item.palette);
    painter.fillRect(item.rect, table.window);
    if (item.state & (QStyle::State_Selected | QStyle::State_Sunken)) {
        stylepaint::box(painter, item.rect.adjusted(1, 1, -1, -1), table.separator, Qt::transparent,
                        4);
    }
    int flags = Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextDontClip | Qt::TextSingleLine;
    if (style.styleHint(QStyle::SH_UnderlineShortcut, &item) == 0)
        flags |= Qt::TextHideMnemonic;
    style.drawItemText(&painter, item.rect, flags, item.palette,
                       item.state.testFlag(QStyle::State_Enabled), item.text, QPalette::WindowText);
}

void drawSplitter(const QStyleOption &option, QPainter &painter)
{
    const Colours &table = colours(option.palette);
    const QRect &rect = option.rect;
    const QRect line = option.state.testFlag(QStyle::State_Horizontal)
                           ? QRect(rect.center().x(), rect.top(), 1, rect.height())
                           : QRect(rect.left(), rect.center().y(), rect.width(), 1);
    painter.fillRect(line, option.state.testFlag(QStyle::State_MouseOver) ? table.accentInk
                                                                          : table.separator);
}

} // namespace

void Style::polish(QWidget *widget)
{
    StyleMetrics::polish(widget);
    if (auto *label = qobject_cast<QLabel *>(widget)) {
        // Names and messages of others are shown as they are, not as markup; also in tool tips,
        // which are labels.
        if (label->textFormat() == Qt::AutoText)
            label->setTextFormat(Qt::PlainText);
        polishLabel(label);
    } else if (auto *header = qobject_cast<QHeaderView *>(widget)) {
        QFont font = QApplication::font(header);
        font.setPointSizeF(font.pointSizeF() * 0.94);
        font.setWeight(QFont::DemiBold);
        header->setFont(font);
    } else if (auto *tool = qobject_cast<QToolButton *>(widget)) {
        if (stylepaint::buttonRole(tool) == ButtonRole::Flat)
            tool->setAutoRaise(true);
    }
}

void Style::unpolish(QWidget *widget)
{
    StyleMetrics::unpolish(widget);
    if (auto *label = qobject_cast<QLabel *>(widget); label && label->property("role").isValid()) {
        label->setFont(QFont());
        label->setForegroundRole(QPalette::NoRole);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Colours &table = colours(option->palette);
    switch (element) {
    case PE_PanelButtonCommand: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        stylepaint::button(*painter, *option, stylepaint::buttonRole(widget),
                           button && button->features.testFlag(QStyleOptionButton::DefaultButton));
        return;
    }
    case PE_PanelButtonTool: {
        const bool flat = option->state.testFlag(State_AutoRaise);
        stylepaint::button(*painter, *option,
                           flat ? ButtonRole::Flat : stylepaint::buttonRole(widget), false);
        return;
    }
    case PE_FrameDefaultButton:
    case PE_FrameStatusBarItem:
    case PE_PanelMenuBar:
        return;
    case PE_FrameFocusRect:
        if (qobject_cast<const QComboBox *>(widget)
            || (widget && widget->inherits("QPushButton"))) {
            return; // drawn with the control
        }
        if (qobject_cast<const QAbstractItemView *>(widget)) {
            stylepaint::box(*painter, option->rect.adjusted(1, 1, -1, -1), Qt::transparent,
                            table.focus, 3);
            return;
        }
        stylepaint::focusRing(*painter, option->rect, table, 4);
        return;
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            stylepaint::field(*painter, *option);
        return;
    }
    case PE_Frame:
        stylepaint::box(*painter, option->rect, table.base,
                        option->state.testFlag(State_HasFocus) ? table.focus : table.separator, 4);
        if (option->state.testFlag(State_HasFocus))
            stylepaint::focusRing(*painter, option->rect, table, 4);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        stylepaint::checkBox(*painter, *option);
        return;
    case PE_IndicatorRadioButton:
        stylepaint::radioButton(*painter, *option);
        return;
    case PE_IndicatorArrowDown:
        stylepaint::chevron(*painter, option->rect, Qt::DownArrow, table.muted);
        return;
    case PE_IndicatorArrowUp:
        stylepaint::chevron(*painter, option->rect, Qt::UpArrow, table.muted);
        return;
    case PE_IndicatorArrowLeft:
        stylepaint::chevron(*painter, option->rect, Qt::LeftArrow, table.muted);
        return;
    case PE_IndicatorArrowRight:
        stylepaint::chevron(*painter, option->rect, Qt::RightArrow, table.muted);
        return;
    case PE_IndicatorHeaderArrow: {
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        // Qt's "down" is ascending; here the arrow points to the smaller values: up.
        if (header && header->sortIndicator != QStyleOptionHeader::None) {
            stylepaint::chevron(
                *painter, option->rect,
                header->sortIndicator == QStyleOptionHeader::SortDown ? Qt::UpArrow : Qt::DownArrow,
                table.text);
        }
        return;
    }
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            stylepaint::viewItem(*painter, *item);
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, table.base);
        return;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, table.base);
        if (element == PE_PanelTipLabel)
            stylepaint::box(*painter, option->rect, table.base, table.border, 0);
        return;
    case PE_FrameMenu:
        stylepaint::box(*painter, option->rect, Qt::transparent, table.border, 0);
        return;
    case PE_PanelStatusBar:
        painter->fillRect(option->rect, table.window);
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1),
                          table.separator);
        return;
    default:
        StyleMetrics::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const Colours &table = colours(option->palette);
    switch (element) {
    case CE_PushButtonBevel:
        drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && button->features.testFlag(QStyleOptionButton::HasMenu)) {
            const QRect right(option->rect.right() - 24, option->rect.top(), 20,
                              option->rect.height());
            stylepaint::chevron(*painter, visualRect(option->direction, option->rect, right),
                                Qt::DownArrow,
                                stylepaint::buttonInk(*option, stylepaint::buttonRole(widget)));
        }
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton copy = *button;
            if (copy.features.testFlag(QStyleOptionButton::HasMenu)) {
                copy.features &= ~QStyleOptionButton::ButtonFeatures(QStyleOptionButton::HasMenu);
                copy.rect = visualRect(option->direction, option->rect,
                                       option->rect.adjusted(0, 0, -14, 0));
            }
            const QColor ink = stylepaint::buttonInk(*option, stylepaint::buttonRole(widget));
            copy.palette.setColor(QPalette::ButtonText, ink);
            if (!copy.icon.isNull())
                copy.icon = tinted(copy.icon, copy.iconSize, ink, scaleOf(*painter));
            StyleMetrics::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            QStyleOptionToolButton copy = *button;
            copy.palette.setColor(QPalette::ButtonText,
                                  stylepaint::buttonInk(*option, stylepaint::buttonRole(widget)));
            StyleMetrics::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option)) {
            drawHeader(*header, *painter, widget);
            return;
        }
        break;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            stylepaint::headerSection(*painter, *header);
            return;
        }
        break;
    case CE_HeaderEmptyArea: {
        painter->fillRect(option->rect, table.window);
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            table.separator);
        return;
    }
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option)) {
            QStyleOptionHeaderV2 copy = *header;
            copy.palette.setColor(QPalette::ButtonText, table.muted);
            StyleMetrics::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, table.window);
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            drawMenuBarItem(*item, *painter, *this);
            return;
        }
        break;
    case CE_ToolBar:
        painter->fillRect(option->rect, table.window);
        return;
    case CE_Splitter:
        drawSplitter(*option, *painter);
        return;
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option)) {
            if (frame->frameShape == QFrame::HLine) {
                painter->fillRect(
                    QRect(option->rect.left(), option->rect.center().y(), option->rect.width(), 1),
                    table.separator);
                return;
            }
            if (frame->frameShape == QFrame::VLine) {
                painter->fillRect(
                    QRect(option->rect.center().x(), option->rect.top(), 1, option->rect.height()),
                    table.separator);
                return;
            }
        }
        break;
    default:
        break;
    }
    StyleMetrics::drawControl(element, option, painter, widget);
}

void Style::drawHeader(const QStyleOptionHeaderV2 &header, QPainter &painter,
                       const QWidget *widget) const
{
    // Fusion's own code asks itself, and not the derived style, for the positions of label and
    // arrow.
    drawControl(CE_HeaderSection, &header, &painter, widget);
    QStyleOptionHeaderV2 part = header;
    part.rect = subElementRect(SE_HeaderLabel, &header, widget);
    drawControl(CE_HeaderLabel, &part, &painter, widget);
    if (header.sortIndicator == QStyleOptionHeader::None)
        return;
    part.rect = subElementRect(SE_HeaderArrow, &header, widget);
    drawPrimitive(PE_IndicatorHeaderArrow, &part, &painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                               QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (box && box->frame) {
            stylepaint::comboBox(*painter, *box);
            return;
        }
    } else if (control == CC_SpinBox) {
        stylepaint::spinBox(*painter, *option,
                            subControlRect(control, option, SC_SpinBoxUp, widget),
                            subControlRect(control, option, SC_SpinBoxDown, widget));
        return;
    } else if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            stylepaint::scrollBar(*painter, *bar,
                                  subControlRect(control, option, SC_ScrollBarSlider, widget));
            return;
        }
    }
    StyleMetrics::drawComplexControl(control, option, painter, widget);
}

} // namespace roomkeeper::ui
