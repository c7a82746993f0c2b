#include "ui/common/style/stylemetrics.h"

#include "ui/common/style/stylepaint.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QStyleOption>

#include <algorithm>

namespace roomkeeper::ui {

using stylepaint::ButtonRole;

namespace {

/// The height of buttons, boxes and fields, so that they align.
int controlHeight(const QStyleOption *option)
{
    return option->fontMetrics.height() + 12;
}

constexpr int headerPadding = 8;
constexpr int sortArrowWidth = 10;
constexpr int fieldPadding = 6;
constexpr int comboArrowWidth = 26;
constexpr int scrollBarWidth = 12;
constexpr int shortestSlider = 24;

bool isSmall(ButtonRole role)
{
    return role == ButtonRole::Preset || role == ButtonRole::Chip || role == ButtonRole::Link;
}

QSize buttonSize(const QStyleOption *option, const QSize &contents, const QWidget *widget)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const ButtonRole role = stylepaint::buttonRole(widget);
    const bool hasMenu = button && button->features.testFlag(QStyleOptionButton::HasMenu);
    const bool onlyIcon = button && button->text.isEmpty();
    const int padding = onlyIcon ? 6 : isSmall(role) ? 10 : 13;
    const int height = controlHeight(option) - (isSmall(role) ? 4 : 0);
    return {contents.width() + 2 * padding + (hasMenu ? 16 : 0),
            std::max(height, contents.height())};
}

/// The handle of a scroll bar; there are no arrow buttons.
QRect sliderRect(const QStyleOptionSlider &bar)
{
    const bool vertical = bar.orientation == Qt::Vertical;
    const int length = vertical ? bar.rect.height() : bar.rect.width();
    const qint64 range = qint64(bar.maximum) - bar.minimum;
    int size = length;
    if (range > 0) {
        size = static_cast<int>(qint64(bar.pageStep) * length / (range + bar.pageStep));
        size = std::clamp(size, std::min(shortestSlider, length), length);
    }
    const int start = QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition,
                                                      length - size, bar.upsideDown);
    const QRect rect =
        vertical ? QRect(bar.rect.left(), bar.rect.top() + start, bar.rect.width(), size)
                 : QRect(bar.rect.left() + start, bar.rect.top(), size, bar.rect.height());
    return vertical ? rect : QStyle::visualRect(bar.direction, bar.rect, rect);
}

QRect scrollBarPart(const QStyleOptionSlider &bar, QStyle::SubControl part)
{
    const QRect slider = sliderRect(bar);
    const bool vertical = bar.orientation == Qt::Vertical;
    QRect before = bar.rect;
    QRect after = bar.rect;
    if (vertical) {
        before.setBottom(slider.top() - 1);
        after.setTop(slider.bottom() + 1);
    } else if (bar.direction == Qt::RightToLeft) {
        before.setLeft(slider.right() + 1);
        after.setRight(slider.left() - 1);
    } else {
        before.setRight(slider.left() - 1);
        after.setLeft(slider.right() + 1);
    }
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return slider;
    case QStyle::SC_ScrollBarGroove:
        return bar.rect;
    case QStyle::SC_ScrollBarSubPage:
        return before;
    case QStyle::SC_ScrollBarAddPage:
        return after;
    default:
        return {};
    }
}

/// The label of a header, or the arrow after it, which is at the end whatever the length of the
/// label.
QRect headerPart(const QStyleOptionHeader &header, bool arrow)
{
    const bool sorted = header.sortIndicator != QStyleOptionHeader::None;
    const QRect inner = header.rect.adjusted(headerPadding, 0, -headerPadding, 0);
    QRect part = inner;
    if (arrow)
        part.setLeft(inner.right() - sortArrowWidth + 1);
    else if (sorted)
        part.setRight(inner.right() - sortArrowWidth - 2);
    return QStyle::visualRect(header.direction, header.rect, part);
}

QRect comboBoxPart(const QStyleOptionComboBox &box, QStyle::SubControl part)
{
    const QRect &all = box.rect;
    switch (part) {
    case QStyle::SC_ComboBoxEditField:
        return QStyle::visualRect(box.direction, all,
                                  all.adjusted(fieldPadding, 2, -comboArrowWidth, -2));
    case QStyle::SC_ComboBoxArrow:
        return QStyle::visualRect(
            box.direction, all,
            QRect(all.right() - comboArrowWidth, all.top(), comboArrowWidth, all.height()));
    default:
        return all;
    }
}

} // namespace

StyleMetrics::StyleMetrics()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

QRect StyleMetrics::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                   SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scrollBarPart(*bar, subControl);
    } else if (control == CC_ComboBox) {
        const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (box && box->frame)
            return comboBoxPart(*box, subControl);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QRect StyleMetrics::subElementRect(SubElement element, const QStyleOption *option,
                                   const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            return option->rect.adjusted(fieldPadding, 1, -fieldPadding, -1);
    }
    if (element == SE_HeaderLabel || element == SE_HeaderArrow) {
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return headerPart(*header, element == SE_HeaderArrow);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize StyleMetrics::sizeFromContents(ContentsType type, const QStyleOption *option,
                                     const QSize &contents, const QWidget *widget) const
{
    switch (type) {
    case CT_PushButton:
        return buttonSize(option, contents, widget);
    case CT_ComboBox:
        return {contents.width() + fieldPadding + comboArrowWidth + 4, controlHeight(option)};
    case CT_LineEdit:
        return {contents.width() + 2 * fieldPadding, controlHeight(option)};
    case CT_ToolButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        const bool hasText =
            button && button->toolButtonStyle != Qt::ToolButtonIconOnly && !button->text.isEmpty();
        return {contents.width() + (hasText ? 16 : 12),
                std::max(contents.height() + 8, hasText ? controlHeight(option) - 4 : 0)};
    }
    case CT_HeaderSection: {
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        size.setHeight(controlHeight(option));
        size.setWidth(size.width() + 2 * headerPadding);
        return size;
    }
    case CT_ItemViewItem: {
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        size.setHeight(std::max(size.height(), controlHeight(option) - 2));
        return size;
    }
    case CT_MenuItem: {
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (item && item->menuItemType != QStyleOptionMenuItem::Separator)
            size.setHeight(std::max(size.height(), controlHeight(option) - 2));
        return size;
    }
    default:
        return QProxyStyle::sizeFromContents(type, option, contents, widget);
    }
}

int StyleMetrics::pixelMetric(PixelMetric metric, const QStyleOption *option,
                              const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_DefaultFrameWidth:
        // Room for the focus ring around lists and texts.
        return qobject_cast<const QAbstractScrollArea *>(widget) ? 2 : 1;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_ScrollBarExtent:
        return scrollBarWidth;
    case PM_ScrollBarSliderMin:
        return shortestSlider;
    case PM_HeaderMargin: // of its height: also the least height of rows
        return 4;
    case PM_FocusFrameHMargin:
        return headerPadding - 1; // cells start where their headers do
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return 4;
    case PM_SplitterWidth:
        return 5;
    case PM_ToolBarItemSpacing:
    case PM_ToolBarItemMargin:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return 16;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int StyleMetrics::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_ComboBox_Popup:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_DialogButtonLayout: // what does it stands at the end, as in the window
        return QDialogButtonBox::GnomeLayout;
    case SH_Table_GridLineColor:
        if (option)
            return static_cast<int>(colours(option->palette).separator.rgb());
        break;
    case SH_ToolTipLabel_Opacity:
        return 255;
    default:
        break;
    }
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace roomkeeper::ui
