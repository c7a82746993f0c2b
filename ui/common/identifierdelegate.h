#pragma once

#include <QStyledItemDelegate>

namespace roomkeeper::ui {

/// Paints IDs in a monospaced font, and shortens them only when painting: assistive tools and the
/// clipboard get the whole ID.
class IdentifierDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `elide`: which end is cut off if there is not enough space. The end of a raw ID is more
    /// specific than its beginning.
    explicit IdentifierDelegate(Qt::TextElideMode elide = Qt::ElideLeft, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(IdentifierDelegate)

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    Qt::TextElideMode m_elide;
};

} // namespace roomkeeper::ui
