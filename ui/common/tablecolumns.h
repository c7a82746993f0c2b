#pragma once

#include "ui/common/settings.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

class QAction;
class QHeaderView;

namespace roomkeeper::ui {

/// The columns of one table: their order and widths, which of them are shown, and the sort order.
/// What the user changes is stored in the settings at once; the context menu of the header shows,
/// hides and resets columns. A column is as wide as the user made it, otherwise as wide as usual
/// contents need; space that is left over is shared by the columns that can use it, and a hint
/// tells of columns that are out of sight.
class TableColumns : public QObject
{
    Q_OBJECT

public:
    struct Column
    {
        /// Its name in the settings, the same in every language and later version.
        QString key;
        QString menuText; ///< "&Time left"
        int share = 0; ///< of the space that is left over
        bool canHide = true;
    };

    /// `header`, which owns this, must have the sections of `columns` already; `settings` outlives
    /// both. Restores everything. `sorted` is the column of the initial sort order, -1 for none.
    /// Call it before setSortingEnabled(), which sorts by the restored order.
    TableColumns(QHeaderView &header, const QString &table, const QList<Column> &columns,
                 Settings &settings, int sorted = -1);
    Q_DISABLE_COPY_MOVE(TableColumns)

    /// What usual contents need, in device-independent pixels, for each column.
    void setUsualWidths(const QList<int> &widths);
    /// Hides a column that has nothing to show, without changing what the user chose.
    void setAvailable(int column, bool isAvailable);

    /// For a menu: a checkable action for each column, then *Reset columns*.
    const QList<QAction *> &actions() const { return m_actions; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createActions();
    void restore(int initiallySorted);
    void restoreOrder(const QStringList &kept);
    void reset();
    void updateShown(int column);
    void layOut();
    void keep();
    QStringList order() const;
    int columnOf(const QString &key) const;

    QHeaderView &m_header;
    const QString m_table;
    const QList<Column> m_columns;
    Settings &m_settings;
    QList<QAction *> m_actions;
    QList<bool> m_available;
    QList<int> m_usualWidths;
    QHash<int, int> m_chosenWidths; ///< by column
    bool m_isArranging = false; ///< what changes now is not the user's choice
};

} // namespace roomkeeper::ui
