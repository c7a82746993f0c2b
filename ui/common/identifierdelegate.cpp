#include "ui/common/identifierdelegate.h"

#include "ui/common/style/theme.h"

namespace roomkeeper::ui {

IdentifierDelegate::IdentifierDelegate(Qt::TextElideMode elide, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_elide(elide)
{
}

void IdentifierDelegate::initStyleOption(QStyleOptionViewItem *option,
                                         const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->font = monospace(option->font);
    option->fontMetrics = QFontMetrics(option->font);
    option->textElideMode = m_elide;
    // With wrapping, an ID would break at its dashes and show only its first part.
    option->features &= ~QStyleOptionViewItem::ViewItemFeatures(QStyleOptionViewItem::WrapText);
}

} // namespace roomkeeper::ui
