#pragma once

#include <QStyledItemDelegate>

namespace roomkeeper::ui {

/// Paints ids in a monospaced font and elides them in the painting only: the cell's text, which
/// assistive tools and the clipboard get, stays the whole id.
class IdentifierDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `elide`: which end goes first where room is short; the end of a raw id tells more than its
    /// beginning.
    explicit IdentifierDelegate(Qt::TextElideMode elide = Qt::ElideLeft, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(IdentifierDelegate)

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    Qt::TextElideMode m_elide;
};

} // namespace roomkeeper::ui
