#include "ui/rooms/table/roomdelegate.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/durationtext.h"
#include "ui/common/style/colours.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/rooms/table/roomtablemodel.h"
#include "ui/rooms/table/statepill.h"

#include <QApplication>
#include <QFontMetrics>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>
#include <chrono>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int cellPadding = 8;
constexpr int selectionMark = 3;
constexpr int rowPadding = 7;

RoomColumn columnOf(const QModelIndex &index)
{
    return static_cast<RoomColumn>(index.column());
}

admin::RoomState stateOf(const QModelIndex &index)
{
    return static_cast<admin::RoomState>(index.data(RoomTableModel::StateRole).toInt());
}

QString editedMark()
{
    return RoomDelegate::tr("edited");
}

QFont markFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.85);
    return small;
}

QSize markSize(const QString &word, const QFont &font)
{
    const QFontMetrics metrics(markFont(font));
    return {metrics.horizontalAdvance(word) + 10, metrics.height() + 1};
}

/// A small frame with a word in it.
void paintMark(QPainter *painter, const QRect &frame, const QString &word, const QFont &font,
               const QBrush &background, const QColor &border, const QColor &text)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border);
    painter->setBrush(background);
    painter->drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter->setPen(text);
    painter->setFont(markFont(font));
    painter->drawText(frame, Qt::AlignCenter, word);
    painter->restore();
}

/// Marks an edited room with a shape and a word, not with colour alone.
void paintEditedMark(QPainter *painter, const QRect &cell, const QPalette &palette,
                     const QFont &font)
{
    const StateColours &ink = colours(palette).warning;
    QRect frame(QPoint(), markSize(editedMark(), font));
    frame.moveCenter(cell.center());
    frame.moveRight(cell.right() - cellPadding / 2);
    paintMark(painter, frame, editedMark(), font, ink.background, ink.border, ink.text);
}

/// The tags side by side. An ellipsis stands for tags that do not fit; the tool tip lists them all.
void paintTags(QPainter *painter, const QRect &cell, const QString &text, const QPalette &palette,
               const QFont &font)
{
    const QColor muted = colours(palette).muted;
    int left = cell.left() + cellPadding;
    for (const QString &tag : text.split(u", "_s, Qt::SkipEmptyParts)) {
        QRect frame(QPoint(left, 0), markSize(tag, font));
        frame.moveTop(cell.center().y() - frame.height() / 2);
        if (frame.right() > cell.right() - 2) {
            painter->save();
            painter->setPen(muted);
            painter->drawText(QRect(left, cell.top(), cell.right() - left, cell.height()),
                              Qt::AlignVCenter, u"…"_s);
            painter->restore();
            return;
        }
        paintMark(painter, frame, tag, font, Qt::NoBrush, colours(palette).border, muted);
        left = frame.right() + 5;
    }
}

/// One of the longest usual texts of *Time left*: "9 h 48 min left".
QString longTimeLeft()
{
    constexpr std::chrono::seconds left = 9h + 48min;
    return timeLeftText(admin::RoomState::Open,
                        {.validUntil = {left.count() * acs::Timestamp::ticksPerSecond}}, {});
}

void paintCheck(QPainter *painter, const QRect &cell, const QFont &font)
{
    const int size = QFontMetrics(font).ascent() + 2;
    const QRect square(cell.left() + cellPadding + 4, cell.center().y() - size / 2 + 1, size, size);
    icon(u"check"_s).paint(painter, square);
}

} // namespace

void RoomDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    // Rows are selected, not cells.
    option->state &= ~QStyle::State_HasFocus;
    const Colours &ink = colours(option->palette);
    const admin::RoomState state = stateOf(index);
    switch (columnOf(index)) {
    case RoomColumn::State:
    case RoomColumn::Tags:
        option->text.clear();
        break;
    case RoomColumn::Name:
        if (option->text.isEmpty()) {
            option->text = tr("unnamed");
            option->palette.setColor(QPalette::Text, ink.muted);
            option->palette.setColor(QPalette::HighlightedText, ink.muted);
        }
        break;
    case RoomColumn::RoomId:
        option->font = monospace(option->font);
        option->fontMetrics = QFontMetrics(option->font);
        option->textElideMode = Qt::ElideMiddle;
        break;
    case RoomColumn::TimeLeft:
        if (state == admin::RoomState::EndingSoon) {
            option->font.setWeight(QFont::DemiBold);
            option->palette.setColor(QPalette::Text, ink.endingSoon.text);
            option->palette.setColor(QPalette::HighlightedText, ink.endingSoon.text);
        } else if (state == admin::RoomState::Ended) {
            option->palette.setColor(QPalette::Text, ink.muted);
            option->palette.setColor(QPalette::HighlightedText, ink.muted);
        }
        break;
    case RoomColumn::Pstn:
        option->text.clear();
        break;
    default:
        break;
    }
}

void RoomDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const bool isEdited =
        columnOf(index) == RoomColumn::Name && index.data(RoomTableModel::DraftRole).toBool();
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();

    if (isEdited) {
        // The name is shortened to make room for the mark; both have the same background.
        QStyleOptionViewItem whole = cell;
        whole.text.clear();
        style->drawControl(QStyle::CE_ItemViewItem, &whole, painter, cell.widget);
        cell.backgroundBrush = Qt::NoBrush;
        cell.rect.setRight(cell.rect.right() - markSize(editedMark(), option.font).width());
    }
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    switch (columnOf(index)) {
    case RoomColumn::State: {
        const QRect area = option.rect.adjusted(cellPadding, 0, -2, 0);
        paintStatePill(painter, area, stateOf(index), option.palette, option.font);
        if (option.state.testFlag(QStyle::State_Selected)) {
            QRect mark = option.rect;
            mark.setWidth(selectionMark);
            painter->fillRect(mark, colours(option.palette).accent);
        }
        break;
    }
    case RoomColumn::Name:
        if (isEdited)
            paintEditedMark(painter, option.rect, option.palette, option.font);
        break;
    case RoomColumn::Tags:
        paintTags(painter, option.rect, index.data().toString(), option.palette, option.font);
        break;
    case RoomColumn::Pstn:
        if (index.data() == QVariant(RoomTableModel::tr("Yes")))
            paintCheck(painter, option.rect, option.font);
        break;
    default:
        break;
    }
}

QWidget *RoomDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                    const QModelIndex &index) const
{
    const bool isTags = columnOf(index) == RoomColumn::Tags;
    auto *editor = new QLineEdit(parent);
    setAccessibleIdentity(editor, isTags ? "roomTagsEditor" : "roomNameEditor",
                          isTags ? tr("Tags") : tr("Room name"));
    editor->setPlaceholderText(isTags ? tr("clinic, vip") : tr("unnamed"));
    return editor;
}

int RoomDelegate::columnWidth(int column, const QFont &font)
{
    const QFontMetrics metrics(font);
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    // The column header in bold, with its arrow.
    const int title =
        QFontMetrics(bold).horizontalAdvance(columnTitle(static_cast<RoomColumn>(column))) + 22;
    const int moment = metrics.horizontalAdvance(u"28 Nov 2028 00:00"_s);
    int content = 0;
    switch (static_cast<RoomColumn>(column)) {
    case RoomColumn::State:
        content = widestStatePill(font);
        break;
    case RoomColumn::Name:
        content = metrics.averageCharWidth() * 19;
        break;
    case RoomColumn::Tags:
        content = metrics.averageCharWidth() * 14;
        break;
    case RoomColumn::RoomId:
        content = QFontMetrics(monospace(font)).horizontalAdvance(QString(18, u'0'));
        break;
    case RoomColumn::ValidFrom:
    case RoomColumn::ValidUntil:
    case RoomColumn::Created:
        content = moment;
        break;
    case RoomColumn::TimeLeft:
        content = metrics.horizontalAdvance(longTimeLeft()) + 6;
        break;
    case RoomColumn::Pstn:
    case RoomColumn::Participants:
        content = metrics.horizontalAdvance(u"0000"_s);
        break;
    }
    // The pill has space around its text already.
    const int padding =
        column == static_cast<int>(RoomColumn::State) ? cellPadding + 4 : 2 * cellPadding;
    return std::max(title, content + padding);
}

int RoomDelegate::rowHeight(const QFont &font)
{
    return std::max(statePillSize(admin::RoomState::Open, font).height() + rowPadding,
                    QFontMetrics(font).height() + 2 * rowPadding);
}

} // namespace roomkeeper::ui
