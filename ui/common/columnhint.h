#pragma once

#include <QPushButton>
#include <QTimer>

class QHeaderView;

namespace roomkeeper::ui {

/// At the end of a table's header: how many columns are out of sight there. The tool tip names
/// them, a click scrolls to the end. Hidden if there is none.
class ColumnHint : public QPushButton
{
    Q_OBJECT

public:
    /// For a horizontal header, which owns this.
    explicit ColumnHint(QHeaderView &header);
    Q_DISABLE_COPY_MOVE(ColumnHint)

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void updateText();
    bool isOutOfSight(int column) const;

    QHeaderView &m_header;
    QTimer m_update; ///< once for all columns that change at the same time
};

} // namespace roomkeeper::ui
