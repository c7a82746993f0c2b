#include "ui/common/tablecolumns.h"

#include "ui/common/columnhint.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

QStringList keysOf(const QList<TableColumns::Column> &columns)
{
    QStringList keys;
    for (const TableColumns::Column &column : columns)
        keys.append(column.key);
    return keys;
}

/// The stored order with the columns of `all` only. A column that is not in it, because a later
/// version added it, stays behind the one that precedes it in `all`.
QStringList completed(const QStringList &stored, const QStringList &all)
{
    QStringList order;
    for (const QString &key : stored) {
        if (all.contains(key) && !order.contains(key))
            order.append(key);
    }
    for (qsizetype each = 0; each < all.size(); ++each) {
        if (!order.contains(all.at(each)))
            order.insert(each == 0 ? 0 : order.indexOf(all.at(each - 1)) + 1, all.at(each));
    }
    return order;
}

} // namespace

TableColumns::TableColumns(QHeaderView &header, const QString &table, const QList<Column> &columns,
                           Settings &settings, int sorted)
    : QObject(&header)
    , m_header(header)
    , m_table(table)
    , m_columns(columns)
    , m_settings(settings)
    , m_available(columns.size(), true)
{
    for (int column = 0; column < columns.size(); ++column)
        m_usualWidths.append(header.sectionSizeHint(column));
    header.setSectionsMovable(true);
    header.setStretchLastSection(false);
    header.setSectionResizeMode(QHeaderView::Interactive);
    header.setContextMenuPolicy(Qt::ActionsContextMenu);
    createActions();
    restore(sorted);
    new ColumnHint(header); // owned by the header
    header.viewport()->installEventFilter(this);
    connect(&header, &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (m_isArranging || width == 0)
            return;
        m_chosenWidths.insert(column, width);
        keep();
    });
    connect(&header, &QHeaderView::sectionMoved, this, &TableColumns::keep);
    connect(&header, &QHeaderView::sortIndicatorChanged, this, &TableColumns::keep);
}

void TableColumns::createActions()
{
    for (int column = 0; column < m_columns.size(); ++column) {
        auto *action = new QAction(m_columns.at(column).menuText, this);
        action->setObjectName("showColumn_"_L1 + m_columns.at(column).key);
        action->setCheckable(true);
        action->setChecked(true);
        action->setEnabled(m_columns.at(column).canHide);
        connect(action, &QAction::toggled, this, [this, column] {
            updateShown(column);
            keep();
        });
        m_actions.append(action);
    }
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    auto *reset = new QAction(tr("R&eset columns"), this);
    reset->setObjectName("resetColumns"_L1);
    connect(reset, &QAction::triggered, this, &TableColumns::reset);
    m_actions << separator << reset;
    m_header.addActions(m_actions);
}

void TableColumns::restore(int initiallySorted)
{
    const QScopedValueRollback<bool> arranging(m_isArranging, true);
    const Settings::Columns kept = m_settings.columns(m_table);
    restoreOrder(kept.order);
    for (auto each = kept.widths.cbegin(); each != kept.widths.cend(); ++each) {
        if (const int column = columnOf(each.key()); column >= 0)
            m_chosenWidths.insert(column, each.value());
    }
    for (const QString &key : kept.hidden) {
        if (const int column = columnOf(key); column >= 0 && m_columns.at(column).canHide)
            m_actions.at(column)->setChecked(false);
    }
    const int sorted = columnOf(kept.sorted);
    m_header.setSortIndicator(sorted >= 0 ? sorted : initiallySorted,
                              kept.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    layOut();
}

void TableColumns::restoreOrder(const QStringList &kept)
{
    const QStringList wanted = completed(kept, keysOf(m_columns));
    for (int place = 0; place < wanted.size(); ++place)
        m_header.moveSection(m_header.visualIndex(columnOf(wanted.at(place))), place);
}

void TableColumns::reset()
{
    {
        const QScopedValueRollback<bool> arranging(m_isArranging, true);
        m_chosenWidths.clear();
        for (int column = 0; column < m_columns.size(); ++column)
            m_actions.at(column)->setChecked(true);
        restoreOrder({});
        layOut();
    }
    keep();
}

void TableColumns::setUsualWidths(const QList<int> &widths)
{
    if (widths == m_usualWidths)
        return;
    m_usualWidths = widths;
    layOut();
}

void TableColumns::setAvailable(int column, bool isAvailable)
{
    m_available[column] = isAvailable;
    m_actions.at(column)->setVisible(isAvailable);
    updateShown(column);
}

void TableColumns::updateShown(int column)
{
    const QScopedValueRollback<bool> arranging(m_isArranging, true);
    m_header.setSectionHidden(column,
                              !m_available.at(column) || !m_actions.at(column)->isChecked());
    layOut();
}

void TableColumns::layOut()
{
    const QScopedValueRollback<bool> arranging(m_isArranging, true);
    const auto widthOf = [this](int column) {
        return m_chosenWidths.value(column, m_usualWidths.at(column));
    };
    const auto shareOf = [this](int column) {
        return m_chosenWidths.contains(column) ? 0 : m_columns.at(column).share;
    };
    int space = m_header.viewport()->width();
    int shares = 0;
    for (int column = 0; column < m_columns.size(); ++column) {
        if (m_header.isSectionHidden(column))
            continue;
        space -= widthOf(column);
        shares += shareOf(column);
    }
    for (int column = 0; column < m_columns.size(); ++column) {
        if (m_header.isSectionHidden(column))
            continue;
        int width = widthOf(column);
        if (const int share = shareOf(column); space > 0 && share > 0 && shares > 0) {
            const int more = space * share / shares; // the last one takes what is left
            width += more;
            space -= more;
            shares -= share;
        }
        m_header.resizeSection(column, width);
    }
}

void TableColumns::keep()
{
    if (m_isArranging)
        return;
    Settings::Columns columns;
    columns.order = order();
    for (auto each = m_chosenWidths.cbegin(); each != m_chosenWidths.cend(); ++each)
        columns.widths.insert(m_columns.at(each.key()).key, each.value());
    for (int column = 0; column < m_columns.size(); ++column) {
        if (!m_actions.at(column)->isChecked())
            columns.hidden.append(m_columns.at(column).key);
    }
    if (const int sorted = m_header.sortIndicatorSection();
        m_header.isSortIndicatorShown() && sorted >= 0)
        columns.sorted = m_columns.at(sorted).key;
    columns.isDescending = m_header.sortIndicatorOrder() == Qt::DescendingOrder;
    m_settings.setColumns(m_table, columns);
}

/// Empty for the original order, which may be another one in a later version.
QStringList TableColumns::order() const
{
    QStringList keys;
    for (int place = 0; place < m_columns.size(); ++place)
        keys.append(m_columns.at(m_header.logicalIndex(place)).key);
    return keys == keysOf(m_columns) ? QStringList() : keys;
}

int TableColumns::columnOf(const QString &key) const
{
    return static_cast<int>(keysOf(m_columns).indexOf(key));
}

bool TableColumns::eventFilter(QObject *watched, QEvent *event)
{
    // The other columns get their new widths when the mouse button is released: until then, the
    // edge that is dragged must stay under the mouse.
    if (event->type() == QEvent::Resize)
        layOut();
    else if (event->type() == QEvent::MouseButtonRelease)
        QMetaObject::invokeMethod(this, &TableColumns::layOut, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

} // namespace roomkeeper::ui
