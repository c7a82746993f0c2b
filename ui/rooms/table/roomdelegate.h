#pragma once

#include <QStyledItemDelegate>

namespace roomkeeper::ui {

/// Paints the rows of the room table: the state as a pill, names with a mark for edited rooms, IDs
/// in a monospaced font, tags in frames, a check mark for PSTN dial-out, the time left in a colour
/// if the room is ending soon. Edits names and tags.
class RoomDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    Q_DISABLE_COPY_MOVE(RoomDelegate)

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;

    /// The width of the longest usual text of a column in a font.
    static int columnWidth(int column, const QFont &font);
    /// The height of every row.
    static int rowHeight(const QFont &font);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace roomkeeper::ui
